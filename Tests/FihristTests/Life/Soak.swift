import Fihrist
import FihristTestSupport
import Foundation

/// An index that several tasks change at once. Each commit carries, as user data, how many
/// documents it has and a digest of their contents: a reader can tell from a commit alone whether
/// it is whole.
final class Soak: Sendable {
  private struct State {
    var isOver = false
    var problems: [String] = []
    var counts: [String: Int] = [:]
  }

  static let keyCount = 60
  static let names = [
    "commits", "deletions", "merges", "merges cancelled", "copies", "searches", "refreshes",
    "looks at a held commit",
  ]

  let path: String
  private let home: TemporaryDirectory
  private let writer: IndexWriter
  /// One at a time makes changes and commits them; merges and readers ask nobody.
  private let turn = SoakTurn()
  /// Not a `Mutex`: the sanitizer does not see into its contended path, and would report races in
  /// what it guards.
  private let lock = NSLock()
  private nonisolated(unsafe) var state = State()
  private let seed: UInt64

  init(_ home: TemporaryDirectory, seed: UInt64) async throws {
    self.home = home
    self.seed = seed
    path = home.path(of: "index")
    unsafe state.counts = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, 0) })
    var options = IndexingOptions()
    options.mergePolicy.segmentsPerTier = 3
    options.mergePolicy.segmentLimit = 6
    options.mergePolicy.deletedPart = 0.2
    let schema = try ArticleModel.schema(boost: 2)
    writer = try IndexWriter(path: path, schema: schema, options: options)
    try await writer.commit(replacingUserData: SoakDigest([:]).userData)
  }

  private func withState<Result>(_ body: (inout State) -> Result) -> Result {
    lock.withLock { unsafe body(&state) }
  }

  var isOver: Bool { withState { $0.isOver } }
  var problems: [String] { withState { $0.problems } }
  var counts: [String: Int] { withState { $0.counts } }

  /// Whether everything happened at least once: what did not has proved nothing.
  var hasDoneEverything: Bool { counts.values.allSatisfy { $0 > 0 } }

  func stop() { withState { $0.isOver = true } }
  func note(_ name: String) { withState { $0.counts[name, default: 0] += 1 } }

  /// Takes down what is wrong, and ends everything.
  func fail(_ problem: String) {
    withState { state in
      state.problems.append(problem)
      state.isOver = true
    }
  }

  /// Does `body`; an error ends everything.
  func run(_ body: () async throws -> Void) async {
    do {
      try await body()
    } catch {
      fail("\(error)")
    }
  }

  func close() async throws { try await writer.close() }
}

// MARK: Those who change it

extension Soak {
  /// Adds and replaces.
  func write() async throws {
    var random = SeededGenerator(seed: seed)
    while !isOver {
      try await change { documents in
        for _ in 0..<random.below(12) {
          let key = "k\(random.below(Self.keyCount))"
          let article = random.article()
          try await writer.add(article.source(key: key))
          documents[key] = article
        }
        try await commit(documents)
      }
      note("commits")
    }
  }

  /// Deletes by key and by query; some of it is thought better of.
  func delete() async throws {
    var random = SeededGenerator(seed: seed &+ 1)
    while !isOver {
      try await change { documents in
        let before = documents
        let key = "k\(random.below(Self.keyCount))"
        try await writer.delete(key: key)
        let query = ModelQuery.all(random.words(3...3))
        try await writer.delete(matching: query.text)
        documents = documents.filter { $0.key != key && !query.matches($0.value) }
        if random.below(4) == 0 {
          await writer.rollback()
          documents = before
        } else {
          try await commit(documents)
        }
      }
      note("deletions")
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  /// Calls `body` with the documents of the last commit when nobody else changes the index.
  private func change(
    _ body: (inout [String: ModelArticle]) async throws -> Void
  ) async throws {
    let before = await turn.begin()
    var documents = before
    do {
      try await body(&documents)
    } catch {
      await turn.end(before)
      throw error
    }
    await turn.end(documents)
  }

  private func commit(_ documents: [String: ModelArticle]) async throws {
    try await writer.commit(replacingUserData: SoakDigest(documents).userData)
  }

  /// Merges what is committed while others commit, and gives up now and then.
  func merge() async throws {
    var random = SeededGenerator(seed: seed &+ 2)
    while !isOver {
      let count = 1 + random.below(3)
      writer.setMergeShare(Double(1 + random.below(4)) / 4)
      let task = Task { try await writer.mergeCommitted(toSegments: count) }
      if random.below(3) == 0 {
        try await Task.sleep(for: .milliseconds(random.below(4)))
        task.cancel()
      }
      do {
        try await task.value
        note("merges")
      } catch is CancellationError {
        note("merges cancelled")
      }
      try await Task.sleep(for: .milliseconds(random.below(30)))
    }
  }

  /// Copies the index, and looks at the copy.
  func copy() async throws {
    while !isOver {
      let target = try TemporaryDirectory()
      try IndexCopy(from: path, to: target.path(of: "copy")).run()
      let problem = SoakDigest.problem(of: try Index(path: target.path(of: "copy")))
      if let problem { fail("a copy: \(problem)") }
      note("copies")
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}

/// Gives one task after the other the right to change the index, with the documents that it has.
private actor SoakTurn {
  private var documents: [String: ModelArticle] = [:]
  private var isTaken = false
  private var waiters: [CheckedContinuation<Void, Never>] = []

  func begin() async -> [String: ModelArticle] {
    if isTaken {
      await withCheckedContinuation { waiters.append($0) }
    } else {
      isTaken = true
    }
    return documents
  }

  /// Hands the right on to who has waited longest: it is never free between, or the quickest would
  /// always have it.
  func end(_ documents: [String: ModelArticle]) {
    self.documents = documents
    isTaken = !waiters.isEmpty
    if isTaken { waiters.removeFirst().resume() }
  }
}
