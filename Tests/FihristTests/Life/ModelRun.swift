import Fihrist
import FihristTestSupport

/// An index and the naive one, through the same random life.
struct ModelRun {
  /// What the two disagree about.
  struct Difference: Error, CustomStringConvertible {
    var description: String
  }

  /// A reader that stays at a commit, and what it must go on to say.
  private struct Held {
    var index: Index
    var commit: ArticleModel.Commit
  }

  /// What happened, how often.
  private(set) var counts: [String: Int] = [:]

  private let directory: TemporaryDirectory
  private let schema: Schema
  private let options: IndexingOptions
  private var random: SeededGenerator
  private var model = ArticleModel()
  private var writer: IndexWriter
  private var index: Index
  /// What `index` shows: it is refreshed now and then only.
  private var shown: ArticleModel.Commit
  private var held: [Held] = []

  init(seed: UInt64) throws {
    random = SeededGenerator(seed: seed)
    directory = try TemporaryDirectory()
    schema = try ArticleModel.schema(boost: [1, 2, 1.5][random.below(3)])
    var options = IndexingOptions()
    options.memory = 1
    options.mergesInBackground = random.below(4) > 0
    options.mergePolicy.segmentsPerTier = 2 + random.below(4)
    options.mergePolicy.segmentLimit = 4 + random.below(8)
    options.mergePolicy.deletedPart = 0.2
    self.options = options
    writer = try IndexWriter(path: directory.path, schema: schema, options: options)
    index = try Index(path: directory.path)
    shown = model.committed
  }

  /// Lives on for `steps` random operations.
  mutating func run(steps: Int) async throws {
    for step in 0..<steps {
      do {
        try await self.step()
      } catch let difference as Difference {
        throw Difference(description: "step \(step): \(difference)")
      }
    }
    try await finish()
  }

  private mutating func step() async throws {
    switch random.below(100) {
    case 0..<44: try await add()
    case 44..<56: try await deleteKey()
    case 56..<59: try await deleteByQuery()
    case 59..<74: try await commit()
    case 74..<77: await rollback()
    case 77..<80: try await merge()
    case 80..<82: try await reopen()
    case 82..<89: try refresh()
    case 89..<91: try hold()
    case 91..<94: try checkHeld()
    case 94: try await compareWithFresh()
    default: try check(index, shown)
    }
  }

  private mutating func note(_ name: String) { counts[name, default: 0] += 1 }

  private mutating func add() async throws {
    let key = key()
    let article = random.article()
    try await writer.add(article.source(key: key))
    model.add(article, key: key)
    note("add")
  }

  private mutating func key() -> String { "k\(random.below(70))" }

  private mutating func deleteKey() async throws {
    let key = key()
    try await writer.delete(key: key)
    model.delete(key: key)
    note("delete")
  }

  private mutating func deleteByQuery() async throws {
    // Phrases and conjunctions: a common word would delete everything.
    let isPhrase = random.below(2) == 0
    let query = isPhrase ? ModelQuery.phrase(random.words(2...2)) : .all(random.words(3...3))
    let found = try await writer.delete(matching: query.text)
    try expect(found, model.delete(matching: query), "deleted by \(query.text)")
    note("delete by query")
  }

  private mutating func commit() async throws {
    let data = random.below(3) == 0 ? ["position": "\(random.below(1_000))", "log": "é"] : nil
    try await writer.commit(replacingUserData: data)
    model.commit(userData: data)
    try expect(await writer.documentCount, model.committed.articles.count, "the writer's count")
    try expect(await writer.userData, model.committed.userData, "the writer's user data")
    note("commit")
  }

  private mutating func rollback() async {
    await writer.rollback()
    model.rollback()
    note("rollback")
  }

  private mutating func merge() async throws {
    try await writer.merge(toSegments: 1 + random.below(3))
    model.commit()
    note("merge")
  }

  private mutating func reopen() async throws {
    try await writer.close()
    model.commit()
    writer = try IndexWriter(path: directory.path, options: options)
    index = try Index(path: directory.path)
    shown = model.committed
    note("reopen")
  }

  private mutating func refresh() throws {
    try index.refresh()
    shown = model.committed
    try check(index, shown)
    note("refresh")
  }

  private mutating func hold() throws {
    if held.count == 3 { held.remove(at: random.below(3)) }
    held.append(Held(index: try Index(path: directory.path), commit: model.committed))
    note("hold")
  }

  private mutating func checkHeld() throws {
    for reader in held { try check(reader.index, reader.commit) }
    note("look at held")
  }

  /// At the end the index has the hits and the scores of one that was made at once.
  private mutating func finish() async throws {
    try checkHeld()
    try await writer.close()
    model.commit()
    try index.refresh()
    shown = model.committed
    try check(index, shown)
    try await compareWithFresh()
    writer = try IndexWriter(path: directory.path, options: options)
  }
}

// MARK: Comparing

extension ModelRun {
  private func expect<Value: Equatable>(
    _ found: Value, _ expected: Value, _ what: @autoclosure () -> String
  ) throws {
    if found == expected { return }
    throw Difference(description: "\(what()): \(found), not \(expected)")
  }

  /// Compares what `index` says with `commit`.
  private mutating func check(_ index: Index, _ commit: ArticleModel.Commit) throws {
    try expect(index.documentCount, commit.articles.count, "documents")
    try expect(index.userData, commit.userData, "user data")
    for _ in 0..<4 {
      let query = random.query()
      let expected = commit.keys(matching: query)
      let results = try index.search(query.text, limit: 100, counting: .exact)
      try expect(results.total.value, expected.count, "matches of \(query.text)")
      try expect(Set(results.hits.map(\.key)), expected, "hits of \(query.text)")
      try expect(results.hits.count, expected.count, "number of hits of \(query.text)")
      for hit in results.hits {
        let stored = ArticleModel.fieldNames.map { hit.text(of: $0) ?? "" }
        let article = commit.articles[hit.key]?.words.map { $0.joined(separator: " ") }
        try expect(stored, article ?? [], "text of \(hit.key)")
      }
      for (better, worse) in zip(results.hits, results.hits.dropFirst())
      where (worse.score ?? 0, better.key) >= (better.score ?? 0, worse.key) {
        throw Difference(description: "\(better.key) before \(worse.key) for \(query.text)")
      }
    }
    note("check")
  }

  /// Compares the hits and scores of the last commit with those of an index that is made of its
  /// documents at once.
  mutating func compareWithFresh() async throws {
    let home = try TemporaryDirectory()
    let writer = try IndexWriter(path: home.path, schema: schema)
    for (key, article) in model.committed.articles {
      try await writer.add(article.source(key: key))
    }
    try await writer.close()
    let fresh = try Index(path: home.path)
    let index = try Index(path: directory.path)
    for _ in 0..<20 {
      let query = random.query()
      for limit in [1, 10, 100] {
        let expected = try fresh.search(query.text, limit: limit).hits
        let found = try index.search(query.text, limit: limit).hits
        try expect(
          found.map { "\($0.key) \($0.score ?? -1)" },
          expected.map { "\($0.key) \($0.score ?? -1)" },
          "the best \(limit) for \(query.text)")
      }
    }
    note("compare with a fresh index")
  }
}
