import FihristTestSupport
import Testing

@testable import FihristStorage

@Suite struct DoubleBodyTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  private static func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in UInt8.random(in: 1...255, using: &random) }
  }

  /// Writes a file around `bytes` and returns its own.
  private func write(_ bytes: [UInt8]) throws -> [UInt8] {
    var writer = try directory.create("m", kind: .manifest)
    try writer.append(DoubleBody.holding(bytes, kind: .manifest))
    _ = try writer.finish(synchronize: false)
    return try home.bytes(of: "m")
  }

  private func read() throws -> [UInt8] {
    try directory.readDouble("m", kind: .manifest) { $0.bytes }
  }

  private func copies(_ file: [UInt8]) -> [[UInt8]] {
    unsafe file.withUnsafeBytes { unsafe DoubleBody.copies(in: $0, kind: .manifest).map(\.bytes) }
  }

  /// Around the lengths at which a copy fills its blocks, or the file its pages.
  @Test(arguments: [0, 1, 700, 4_067, 4_068, 4_069, 8_164, 8_165, 12_260, 65_508, 65_509, 200_000])
  func `both copies are found, and no block of the disk has bytes of both`(count: Int) throws {
    let bytes = Self.bytes(count)
    let file = try write(bytes)
    #expect(copies(file) == [bytes, bytes])
    let size = 12 + count
    let body = try #require(FileLayout.bodyByteCount(fileByteCount: file.count))
    let start = 16 + body - size
    #expect(start % 4_096 == 16 && (16 + size - 1) / 4_096 + 1 == start / 4_096)
    #expect(file[16..<16 + size] == file[start..<start + size])
    #expect(file[16 + size..<start].allSatisfy { $0 == 0 })
  }

  @Test(arguments: [1, 4_068, 4_069, 9_000])
  func `a block that is lost takes one copy at most`(count: Int) throws {
    let bytes = Self.bytes(count)
    let original = try write(bytes)
    for start in stride(from: 0, to: original.count, by: 4_096) {
      for filler: UInt8 in [0, 0xFF] {
        var file = original
        for offset in start..<min(start + 4_096, file.count) { file[offset] = filler }
        try home.write(file, to: "m")
        #expect(try read() == bytes, "block at \(start) of \(file.count)")
      }
    }
  }

  @Test func `a file that is cut is read as long as its first copy is whole`() throws {
    let bytes = Self.bytes(50)
    let original = try write(bytes)
    for length in 0..<original.count {
      try home.write(Array(original[..<length]), to: "m")
      if length >= 16 + 12 + 50 {
        #expect(try read() == bytes, "\(length) bytes")
      } else {
        let error = #expect(throws: IndexError.self) { try read() }
        #expect(error?.kind == .damaged, "\(length) bytes")
      }
    }
  }

  @Test func `damage to both copies is an error, whatever the rest says`() throws {
    let bytes = Self.bytes(50)
    let original = try write(bytes)
    let second = 4_096 + 16
    for offset in 0..<62 {
      var file = original
      file[16 + offset] ^= 1
      file[second + 61 - offset] ^= 1
      #expect(copies(file).isEmpty, "\(offset)")
      try home.write(file, to: "m")
      let error = #expect(throws: IndexError.self) { try read() }
      #expect(error?.kind == .damaged)
    }
    // With checksums that fit for the pages, as a fault of a writer would leave it.
    var body = DoubleBody.holding(bytes, kind: .manifest)
    body[20] ^= 1
    body[4_096 + 20] ^= 1
    var writer = try directory.create("m", kind: .manifest)
    try writer.append(body)
    _ = try writer.finish(synchronize: false)
    let error = #expect(throws: IndexError.self) { try read() }
    #expect(error?.reason == "neither of the two copies in it is whole")
  }

  @Test func `no copy of another version or kind is believed`() throws {
    let file = try write(Self.bytes(50))
    var newer = file
    newer[8] = 2
    // One bit of a header does not make a newer version: the copies say what they are copies of.
    #expect(copies(newer).count == 2)
    #expect(unsafe file.withUnsafeBytes { unsafe DoubleBody.copies(in: $0, kind: .keys) }.isEmpty)
    try home.write(Array(newer[..<16]) + Self.bytes(300), to: "m")
    let error = #expect(throws: IndexError.self) { try read() }
    #expect(error?.kind == .unsupported)
  }

  @Test func `a copy that is not understood gives way to the other`() throws {
    let (mine, other) = (Self.bytes(50), Self.bytes(50, seed: 2))
    let foreign = try write(other)
    var file = try write(mine)
    file.replaceSubrange(0..<4_096, with: foreign[..<4_096])
    try home.write(file, to: "m")
    var asked: [[UInt8]] = []
    let found = try directory.readDouble("m", kind: .manifest) {
      (copy) throws(TruncatedBytes) -> [UInt8] in
      asked.append(copy.bytes)
      guard copy.bytes == mine else { throw TruncatedBytes(offset: 3, expected: "mine") }
      return copy.bytes
    }
    #expect(found == mine && asked == [other, mine])
    let error = #expect(throws: IndexError.self) {
      try directory.readDouble("m", kind: .manifest) { (_) throws(TruncatedBytes) -> Void in
        throw TruncatedBytes(offset: 3, expected: "mine")
      }
    }
    #expect(error?.kind == .damaged && error?.reason == "expected mine at byte 3")
  }
}
