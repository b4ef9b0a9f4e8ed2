import FihristTestSupport
import Testing

@testable import FihristStorage

/// Every later release reads what an earlier one wrote: shown on a made-up kind of file whose
/// layout changed in its second version.
@Suite struct FileVersionTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  /// The kind as a release knows it that reads `versions` and writes the last of them.
  private static func kind(_ versions: ClosedRange<UInt32>) -> FileKind {
    FileKind("TEST", "numbers", suffix: "numbers", versions: versions)
  }

  /// The reader of a release. Version 1 had bytes, version 2 has words of four bytes behind their
  /// count.
  private struct NumbersReader {
    let values: [UInt32]

    init(_ bytes: [UInt8], version: UInt32) throws(TruncatedBytes) {
      guard version >= 2 else {
        values = bytes.map(UInt32.init)
        return
      }
      var reader = ByteReader(bytes)
      var values: [UInt32] = []
      for _ in 0..<(try reader.count(atMost: bytes.count)) { values.append(try reader.u32()) }
      self.values = values
    }

    init(_ file: CheckedFile) throws {
      try self.init(unsafe [UInt8](try file.bytes(0..<file.byteCount)), version: file.version)
    }

    /// What the release of `version` wrote.
    static func bytes(_ values: [UInt32], version: UInt32) -> [UInt8] {
      if version == 1 { return values.map { UInt8(truncatingIfNeeded: $0) } }
      var writer = ByteWriter()
      writer.varint(UInt64(values.count))
      for value in values { writer.u32(value) }
      return writer.bytes
    }
  }

  private static let values: [UInt32] = [7, 1, 200]

  /// Writes as the release does whose newest version is `version`.
  private func write(version: UInt32, doubly: Bool = false) throws -> FileSummary {
    let kind = Self.kind(1...version)
    let bytes = NumbersReader.bytes(Self.values, version: version)
    var writer = try directory.create("v\(version)", kind: kind)
    try writer.append(doubly ? DoubleBody.holding(bytes, kind: kind) : bytes)
    return try writer.finish(synchronize: false)
  }

  @Test func `a release reads its own version and every older one, each by its layout`() throws {
    for version: UInt32 in [1, 2] {
      let summary = try write(version: version)
      let file = try directory.open(summary, kind: Self.kind(1...2))
      #expect(file.version == version)
      #expect(try NumbersReader(file).values == Self.values)
      try file.verify { _ in }
    }
    #expect(try home.bytes(of: "v1").count != home.bytes(of: "v2").count)
  }

  @Test func `copies in a file say their version themselves, whatever became of its header`() throws
  {
    for version: UInt32 in [1, 2] {
      _ = try write(version: version, doubly: true)
      let original = try home.bytes(of: "v\(version)")
      for damaged in [nil, 0, 4, 8, 9, 12] as [Int?] {
        var bytes = original
        if let damaged { bytes[damaged] ^= 3 }
        try home.write(bytes, to: "v\(version)")
        let found = try directory.readDouble("v\(version)", kind: Self.kind(1...2)) {
          (copy) throws(TruncatedBytes) in
          (copy.version, try NumbersReader(copy.bytes, version: copy.version).values)
        }
        #expect(found.0 == version && found.1 == Self.values, "byte \(damaged ?? -1)")
      }
    }
  }

  @Test(arguments: [false, true])
  func `a newer version is unsupported, and the advice is a newer release`(doubly: Bool) throws {
    _ = try write(version: 3, doubly: doubly)
    let error = try #require(
      throws: IndexError.self, performing: { try open("v3", 1...2, doubly) })
    #expect(error.kind == .unsupported)
    #expect(
      error.reason
        == "it has version 3 of the format of numbers, "
        + "newer than 2, the newest that this release reads"
    )
    #expect(error.advice == "use a newer release of Fihrist")
  }

  @Test(arguments: [false, true])
  func `a version that a release has given up is unsupported, and the advice is an older release`(
    doubly: Bool
  ) throws {
    _ = try write(version: 1, doubly: doubly)
    let error = try #require(
      throws: IndexError.self, performing: { try open("v1", 2...3, doubly) })
    #expect(error.kind == .unsupported)
    #expect(error.reason.contains("older than 2, the oldest that this release reads"))
    #expect(error.advice.contains("a release that reads version 1"))
  }

  private func open(_ name: String, _ versions: ClosedRange<UInt32>, _ doubly: Bool) throws {
    let kind = Self.kind(versions)
    if doubly {
      _ = try directory.readDouble(name, kind: kind) { $0.bytes }
    } else {
      _ = try directory.open(name, kind: kind)
    }
  }
}
