import Fihrist
import FihristTestSupport
import Testing

/// One archive as one index and as five that share their statistics.
@Suite struct ShardTests {
  private static let queries = [
    "كتاب", "علم نظر", "+قول -عمل", "\"يوم بلد\"", "كتاب كتاب سيارة والمدرسة news",
    "+كتاب +علم نظر",
    "غائبة", "كتاب غائبة", "من", "-كتاب", "\"علم غائبة\" يوم",
  ]

  /// Filters, whose words need no statistics.
  private static let filters = [nil, "+بلد", "-بلد"]

  private struct Archive {
    let directory: TemporaryDirectory
    var whole: Index
    var shards: [Index]
  }

  private static func options() -> IndexingOptions {
    var options = IndexingOptions()
    options.mergesInBackground = false
    return options
  }

  /// Writes `articles` with a commit each `segment`, then deletes `deleted`.
  private static func write(
    _ articles: [SourceDocument], deleting deleted: [String], segment: Int, to path: String
  ) async throws -> Index {
    let writer = try IndexWriter(
      path: path, schema: try SampleArticles.schema(), options: options())
    for (number, article) in articles.enumerated() {
      try await writer.add(article)
      if number % segment == segment - 1 { try await writer.commit() }
    }
    try await writer.commit()
    for key in deleted { try await writer.delete(key: key) }
    try await writer.commit()
    try await writer.close()
    return try Index(path: path)
  }

  /// An archive of 400 articles, cut into shards of very different size; every seventh is deleted
  /// in all of them but the first.
  private static func makeArchive(segment: Int) async throws -> Archive {
    let directory = try TemporaryDirectory()
    var sample = SampleArticles(seed: 71)
    let articles = (0..<400).map { sample.article("k\(1000 + $0 * 7919 % 400)") }
    let bounds = [0, 1, 40, 60, 260, 400]
    var shards: [Index] = []
    var deleted: [String] = []
    for (number, bound) in zip(bounds, bounds.dropFirst()).enumerated() {
      let part = Array(articles[bound.0..<bound.1])
      let gone = number == 0 ? [] : stride(from: 0, to: part.count, by: 7).map { part[$0].key }
      deleted += gone
      shards.append(
        try await write(
          part, deleting: gone, segment: segment, to: directory.path + "/shard\(number)"))
    }
    let whole = try await write(
      articles, deleting: deleted, segment: 400, to: directory.path + "/whole")
    return Archive(directory: directory, whole: whole, shards: shards)
  }

  @Test(arguments: [1000, 13])
  func `shards with shared statistics rank as one index, to the last bit`(
    segment: Int
  ) async throws {
    let archive = try await Self.makeArchive(segment: segment)
    #expect(archive.shards.reduce(0) { $0 + $1.documentCount } == archive.whole.documentCount)
    var differences = 0
    for query in Self.queries {
      for filter in Self.filters {
        for (limit, offset) in [(10, 0), (7, 5), (500, 0)] {
          var request = SearchRequest(query, filter: filter, limit: limit, offset: offset)
          request.counting = .exact
          request.fields = ["title"]
          request.snippets = SnippetOptions(length: 60)
          let expected = try archive.whole.search(request)
          let statistics = try archive.shards.map { try $0.statistics(for: request) }
            .reduce(CollectionStatistics(), +)
          #expect(statistics == (try archive.whole.statistics(for: request)))
          let alone = SearchResults.merged(
            try archive.shards.map { try $0.search(request.part) }, for: request)
          if alone.hits.map(\.score) != expected.hits.map(\.score) { differences += 1 }
          request.statistics = statistics
          let found = SearchResults.merged(
            try archive.shards.map { try $0.search(request.part) }, for: request)
          #expect(found.hits.map(\.key) == expected.hits.map(\.key), "\(query), \(filter ?? "*")")
          #expect(
            found.hits.map(\.score?.bitPattern) == expected.hits.map(\.score?.bitPattern),
            "\(query), \(filter ?? "*")")
          // Snippets are chosen by the same statistics too.
          #expect(found == (try archive.whole.search(request)), "\(query), \(filter ?? "*")")
        }
      }
    }
    // Without shared statistics the same searches give other scores.
    #expect(differences > 20)
  }

  @Test func `statistics of another query are refused`() async throws {
    let archive = try await Self.makeArchive(segment: 1000)
    var request = SearchRequest("كتاب")
    request.statistics = try archive.whole.statistics(for: SearchRequest("علم"))
    #expect {
      _ = try archive.whole.search(request)
    } throws: {
      ($0 as? IndexError)?.kind == .invalid && "\($0)".contains("statistics(for:)")
    }
    request.statistics = try archive.whole.statistics(for: request)
    let shared = try archive.whole.search(request)
    request.statistics = nil
    #expect(try archive.whole.search(request) == shared)
  }
}
