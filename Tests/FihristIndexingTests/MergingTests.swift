import FihristFormat
import FihristStorage
import FihristTestSupport
import Foundation
import Synchronization
import Testing

@testable import FihristIndexing

@Suite struct MergingTests {
  /// An index of several segments with deletions, made without merging.
  private func makeIndex(
    _ home: TemporaryDirectory, _ random: inout RandomText, schema: Schema, segments: Int
  ) async throws -> [String: SourceDocument] {
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(path: home.path, schema: schema, options: options)
    var model: [String: SourceDocument] = [:]
    for _ in 0..<segments {
      for document in random.documents(30, keys: 80, schema: schema) {
        try await writer.add(document)
        model[document.key] = document
      }
      let key = "k\(random.below(80))"
      try await writer.delete(key: key)
      model[key] = nil
      try await writer.commit()
    }
    try await writer.close()
    return model
  }

  private func sources(_ home: TemporaryDirectory) throws -> (Manifest, [SegmentMerger.Source]) {
    let directory = IndexDirectory(path: home.path)
    let manifest = try Manifest.newest(in: directory)
    let sources = try manifest.segments.map { info in
      let reader = try SegmentReader(directory: directory, info: info, schema: manifest.schema)
      return SegmentMerger.Source(reader: reader, live: reader.live)
    }
    return (manifest, sources)
  }

  @Test(arguments: TestSchema.all.indices)
  func `a merged segment has what lived, and maps tell where it went`(_ index: Int) async throws {
    let schema = TestSchema.all[index]
    var random = RandomText(seed: UInt64(index) + 40)
    let home = TemporaryDirectory()
    let model = try await makeIndex(home, &random, schema: schema, segments: 1 + index % 4)
    let (manifest, sources) = try sources(home)
    let directory = IndexDirectory(path: home.path)
    let result = try SegmentMerger(
      sources: sources, directory: directory, number: 900, schema: schema,
      parameters: manifest.parameters, isCancelled: { false }
    ).run()
    let info = try #require(result.info)
    #expect(info.isCanonical)
    let reader = try SegmentReader(directory: directory, info: info, schema: schema)
    var contents = IndexContents()
    try contents.add(reader)
    #expect(contents.difference(from: IndexContents(model, schema: schema)) == nil)
    for (source, map) in zip(sources, result.maps) {
      for old in 0..<UInt32(source.reader.documentCount) {
        guard source.live?.isLive(old) ?? true else {
          #expect(map[old] == DocumentMap.gone)
          continue
        }
        #expect(try reader.key(of: map[old]) == source.reader.key(of: old))
      }
    }
  }

  @Test func `a merge that is cancelled at any moment leaves no file`() async throws {
    var random = RandomText(seed: 50)
    let home = TemporaryDirectory()
    _ = try await makeIndex(home, &random, schema: .article, segments: 4)
    let (manifest, sources) = try sources(home)
    let before = try home.files()
    var cancelled = 0
    for limit in 0..<100 {
      let asked = Atomic<Int>(0)
      let merger = SegmentMerger(
        sources: sources, directory: IndexDirectory(path: home.path), number: 900,
        schema: manifest.schema, parameters: manifest.parameters,
        isCancelled: { asked.add(1, ordering: .relaxed).oldValue >= limit })
      do {
        _ = try merger.run()
        break
      } catch is CancellationError {
        cancelled += 1
        #expect(try home.files() == before)
      }
    }
    #expect(cancelled > 2)
  }

  @Test func `deletions during a merge are carried over`() async throws {
    var random = RandomText(seed: 60)
    let home = TemporaryDirectory()
    var model = try await makeIndex(home, &random, schema: .article, segments: 3)
    let directory = IndexDirectory(path: home.path)
    var index = try CommittedIndex(directory, schema: nil, parameters: RankingParameters())
    let sources = index.segments.map { SegmentMerger.Source(reader: $0.reader, live: $0.live) }
    let result = try SegmentMerger(
      sources: sources, directory: directory, number: 900, schema: .article,
      parameters: RankingParameters(), isCancelled: { false }
    ).run()
    // The merge is done and not published; now documents go.
    let gone = model.keys.sorted().prefix(10)
    var deletions: [[UInt8]: UInt64] = [:]
    for key in gone {
      deletions[Array(key.utf8)] = 1
      model[key] = nil
    }
    let outcome = try index.publish([], deletions: deletions, nextSegment: 901)
    #expect(outcome.deleted == 10)
    try index.replace(sources, with: result, nextSegment: 901)
    #expect(index.segments.count == 1)
    #expect(index.liveCount == UInt64(model.count))
    let expected = IndexContents(model, schema: .article)
    #expect(try IndexContents(path: home.path).difference(from: expected) == nil)
    let total = expected.documents.values.reduce(0) { $0 + UInt64($1.lengths[0]) }
    #expect(index.segments[0].info.spaces[0].liveTotalLength == total)
    #expect(try Manifest.newest(in: directory).segments.map(\.number) == [900])
  }

