import FihristIndexing
import FihristTestSupport
import Testing

@testable import FihristArchive

@Suite struct LineChunksTests {
  /// Reads `bytes` from a file whose first `head` bytes were read before.
  private func chunks(_ bytes: [UInt8], head: Int) throws -> [LineChunks.Lines] {
    let folder = try TemporaryFolder()
    let stream = try InputStream(path: InputPath(folder.write("a", bytes)))
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

  @Test func `empty input and blank lines do no harm`() throws {
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

  /// Lines of `bytes` the plain way: those within the limit with their numbers, and the numbers of
  /// the others.
  private func plainLines(
    _ bytes: [UInt8], limit: Int
  ) -> (lines: [Int: [UInt8]], tooLong: [Int]) {
    var lines: [Int: [UInt8]] = [:]
    var tooLong: [Int] = []
    let all = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in all.enumerated() {
      if line.count > limit {
        tooLong.append(index + 1)
      } else if index + 1 < all.count || !line.isEmpty {
        lines[index + 1] = Array(line)
      }
    }
    return (lines, tooLong)
  }

  @Test func `lines beyond the limit are left out and told, wherever they lie`() throws {
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: 12)
    for round in 0..<40 {
      let limit = [7, 100, 70_000, 1_200_000][round % 4]
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<9, using: &generator) {
        let length = [0, 1, limit - 1, limit, limit + 1, limit * 2, 3_000_000].randomElement(
          using: &generator)!
        bytes += [UInt8](repeating: 0x61, count: length)
        if Int.random(in: 0..<5, using: &generator) > 0 { bytes.append(0x0A) }
      }
      let stream = try InputStream(path: InputPath(folder.write("a", bytes)))
      var head: [UInt8] = []
      _ = try stream.append([0, 5, 300_000][round % 3], to: &head)
      let chunks = LineChunks(head: head, stream, limit: limit)
      var lines: [Int: [UInt8]] = [:]
      var tooLong: [Int] = []
      while let chunk = try chunks.next() {
        tooLong += chunk.tooLong
        var all = chunk.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        if all.last?.isEmpty == true { all.removeLast() }
        for (index, line) in all.enumerated() { lines[chunk.firstLine + index] = Array(line) }
        #expect(chunk.bytes.count <= max(limit + 1, LineChunks.chunkSize) + LineChunks.chunkSize)
      }
      let plain = plainLines(bytes, limit: limit)
      #expect(tooLong == plain.tooLong, "seed 12, round \(round)")
      #expect(lines == plain.lines, "seed 12, round \(round)")
    }
  }

  @Test func `a record beyond the limit is reported with its line, and the others are read`() throws
  {
    let folder = try TemporaryFolder()
    let long = "{\"id\":\"2\",\"title\":\"\(String(repeating: "a", count: 3_000_000))\"}\n"
    let path = try folder.write(
      "a.jsonl", "{\"id\":\"1\",\"title\":\"a\"}\n" + long + "{\"id\":\"3\",\"title\":\"c\"}\n")
    let (documents, report) = try ReadDocument.read([path], lineLimit: 1 << 20)
    #expect(documents.map(\.key) == ["1", "3"])
    #expect(report.counts == [.tooLarge: 1])
    #expect(report.samples.first?.line == 2)
    #expect(report.samples.first?.message.contains("longer than 1 MiB") == true)
    let error = #expect(throws: ArchiveError.self) {
      try ReadDocument.read([path], isStrict: true, lineLimit: 1 << 20)
    }
    #expect(error?.kind == .tooLong && error?.line == 2)
    let article = try folder.write("a.txt", String(repeating: "كلمة ", count: 500_000))
    let (none, articles) = try ReadDocument.read([article], lineLimit: 1 << 20)
    #expect(none.isEmpty && articles.counts == [.tooLarge: 1])
  }
}
