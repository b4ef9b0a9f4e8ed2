import FihristTestSupport
import Foundation
import Synchronization
import Testing

@testable import Fihrist

/// Trends against a scan of the stored texts.
@Suite struct TrendTests {
  private static let seed: UInt64 = 1_706

  @Test(arguments: PlainArticles.Shape.allCases)
  func `counts are those of a scan`(_ shape: PlainArticles.Shape) async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(shape, at: directory.path, seed: Self.seed)
    let archive = try ScannedArchive(index)
    let trends = try index.trends(TrendRequest(ScannedQueries.all.map { .text($0.text) }))
    #expect(
      trends.periods == ["2015-01", "2015-02", "2015-03", "2015-04", "2015-05", "2015-06"])
    for (series, (text, parts)) in zip(trends.series, ScannedQueries.all) {
      let fields = Set(parts.map(\.field))
      func point(_ documents: [IndexedDocument]) -> Trends.Point {
        var point = Trends.Point()
        for document in documents {
          let count = archive.occurrences(of: parts, in: document).count
          point.documents += count > 0 ? 1 : 0
          point.occurrences += count
          point.words +=
            fields.contains(nil)
            ? archive.wordCount(document)
            : fields.reduce(0) { $0 + archive.wordCount(document, in: $1) }
        }
        return point
      }
      for (period, found) in zip(trends.periods, series.points) {
        let documents = archive.documents.filter { $0["date"]?.hasPrefix(period) ?? false }
        #expect(found == point(documents), "\(text) \(period) seed \(Self.seed)")
      }
      #expect(series.undated == point(archive.documents.filter { $0["date"] == nil }), "\(text)")
    }
    #expect(
      trends.documentCounts
        == trends.periods.map { period in
          archive.documents.count { $0["date"]?.hasPrefix(period) ?? false }
        })
  }

  /// A clock that moves on by a second each time it is asked.
  private final class Clock: Sendable {
    private let count = Atomic(0)
    func next() -> Duration { .seconds(count.add(1, ordering: .relaxed).newValue) }
  }

  @Test func `a time limit leaves a part, which says so`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(.segments, at: directory.path, seed: Self.seed)
    let request = TrendRequest(ScannedQueries.all.map { .text($0.text) })
    let whole = try index.trends(request)
    #expect(whole.stopReason == nil)
    var partial = 0
    for seconds in [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 10_000] {
      let clock = Clock()
      let found = try Index.trends(
        request, of: index.commit,
        until: SearchDeadline(
          limit: .seconds(seconds), elapsed: clock.next, isCancelled: { false }))
      if found.stopReason == nil {
        #expect(found == whole)
        continue
      }
      partial += 1
      #expect(found.stopReason == .timeLimit && found.series.count == whole.series.count)
      // No document is counted twice or for another query.
      for (part, all) in zip(found.series, whole.series) {
        let counted = part.points.map(\.occurrences).reduce(0, +)
        #expect(counted <= all.points.map(\.occurrences).reduce(0, +))
      }
    }
    #expect((3...10).contains(partial))
  }

  @Test func `a cancelled task counts no further`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(.merged, at: directory.path, seed: Self.seed)
    let task = Task {
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      return try index.trends(TrendRequest(["علم"]))
    }
    #expect(try await task.value.stopReason == .cancelled)
  }

  @Test func `a request keeps its time limit in JSON`() throws {
    var request = TrendRequest(["علم"], by: .day, filter: "نظر")
    request.timeLimit = .milliseconds(1_500)
    let data = try JSONEncoder().encode(request)
    #expect(try JSONDecoder().decode(TrendRequest.self, from: data) == request)
  }

  @Test func `texts and lists of positions give the same counts`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(.segments, at: directory.path, seed: Self.seed)
    for pair in [("=علم", "علم"), ("/news/", "news"), ("body:new*", "body:news")] {
      let trends = try index.trends(TrendRequest([.text(pair.0), .text(pair.1)], by: .day))
      #expect(trends.series[0].points == trends.series[1].points)
      #expect(trends.series[0].points.contains { $0.occurrences > 1 })
    }
  }

  @Test func `a filter narrows the words too`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(.segments, at: directory.path, seed: Self.seed)
    let archive = try ScannedArchive(index)
    let trends = try index.trends(
      TrendRequest(["علم"], by: .year, filter: "source:s1"))
    let documents = archive.documents.filter { $0["source"] == "s1" && $0["date"] != nil }
    #expect(trends.periods == ["2015"] && trends.documentCounts == [documents.count])
    let point = try #require(trends.series.first?.points.first)
    #expect(point.words == documents.reduce(0) { $0 + archive.wordCount($1) })
    #expect(
      abs(point.perMillion * Double(point.words) - Double(point.occurrences) * 1_000_000) < 1)
    var request = TrendRequest(["علم"])
    request.field = "source"
    #expect(throws: IndexError.self) { try index.trends(request) }
  }
}
