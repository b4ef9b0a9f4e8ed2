import FihristTestSupport
import Foundation
import Testing

@testable import FihristStorage

@Suite struct CheckedFileTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  private static func body(_ count: Int) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(count))
    let words = (0..<(count + 7) / 8).map { _ in random.next() }
    return unsafe words.withUnsafeBytes { unsafe Array($0.prefix(count)) }
  }

  @discardableResult
  private func write(_ body: [UInt8], to name: String = "a") throws -> FileSummary {
    var writer = try directory.create(name, kind: .terms)
    try writer.append(body)
    #expect(writer.byteCount == body.count)
    return try writer.finish(synchronize: false)
  }

  private func content(_ file: CheckedFile) throws -> [UInt8] {
    try part(file, 0..<file.byteCount)
  }

  private func part(_ file: CheckedFile, _ range: Range<Int>) throws -> [UInt8] {
    unsafe [UInt8](try file.bytes(range))
  }

  @Test(arguments: [
    0, 1, 65_519, 65_520, 65_521, 131_056, 1_048_559, 1_048_560, 1_048_561,
  ])
  func `a body of any length comes back with its padding`(count: Int) throws {
    let body = Self.body(count)
    let summary = try write(body)
    let file = try directory.open(summary, kind: .terms)
    #expect(file.byteCount == count)
    #expect(try content(file) == body)
    var verified = 0
    try file.verify { verified += $0 }
    #expect(verified == count + 16)
    let whole = try home.bytes(of: "a")
    #expect(whole.count == Int(summary.byteCount))
    #expect(whole[(16 + count)..<(16 + count + 64)].allSatisfy { $0 == 0 })
  }

  @Test func `bytes arrive the same in one piece and in many`() throws {
    let body = Self.body(200_000)
    let whole = try write(body)
    var writer = try directory.create("b", kind: .terms)
    var rest = body[...]
    var step = 1
    while !rest.isEmpty {
      try writer.append(Array(rest.prefix(step)))
      rest = rest.dropFirst(step)
      step = step * 3 % 7_001
    }
    let pieces = try writer.finish(synchronize: false)
    #expect(pieces.checksum == whole.checksum)
    #expect(try home.bytes(of: "a") == home.bytes(of: "b"))
  }

  @Test func `a range outside the body is damage, not a trap`() throws {
    try write([1, 2, 3])
    let file = try directory.open("a", kind: .terms)
    for range in [-1..<2, 0..<4, 4..<4, Int.min..<0, 3..<Int.max] {
      #expect(throws: IndexError.self) { try part(file, range) }
    }
    #expect(try part(file, 3..<3).isEmpty)
  }

  @Test func `every flipped bit is an error or changes nothing`() throws {
    let body = Self.body(100)
    let summary = try write(body)
    let original = try home.bytes(of: "a")
    var refused = 0
    for bit in 0..<original.count * 8 {
      var bytes = original
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      try home.write(bytes, to: "a")
      do {
        #expect(try content(directory.open("a", kind: .terms)) == body, "bit \(bit)")
        let file = try directory.open(summary, kind: .terms)
        #expect(try content(file) == body, "bit \(bit)")
        #expect(throws: IndexError.self, "bit \(bit)") { try file.verify { _ in } }
      } catch let error as IndexError {
        #expect([.damaged, .unsupported].contains(error.kind), "bit \(bit)")
        refused += 1
      }
    }
    // All but the 64 bytes of padding are covered, and those are found by verifying.
    #expect(refused == (original.count - 64) * 8)
  }

  @Test func `every truncation is damage`() throws {
    try write(Self.body(100))
    let original = try home.bytes(of: "a")
    for count in 0..<original.count {
      try home.write(Array(original[..<count]), to: "a")
      let error = #expect(throws: IndexError.self) { _ = try directory.open("a", kind: .terms) }
      #expect(error?.kind == .damaged, "\(count) bytes")
    }
    try home.write(original + [0], to: "a")
    #expect(throws: IndexError.self) { _ = try directory.open("a", kind: .terms) }
  }

  @Test func `a page is checked when it is first touched, and only then`() throws {
    let body = Self.body(200_000)
    try write(body)
    var bytes = try home.bytes(of: "a")
    bytes[16 + 100_000] ^= 1
    try home.write(bytes, to: "a")
    let file = try directory.open("a", kind: .terms)
    #expect(try part(file, 0..<65_520) == Array(body[..<65_520]))
    #expect(try part(file, 131_056..<200_000) == Array(body[131_056...]))
    let error = #expect(throws: IndexError.self) { try part(file, 99_000..<99_001) }
    #expect(error?.reason.contains("checksum of bytes 65536..<131072") == true)
    #expect(throws: IndexError.self) { try file.verify { _ in } }
  }

  @Test func `a newer version is unsupported, a foreign file and another kind are damage`() throws {
    try write([1])
    let original = try home.bytes(of: "a")
    var newer = original
    newer[8] = 2
    try home.write(newer, to: "a")
    #expect(kind { try directory.open("a", kind: .terms) } == .unsupported)
    try home.write(
      Array("PK\u{3}\u{4} any other file that is long enough to have a footer".utf8), to: "a")
    #expect(kind { try directory.open("a", kind: .terms) } == .damaged)
    try home.write(original, to: "a")
    #expect(kind { try directory.open("a", kind: .keys) } == .damaged)
    #expect(kind { try directory.open("b", kind: .keys) } == .notFound)
    let absent = FileSummary(name: "b", byteCount: 1, checksum: 1)
    #expect(kind { try directory.open(absent, kind: .keys) } == .damaged)
  }

  @Test func `another file instead of the summarised one is damage`() throws {
    let summary = try write([1, 2, 3])
    try write([1, 2, 4])
    #expect(kind { try directory.open(summary, kind: .terms) } == .damaged)
    #expect(try content(directory.open("a", kind: .terms)) == [1, 2, 4])
  }

  @Test func `a file that is not finished leaves nothing behind`() throws {
    do {
      var writer = try directory.create("a", kind: .terms)
      try writer.append(Self.body(2_000_000))
    }
    #expect(try directory.fileNames() == [])
  }

  @Test func `many threads may read one file at once`() async throws {
    let body = Self.body(1_000_000)
    try write(body)
    let file = try directory.open("a", kind: .terms)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<8 {
        group.addTask {
          try (0..<200).allSatisfy { step in
            let start = (step * 7_919 + task * 131) % 999_000
            return unsafe try [UInt8](file.bytes(start..<start + 1_000))
              == Array(body[start..<start + 1_000])
          }
        }
      }
      for try await result in group { #expect(result) }
    }
  }

  private func kind(_ body: () throws -> CheckedFile) -> IndexError.Kind? {
    do {
      _ = try body()
      return nil
    } catch { return (error as? IndexError)?.kind }
  }

  @Test func `the length of a body follows from that of its file`() {
    for page in [0, 1, 2, 3, 1_000] {
      for around in -40...40 {
        let body = page * FileLayout.pageByteCount + around
        guard body >= 0 else { continue }
        let file = FileLayout.fileByteCount(bodyByteCount: body)
        #expect(FileLayout.bodyByteCount(fileByteCount: file) == body)
      }
    }
    // Less than an empty file, and between files of one page and of two.
    for count in [0, 1, 107, 65_629, 65_632] {
      #expect(FileLayout.bodyByteCount(fileByteCount: count) == nil, "\(count)")
    }
  }
}
