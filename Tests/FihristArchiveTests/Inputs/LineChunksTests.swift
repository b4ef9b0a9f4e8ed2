import FihristIndexing
import FihristTestSupport
import Testing

@testable import FihristArchive

@Suite struct LineChunksTests {
  /// Reads `bytes` from a file, of which the first `head` are read before.
  private func chunks(_ bytes: [UInt8], head: Int) throws -> [LineChunks.Lines] {
    let folder = try TemporaryFolder()
    let stream = try InputStream(path: folder.write("a", bytes))
    var first: [UInt8] = []
    _ = try stream.append(head, to: &first)
    let chunks = LineChunks(head: first, stream)
    var all: [LineChunks.Lines] = []
    while let lines = try chunks.next() { all.append(lines) }
    return all
  }

  @Test func `chunks are whole lines, in order, with the right numbers`() throws {
    var generator = SeededGenerator(seed: 8)
    for round in 0..<6 {
      var bytes: [UInt8] = []
      let longest = [400, 5_000, 700_000][round % 3]
      while bytes.count < 2_200_000 {
        bytes += [UInt8](repeating: 0x61, count: Int.random(in: 0..<longest, using: &generator))
        bytes.append(0x0A)
      }
      if round % 2 == 0 { bytes.append(0x62) }
      let all = try chunks(bytes, head: [0, 1, 300_000, 2_000_000][round % 4])
      #expect(all.flatMap(\.bytes) == bytes, "seed 8, round \(round)")
      var line = 1
      for chunk in all {
        #expect(chunk.firstLine == line, "seed 8, round \(round)")
        line += withView(chunk.bytes) { $0.lineFeedCount() }
        #expect(chunk.bytes.last == 0x0A || chunk.bytes.last == 0x62, "seed 8, round \(round)")
      }
      for chunk in all.dropLast() { #expect(chunk.bytes.last == 0x0A, "seed 8, round \(round)") }
    }
  }

  @Test func `nothing and blank lines are no trouble`() throws {
    #expect(try chunks([], head: 10).isEmpty)
    #expect(try chunks([0x0A], head: 0).map(\.bytes) == [[0x0A]])
  }

  @Test func `an article of 50 MB is one line of one chunk, and well-formed`() throws {
    let folder = try TemporaryFolder()
    var words = Array("كلمة ".utf8)
    while words.count < 50 << 20 { words += words }
    let text = Array(words.prefix(50 << 20)) + Array("كلمة".utf8)
    let first = Array("{\"id\":\"big\",\"content\":\"".utf8) + text + Array("\"}\n".utf8)
    let second = Array("{\"id\":\"next\",\"title\":\"n\"}\n".utf8)
    let path = try folder.write("big.jsonl.zst", Packing.zstd(first + second))
    var feed = ArchiveFeed(try ArchiveInputs([path]))
    let chunk = try #require(try feed.nextChunk())
    #expect(chunk.bytes == first + second)
    #expect(try feed.nextChunk() == nil)
    try withView(chunk.bytes) { view in
      var cursor = JSONCursor(view, 0..<first.count)
      var members = try cursor.members(depth: 0)
      _ = try members.next(&cursor)
      let (_, value) = try #require(try members.next(&cursor))
      let start = first.count - text.count - 3
      #expect(
        value == .string(.init(range: start..<start + text.count, hasEscapes: false)))
    }
  }

  @Test func `a line beyond the limit is an error that names it, and the lines before it are read`()
    throws
  {
    let folder = try TemporaryFolder()
    let limit = 4 << 20
    let long = [UInt8](repeating: 0x61, count: limit + (2 << 20))
    let first = Array("{\"id\":1,\"title\":\"a\"}\n".utf8)
    let path = try folder.write("long.jsonl.zst", Packing.zstd(first) + Packing.zstd(long))
    let chunks = LineChunks(head: [], try InputStream(path: path), limit: limit)
    #expect(try chunks.next()?.bytes == first)
    let error = #expect(throws: ArchiveError.self) { try chunks.next() }
    #expect(error?.kind == .tooLong)
    #expect(error?.line == 2)
    #expect(error?.reason == "the line is longer than 4 MiB")
  }
}
