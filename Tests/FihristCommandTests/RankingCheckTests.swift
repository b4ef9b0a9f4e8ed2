@_spi(Benchmarking) import Fihrist
import Testing

@testable import FihristCommand

@Suite struct RankingCheckTests {
  private static func classes(_ index: RankedIndex) throws -> [ParsedClass] {
    let queries = try ["النفط", "أسعار النفط"].map {
      try Query.parse($0, analyzer: index.index.analyzer)
    }
    return [ParsedClass(name: "any", queries: queries)]
  }

  /// Runs a check of a ranker whose results for the second query are changed.
  private static func check(
    _ change: @escaping (inout RankingSession.Ranking, _ isCounting: Bool) -> Void
  ) async throws {
    let index = try RankedIndex(path: try await SampleArchive.index(), filter: nil)
    let classes = try classes(index)
    let session = index.session()
    let check = RankingCheck(index, limit: 5) { query, counting in
      var hits = try session.ranking(of: query, limit: 5, counting: counting)
      if query == classes[0].queries[1] { change(&hits, counting == .exact) }
      return hits
    }
    _ = try check.run(classes) { _ in }
  }

  private static func sentence(
    _ change: @escaping (inout RankingSession.Ranking, _ isCounting: Bool) -> Void
  ) async throws -> String? {
    do {
      try await check(change)
      return nil
    } catch let error as ToolError {
      #expect(error.status == .nothingFound)
      return error.description
    }
  }

  @Test func `what is right passes`() async throws {
    #expect(try await Self.sentence { _, _ in } == nil)
  }

  @Test func `a score that is off by one bit is found`() async throws {
    let sentence = try await Self.sentence { hits, isCounting in
      if !isCounting { hits.hits[2].score = hits.hits[2].score.nextDown }
    }
    #expect(sentence?.hasPrefix("query 2 of class any differs at hit 3 ") == true)
  }

  @Test func `two hits in the wrong order, a lost hit and a wrong total are found`() async throws {
    let swapped = try await Self.sentence { hits, _ in hits.hits.swapAt(0, 1) }
    #expect(swapped?.contains("differs at hit 1 ") == true)
    let lost = try await Self.sentence { hits, isCounting in
      if isCounting { hits.hits.removeLast() }
    }
    #expect(lost?.contains("differs at hit 5 ") == true)
    let miscounted = try await Self.sentence { hits, isCounting in
      if isCounting { hits.total += 1 }
    }
    #expect(miscounted?.contains("counts ") == true)
  }
}
