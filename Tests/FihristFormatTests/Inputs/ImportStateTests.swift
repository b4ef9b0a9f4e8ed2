@testable import FihristFormat
import FihristStorage
import FihristTestSupport
import Testing

/// The bytes of what is remembered of files.
@Suite struct ImportStateTests {
  private static let files = (0..<4).map { number in
    KnownFile(
      number: number, path: Array("/archive/\(number).jsonl".utf8),
      stamp: FileStamp(byteCount: UInt64(number) << 40, modified: -1 + Int64(number)),
      isFresh: number % 2 == 0, instructions: .max - UInt64(number),
      content: number == 1 ? nil : ContentHash(byteCount: 1 << number, checksum: 7),
      records: number == 2 ? nil : number * 1_000, reading: number + 1)
  }

  private static var part: [UInt8] {
    var writer = ByteWriter()
    ImportState.write(.unfinished(77), to: &writer)
    for file in files {
      ImportState.write(.file(file), to: &writer)
      let hashes = (0..<UInt64(file.number)).map { $0 &* 0x9E37_79B9_7F4A_7C15 }
      ImportState.write(
        .keys(ImportState.Keys(file: file.number, reading: 1, hashes: hashes)), to: &writer)
    }
    return writer.bytes
  }

  @Test func `what is written is read`() throws {
    var state = ImportState()
    try state.read(Self.part)
    #expect(Set(state.files.values) == Set(Self.files))
    #expect(state.unfinished == 77 && state.fileCount == 4)
    var counts: [Int] = []
    try ImportState.keys(in: Self.part) { counts.append($0.hashes.count) }
    #expect(counts == [0, 1, 2, 3])
  }

  @Test func `damaged bytes are refused or read, and never trap`() throws {
    let part = Self.part
    for end in 0..<part.count {
      var state = ImportState()
      _ = try? state.read(Array(part[..<end]))
      _ = try? ImportState.keys(in: Array(part[..<end])) { _ in }
    }
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<2_000 {
      var bytes = part
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[index] = UInt8.random(in: 0...255, using: &generator)
      }
      var state = ImportState()
      _ = try? state.read(bytes)
      _ = try? ImportState.keys(in: bytes) { _ in }
    }
  }
}