  @Test func `a damaged source fails the merge and changes nothing`() async throws {
    var random = RandomText(seed: 70)
    let home = TemporaryDirectory()
    let model = try await makeIndex(home, &random, schema: .article, segments: 3)
    let manifest = try Manifest.newest(in: IndexDirectory(path: home.path))
    let name = IndexFileName.segment(manifest.segments[0].number, .postings)
    let url = URL(fileURLWithPath: home.path + "/" + name)
    let whole = try Data(contentsOf: url)
    var data = whole
    data[100] ^= 0x10
    try data.write(to: url)
    let writer = try IndexWriter(path: home.path)
    await #expect { try await writer.merge() } throws: {
      ($0 as? IndexError)?.kind == .damaged
    }
    try await writer.close()
    #expect(try Manifest.newest(in: IndexDirectory(path: home.path)).segments == manifest.segments)
    try whole.write(to: url)
    let expected = IndexContents(model, schema: .article)
    #expect(try IndexContents(path: home.path).difference(from: expected) == nil)
  }

  @Test func `merges run during indexing and reduce the number of segments`() async throws {
    var random = RandomText(seed: 80)
    let home = TemporaryDirectory()
    var options = IndexingOptions()
    options.mergePolicy.segmentsPerTier = 3
    options.commitInterval = 2 << 20
    options.threads = 2
    let documents = random.documents(400, keys: 300, schema: .article)
    let summary = try await BulkIndexer.run(
      ListFeed(documents, chunk: 10), into: home.directory, options: options)
    #expect(summary.segments < 6)
    let expected = IndexContents(documents.latest, schema: .article)
    #expect(try IndexContents(path: home.path).difference(from: expected) == nil)
  }

  @Test func `a cancelled request for merging ends and leaves the index whole`() async throws {
    var random = RandomText(seed: 90)
    let home = TemporaryDirectory()
    let model = try await makeIndex(home, &random, schema: .article, segments: 4)
    let writer = try IndexWriter(path: home.path)
    let task = Task { try await writer.merge() }
    task.cancel()
    _ = try? await task.value
    try await writer.close()
    let expected = IndexContents(model, schema: .article)
    #expect(try IndexContents(path: home.path).difference(from: expected) == nil)
  }

  #if os(Linux)
    @Test func `a merge releases what it has read and written`() async throws {
      var random = RandomText(seed: 81)
      let home = TemporaryDirectory()
      var options = IndexingOptions()
      options.mergesInBackground = false
      let writer = try IndexWriter(path: home.path, options: options)
      for segment in 0..<3 {
        for number in 0..<150 {
          // Text that takes no time to index, and that no dictionary makes shorter.
          let noise = (0..<1_500).map { _ in String(random.generator.next(), radix: 36) }
          try await writer.add(
            SourceDocument(
              key: "\(segment)-\(number)",
              values: ["body": random.text(words: 5), "source": noise.joined()]))
        }
        try await writer.commit()
      }
      try await writer.merge()
      let total = try home.segmentBytes().values.reduce(0) { $0 + $1.count }
      #expect(total > 4 << 20)
      let resident = try residentByteCount(of: home.path)
      #expect(resident < 1 << 20, "\(resident) of \(total) bytes are in memory")
      try await writer.close()
    }

    /// Bytes of the files in `path` that are mapped into this process and in memory.
    private func residentByteCount(of path: String) throws -> Int {
      let maps = try String(contentsOfFile: "/proc/self/smaps", encoding: .utf8)
      var isInside = false
      var count = 0
      for line in maps.split(separator: "\n") {
        if line.contains(" r--s ") || line.contains("-") && !line.contains(" kB") {
          isInside = line.contains(path)
        } else if isInside, line.hasPrefix("Rss:") {
          count += (Int(line.filter(\.isNumber)) ?? 0) << 10
        }
      }
      return count
    }
  #endif
}
