import FihristTestSupport
import Foundation
import Synchronization
import Testing
@testable import Fihrist

/// Searches that are stopped.
@Suite struct SearchStopTests {
  private static func makeIndex(at path: String) async throws -> Index {
    var sample = SampleArticles(seed: 82)
    try await sample.makeIndex(at: path, segments: 6, count: 40)
    return try Index(path: path)
  }

  /// A clock that moves on by a second each time it is asked.
  private final class Clock: Sendable {
    private let count = Atomic(0)
    var asked: Int { count.load(ordering: .relaxed) }
    func next() -> Duration { .seconds(count.add(1, ordering: .relaxed).newValue) }
  }

  private static func term(_ term: String, _ offset: Int) -> Query.PhraseTerm {
    Query.PhraseTerm(term: Array(term.utf8), offset: offset)
  }

  private static let queries: [Query] = [
    .term("كتاب"), .phrase(["علم", "نظر"]), .boolean(should: [.term("كتاب"), .term("علم")]),
    .boolean(must: [.term("كتاب"), .term("علم")]), .boolean(must: [.all], mustNot: [.term("علم")]),
    .boolean(should: (0..<130).map { .term("n\($0)") } + [.term("كتاب"), .term("علم")]),
    .boolean(should: [.term("كتاب"), .phrase(["علم", "نظر"]), .filter(.term("قول"))], minimum: 2),
    .boolean(must: [.all], mustNot: [.expansion(.prefix("ع"))]),
    .boolean(should: [
      .constant(.term("كتاب"), score: 2), .expansion(.wildcard("*ر*")), .term("علم"),
    ]),
    .restricted(.near([term("علم", 0), term("نظر", 0)], slop: 4), to: ["title"]),
    .boolean(should: [
      .exactForm(.init(written: "كتاب", terms: [term("كتاب", 0)])), .column("title", .exists),
    ]),
  ]

  @Test(arguments: queries.indices)
  func `what a time limit leaves is right, and says that it is partial`(
    _ index: Int
  ) async throws {
    let query = Self.queries[index]
    let directory = try TemporaryDirectory()
    let opened = try await Self.makeIndex(at: directory.path)
    for filter in [nil, Query.boolean(must: [.all], mustNot: [.term("عمل")])] {
      var request = SearchRequest(query, filter: filter, limit: 1_000)
      request.counting = .exact
      request.fields = []
      let whole = try opened.search(request)
      #expect(whole.stopReason == nil && !whole.isPartial)
      var partial = 0
      for seconds in 0..<60 {
        request.timeLimit = .seconds(seconds)
        let clock = Clock()
        let found = try opened.search(
          request,
          until: SearchDeadline(
            limit: request.timeLimit, elapsed: { clock.next() }, isCancelled: { false }))
        #expect(Set(found.hits.map(\.key)).isSubset(of: whole.hits.map(\.key)))
        let scores = Dictionary(uniqueKeysWithValues: whole.hits.map { ($0.key, $0.score) })
        #expect(found.hits.allSatisfy { scores[$0.key] == $0.score })
        guard found.isPartial else {
          #expect(found == whole)
          break
        }
        partial += 1
        #expect(found.stopReason == .timeLimit)
        #expect(found.total.relation == .atLeast && found.total.value <= whole.total.value)
        // Asked at most once more than it takes to find out.
        #expect(clock.asked <= seconds + 1)
      }
      #expect(partial > 0)
    }
  }

  @Test func `a search asks once a segment and window, not once a document`() async throws {
    let directory = try TemporaryDirectory()
    let opened = try await Self.makeIndex(at: directory.path)
    let clock = Clock()
    var request = SearchRequest("كتاب علم نظر", limit: 10)
    request.fields = []
    request.timeLimit = .seconds(1_000_000)
    _ = try opened.search(
      request,
      until: SearchDeadline(
        limit: request.timeLimit, elapsed: { clock.next() }, isCancelled: { false }))
    #expect(clock.asked > 0 && clock.asked <= 6 * 4)
  }

  @Test func `a search with many terms stops while it looks them up`() async throws {
    let directory = try TemporaryDirectory()
    let opened = try await Self.makeIndex(at: directory.path)
    // Required and absent, so that there is nothing to rank.
    var request = SearchRequest((0..<200).map { "+n\($0)" }.joined(separator: " "))
    let nothing = SearchResults(hits: [], total: .init(value: 0, relation: .equal))
    #expect(try opened.search(request) == nothing)
    request.timeLimit = .zero
    let clock = Clock()
    let found = try opened.search(
      request,
      until: SearchDeadline(
        limit: request.timeLimit, elapsed: { clock.next() }, isCancelled: { false }))
    #expect(found.stopReason == .timeLimit && found.hits.isEmpty && clock.asked == 1)
    #expect(found.total == .init(value: 0, relation: .atLeast))
  }

  @Test func `snippets stop too, and the hits stay`() async throws {
    let directory = try TemporaryDirectory()
    let opened = try await Self.makeIndex(at: directory.path)
    var request = SearchRequest("كتاب", limit: 20)
    request.timeLimit = .seconds(1_000_000)
    let ranking = Clock()
    _ = try opened.search(
      request,
      until: SearchDeadline(
        limit: request.timeLimit, elapsed: { ranking.next() }, isCancelled: { false }))
    request.snippets = SnippetOptions()
    request.timeLimit = .seconds(ranking.asked + 3)
    let clock = Clock()
    let found = try opened.search(
      request,
      until: SearchDeadline(
        limit: request.timeLimit, elapsed: { clock.next() }, isCancelled: { false }))
    request.timeLimit = nil
    let whole = try opened.search(request)
    #expect(found.hits.map(\.key) == whole.hits.map(\.key))
    #expect(found.stopReason == .timeLimit)
    #expect(found.hits.first?.snippets.isEmpty == false)
    #expect(found.hits.last?.snippets.isEmpty == true)
  }

  @Test func `a cancelled task gets what was found until then`() async throws {
    let directory = try TemporaryDirectory()
    let opened = try await Self.makeIndex(at: directory.path)
    let request = SearchRequest("كتاب")
    let whole = try await opened.results(for: request)
    #expect(whole == (try opened.search(request)) && !whole.isPartial)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await opened.results(for: request)
    }
    task.cancel()
    let found = try await task.value
    #expect(found.stopReason == .cancelled && found.hits.isEmpty)
    #expect(found.total == .init(value: 0, relation: .atLeast))
  }
}
