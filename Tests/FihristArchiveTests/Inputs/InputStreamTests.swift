import FihristFormat
import FihristIndexing
import FihristTestSupport
import Testing

@testable import FihristArchive

@Suite struct InputStreamTests {
  private func lines(_ count: Int, seed: UInt64 = 7) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).flatMap { line in
      Array(
        "{\"id\":\"\(line)\",\"title\":\"خبر \(UInt64.random(in: 0..<(1 << 40), using: &generator))\"}\n"
          .utf8)
    }
  }

  private func read(_ path: String, step: Int = 1 << 16) throws -> [UInt8] {
    let stream = try InputStream(path: path)
    var bytes: [UInt8] = []
    while true {
      let count = bytes.count
      _ = try stream.append(step, to: &bytes)
      if bytes.count == count { return bytes }
    }
  }

  @Test func `plain, gzip and zstd files give the same bytes, in steps of any size`() throws {
    let folder = try TemporaryFolder()
    let bytes = lines(20_000)
    let half = bytes.count / 2
    let files = [
      try folder.write("a", bytes),
      try folder.write("a.gz", Packing.gzip(bytes)),
      try folder.write("a.zst", Packing.zstd(bytes)),
      try folder.write(
        "parts.gz", Packing.gzip(Array(bytes[..<half])) + Packing.gzip(Array(bytes[half...]))),
      try folder.write("padded.gz", Packing.gzip(bytes) + [UInt8](repeating: 0, count: 600)),
      try folder.write(
        "parts.zst", Packing.zstd(Array(bytes[..<half])) + Packing.zstd(Array(bytes[half...]))),
    ]
    for file in files {
      for step in [1_000, 300_000, 10_000_000] {
        #expect(try read(file, step: step) == bytes, "\(file), step \(step)")
      }
    }
  }

  @Test func `empty files and empty packed files are empty`() throws {
    let folder = try TemporaryFolder()
    #expect(try read(folder.write("a", [])) == [])
    #expect(try read(folder.write("a.gz", Packing.gzip([]))) == [])
    #expect(try read(folder.write("a.zst", Packing.zstd([]))) == [])
    #expect(try read(folder.write("b", [0x61])) == [0x61])
  }

  @Test func `a file cut off at any place gives its beginning and then the error`() throws {
    let folder = try TemporaryFolder()
    let bytes = lines(300)
    for (name, packed) in [("a.gz", Packing.gzip(bytes)), ("a.zst", Packing.zstd(bytes))] {
      for length in [8, 12, packed.count / 3, packed.count / 2, packed.count - 5, packed.count - 1]
      {
        let path = try folder.write(name, Array(packed[..<length]))
        let stream = try InputStream(path: path)
        var read: [UInt8] = []
        let error = #expect(throws: ArchiveError.self, "\(name), \(length)") {
          while true { _ = try stream.append(50, to: &read) }
        }
        #expect(error?.kind == .truncated, "\(name), \(length)")
        #expect(bytes.starts(with: read), "\(name), \(length)")
      }
    }
  }

  @Test func `a file with flipped bits gives an error or other bytes, and never traps`() throws {
    let folder = try TemporaryFolder()
    let bytes = lines(200)
    var damaged = 0
    for (name, packed) in [("a.gz", Packing.gzip(bytes)), ("a.zst", Packing.zstd(bytes))] {
      for place in stride(from: 4, to: packed.count, by: 37) {
        var broken = packed
        broken[place] ^= 0x10
        let path = try folder.write(name, broken)
        do throws(ArchiveError) {
          let stream = try InputStream(path: path)
          var read: [UInt8] = []
          while try !stream.append(1 << 16, to: &read) {}
        } catch {
          damaged += 1
          #expect([.damaged, .truncated].contains(error.kind), "\(name), \(place)")
        }
      }
    }
    #expect(damaged > 50)
  }

  @Test func `what is no text is refused with a way out`() throws {
    let folder = try TemporaryFolder()
    let magics: [[UInt8]] = [
      Array("BZh91AY".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0], Array("PK\u{3}\u{4}....".utf8),
      Array("%PDF-1.7".utf8), [0x89, 0x50, 0x4E, 0x47, 13, 10], [0xFF, 0xD8, 0xFF, 0xE0],
    ]
    for magic in magics {
      let path = try folder.write("x.jsonl", magic + [1, 2, 3])
      let error = #expect(throws: ArchiveError.self) { try InputStream(path: path) }
      #expect(error?.kind == .unsupported, "\(magic)")
    }
  }

  @Test func `missing files and folders say so`() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: ArchiveError.self) { try InputStream(path: folder.path + "/x") }
    #expect(missing?.kind == .notFound)
    let error = #expect(throws: ArchiveError.self) { try InputStream(path: folder.path) }
    #expect(error?.kind == .unreadable)
  }

  @Test
  func `a packed archive that is cut off is indexed up to there and then ends with the error`()
    throws
  {
    let folder = try TemporaryFolder()
    let packed = Packing.gzip(lines(60_000))
    let path = try folder.write("a.jsonl.gz", Array(packed[..<(packed.count * 3 / 4)]))
    var feed = ArchiveFeed(try ArchiveInputs([path]))
    var report = InputReport()
    var count = 0
    let error = #expect(throws: ArchiveError.self) {
      while let chunk = try feed.nextChunk() {
        var batch = DocumentBatch()
        try ArchiveFeed.parse(chunk, schema: .article, into: &batch, report: &report)
        count += batch.count
      }
    }
    #expect(error?.kind == .truncated)
    #expect(count > 30_000 && count < 60_000)
    #expect(report.isEmpty)
  }
}
