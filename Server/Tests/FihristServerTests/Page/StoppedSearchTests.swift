import Fihrist
import FihristAnswers
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Testing

@testable import FihristServer

/// Pages of searches that their time stopped.
@Suite struct StoppedSearchTests {
  private func parameters(_ pairs: [(String, String)]) -> FihristServer.Parameters {
    FihristServer.Parameters(
      checked: pairs.map { FihristServer.Parameters.Pair(name: $0.0, value: $0.1) })
  }

  private func frame(
    _ served: ServedIndex, _ parameters: FihristServer.Parameters, path: String
  ) -> PageFrame {
    let exchange = Exchange(
      Request(
        head: HTTPRequest(method: .get, scheme: "http", authority: "x", path: path),
        body: RequestBody(buffer: ByteBuffer())), ClientContext())
    return served.server.frame(exchange, parameters, served.server.archives[0])
  }

  /// The outcome of a search that stopped before it counted what it found.
  private func stopped(
    _ call: SearchCall, hits: Int, total: Int = 0
  ) throws -> SearchCall.Outcome {
    var results = try call.run().results
    results.hits = Array(results.hits.prefix(hits))
    results.total = SearchResults.Total(value: total, relation: .atLeast)
    results.stopReason = .timeLimit
    return call.outcome(results)
  }

  private func page(
    _ language: String, hits: Int, total: Int = 0, offset: Int = 0
  ) async throws -> String {
    let served = try await ServedIndex(SmallArchive.many(60))
    let parameters = parameters([
      ("q", "النفط"), ("lang", language), ("offset", offset > 0 ? String(offset) : ""),
    ])
    var call = try SearchCall(
      parameters, of: served.server.archives[0], limits: ServerLimits(), budget: 5_000)
    call.show(SearchPage.pageSize)
    let page = SearchPage(
      frame: frame(served, parameters, path: "/search"), call: call,
      outcome: try stopped(call, hits: hits, total: total), mostOffset: 10_000)
    return String(decoding: page.bytes, as: UTF8.self)
  }

  @Test func `hits of a search that was stopped are counted at least`() async throws {
    let english = try await page("en", hits: 10)
    #expect(english.contains("<span>at least 10 results</span>"))
    #expect(english.contains("Time ran out before the search was complete"))
    #expect(english.contains("class=\"exports\"") && !english.contains("more than"))
    let arabic = try await page("ar", hits: 10)
    #expect(arabic.contains("<span>10 نتائج على الأقل</span>"))
    #expect(!arabic.contains("لا نتائج"))
    #expect(try await page("en", hits: 10, total: 31).contains("<span>at least 31 results</span>"))
    #expect(try await page("ar", hits: 1).contains("<span>نتيجة واحدة على الأقل</span>"))
  }

  @Test func `a search that found nothing in its time does not say that nothing is there`()
    async throws
  {
    for (language, texts) in [("en", PageTexts.english), ("ar", PageTexts.arabic)] {
      let page = try await page(language, hits: 0)
      #expect(page.contains("<h2>\(texts.timedOut)</h2>"))
      #expect(!page.contains(texts.nothing) && !page.contains(texts.nothingAdvice))
      #expect(!page.contains(texts.partial) && !page.contains("class=\"count\""))
      let later = try await self.page(language, hits: 0, total: 7, offset: 40)
      #expect(later.contains("<h2>\(texts.unreached)</h2>") && !later.contains(texts.pastEnd))
    }
  }

  @Test func `the API counts what it shows`() async throws {
    let served = try await ServedIndex(SmallArchive.many(60))
    let call = try SearchCall(
      parameters([("q", "النفط")]), of: served.server.archives[0], limits: ServerLimits(),
      budget: 5_000)
    let text = call.json(try stopped(call, hits: 4)).text
    #expect(text.contains(#""total":{"value":4,"relation":"gte"}"#), "\(text.prefix(400))")
  }

  @Test func `trends that time stopped do not say that nothing is there`() async throws {
    let served = try await ServedIndex(SmallArchive.many(60))
    let request = TrendRequest([.text("زززز")])
    var found = try Index(path: served.path).trends(request)
    for texts in [PageTexts.english, .arabic] {
      let frame = frame(
        served,
        parameters([("q", "زززز"), ("lang", texts.otherLanguageCode == "ar" ? "en" : "ar")]),
        path: "/trends")
      func page() -> String {
        String(
          decoding: TrendsPage(
            frame: frame, queries: ["زززز"], request: request, found: Gathered(value: found)
          ).bytes, as: UTF8.self)
      }
      found.stopReason = .timeLimit
      let stopped = page()
      #expect(stopped.contains("<p>\(texts.timedOut)</p>"))
      #expect(!stopped.contains(texts.nothing) && !stopped.contains(texts.partial))
      found.stopReason = nil
      #expect(page().contains("<p>\(texts.nothing)</p>"))
    }
  }
}
