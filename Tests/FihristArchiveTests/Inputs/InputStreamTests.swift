import FihristFormat
import FihristIndexing
import FihristTestSupport
import FihristZstd
import Testing

@testable import FihristArchive

@Suite struct InputStreamTests {
  private func lines(_ count: Int, seed: UInt64 = 7) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).flatMap { line -> [UInt8] in
      let number = UInt64.random(in: 0..<(1 << 40), using: &generator)
      return Array("{\"id\":\"\(line)\",\"title\":\"خبر \(number)\"}\n".utf8)
    }
  }

  private func read(_ path: String, step: Int = 1 << 16) throws -> [UInt8] {
    let stream = try InputStream(path: InputPath(path))
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

  @Test func `a file cut off at any byte gives its start and then the error`() throws {
    let folder = try TemporaryFolder()
    let bytes = lines(300)
    for (name, packed) in [("a.gz", Packing.gzip(bytes)), ("a.zst", Packing.zstd(bytes))] {
      for length in [8, 12, packed.count / 3, packed.count / 2, packed.count - 5, packed.count - 1]
      {
        let path = try folder.write(name, Array(packed[..<length]))
        let stream = try InputStream(path: InputPath(path))
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
      for offset in stride(from: 4, to: packed.count, by: 37) {
        var broken = packed
        broken[offset] ^= 0x10
        let path = try folder.write(name, broken)
        do throws(ArchiveError) {
          let stream = try InputStream(path: InputPath(path))
          var read: [UInt8] = []
          while try !stream.append(1 << 16, to: &read) {}
        } catch {
          damaged += 1
          #expect([.damaged, .truncated].contains(error.kind), "\(name), \(offset)")
        }
      }
    }
    #expect(damaged > 50)
  }

  @Test func `what is not text is refused with a way out`() throws {
    let folder = try TemporaryFolder()
    let magics: [[UInt8]] = [
      Array("BZh91AY".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0], Array("PK\u{3}\u{4}....".utf8),
      Array("%PDF-1.7".utf8), [0x89, 0x50, 0x4E, 0x47, 13, 10], [0xFF, 0xD8, 0xFF, 0xE0],
    ]
    for magic in magics {
      let path = try folder.write("x.jsonl", magic + [1, 2, 3])
      let error = #expect(throws: ArchiveError.self) { try InputStream(path: InputPath(path)) }
      #expect(error?.kind == .unsupported, "\(magic)")
    }
  }

  @Test func `a document of an older office program says how to save it`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0])
    let error = #expect(throws: ArchiveError.self) { try ReadDocument.read([path]) }
    #expect(error?.kind == .unsupported)
    #expect(error?.advice == "save it as .docx, CSV or text")
  }

  @Test func `missing files and folders say so`() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: ArchiveError.self) {
      try InputStream(path: InputPath(folder.path + "/x"))
    }
    #expect(missing?.kind == .notFound)
    let error = #expect(throws: ArchiveError.self) { try InputStream(path: InputPath(folder.path)) }
    #expect(error?.kind == .unreadable)
  }

  @Test(arguments: [true, false])
  func `a packed archive that is cut off is read up to there and reported, named or in a folder`(
    isNamed: Bool
  ) throws {
    let folder = try TemporaryFolder()
    let packed = Packing.gzip(lines(60_000))
    let path = try folder.write("a.jsonl.gz", Array(packed[..<(packed.count * 3 / 4)]))
    let (documents, report) = try ReadDocument.read([isNamed ? path : folder.path])
    #expect(documents.count > 30_000 && documents.count < 60_000)
    #expect(report.counts == [.unreadable: 1])
    #expect(report.samples.first?.message.contains("cut off") == true)
    let error = #expect(throws: ArchiveError.self) {
      try ReadDocument.read([isNamed ? path : folder.path], isStrict: true)
    }
    #expect(error?.kind == .truncated)
  }

  @Test func `a long window is read, and where there is too little memory the advice is right`()
    throws
  {
    let folder = try TemporaryFolder()
    let bytes = lines(500)
    let packed = Packing.zstd(bytes, windowLog: 31)
    let path = try folder.write("a.jsonl.zst", packed)
    #expect(try read(path) == bytes)
    let decoder = try #require(ZstdStream(windowLimit: 27))
    var target = [UInt8](repeating: 0, count: 1 << 16)
    let failure = #expect(throws: ZstdStream.Failure.self) {
      try unsafe packed.withUnsafeBytes { source in
        try unsafe target.withUnsafeMutableBytes { try unsafe decoder.decode(source, into: $0) }
      }
    }
    #expect(failure?.kind == .window)
    let refusal = failure.map { DecodingFailure(kind: $0.kind, reason: $0.reason) }
    let error = refusal?.archiveError(InputPath(path), near: 0)
    #expect(error?.kind == .unsupported)
    #expect(error?.advice.contains("zstd -d --long=31 -c \(path) | fihrist index") == true)
    let stream = refusal?.archiveError(.standardInput, near: 0)
    #expect(stream?.advice.contains("zstd -d --long=31 -c | fihrist index") == true)
  }

  @Test func `what was packed twice, or holds no text, is refused`() throws {
    let folder = try TemporaryFolder()
    var tar = [UInt8](repeating: 0, count: 512)
    tar.replaceSubrange(257..<262, with: Array("ustar".utf8))
    let contents = [Packing.gzip(Packing.gzip(lines(3))), Packing.zstd(tar), tar]
    for content in contents {
      let path = try folder.write("x.jsonl", content)
      let error = #expect(throws: ArchiveError.self) { try ReadDocument.read([path]) }
      #expect(error?.kind == .unsupported)
    }
  }
}
