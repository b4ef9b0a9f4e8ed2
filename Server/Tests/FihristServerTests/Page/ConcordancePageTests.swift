import Fihrist
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Testing

@testable import FihristServer

@Suite struct ConcordancePageTests {
  /// The text of the lines of a page.
  private func lines(_ page: String) -> [String] {
    page.components(separatedBy: "<span class=\"before\">").dropFirst().map { part in
      let after = part.components(separatedBy: "<span class=\"after\">").last ?? ""
      return [part, after].map { String($0.prefix { $0 != "<" }) }.joined(separator: "|")
    }
  }

  @Test(arguments: ["document", "left", "right"])
  func `pages follow each other and have every line once`(sort: String) async throws {
    let served = try await ServedIndex(SmallArchive.many(130))
    var request = ConcordanceRequest("النفط", limit: 10_000)
    (request.order, request.counting) = (.init(rawValue: sort) ?? .document, .exact)
    let all = try Index(path: served.path).concordance(request).lines
    #expect(all.count > 250)
    var found: [String] = []
    var target: String? = "/concordance?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7&sort=\(sort)&lang=ar"
    while let asked = target {
      let page = try await served.send(.get, asked).text
      let last = min(found.count + 100, all.count)
      #expect(page.contains("الأسطر من \(found.count + 1) إلى \(last) من أصل \(all.count)</p>"))
      found += lines(page)
      #expect(found.count == last)
      target = page.components(separatedBy: "class=\"next\"").dropFirst().first.flatMap { part in
        part.components(separatedBy: "href=\"").dropFirst().first.map {
          String($0.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
        }
      }
      #expect(page.contains("class=\"previous\"") == (last > 100))
    }
    func oneLine(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
    #expect(found == all.map { "\(oneLine($0.left))|\(oneLine($0.right))" })
  }

  @Test func `all occurrences are counted once for all pages of a query`() async throws {
    let served = try await ServedIndex(SmallArchive.many(260))
    let archive = served.server.archives[0]
    func asked(_ text: String) -> String {
      Parameters(checked: [Parameters.Pair(name: "q", value: text)]).canonical
    }
    func counted() throws -> SearchResults.Total? {
      served.server.occurrences.count(of: asked("النفط"), in: try archive.current, index: "news")
    }
    func page(_ offset: Int) async throws -> String {
      try await served.get(
        "/concordance", [("q", "النفط"), ("offset", String(offset)), ("lang", "en")]
      ).text
    }
    #expect(try counted() == nil)
    let first = try await page(0)
    let total = try #require(try counted())
    #expect(total.relation == .equal && total.value > 500)
    for offset in [0, 100, 200] {
      let page = try await page(offset)
      #expect(page.contains("of \(total.value)</p>") && !page.contains("at least"), "\(offset)")
      #expect(page.contains("class=\"next\""))
      if offset == 0 { #expect(page == first) }
    }
    // What is kept is what is shown, so nothing was counted again.
    var kept = try Index(path: served.path).concordance(ConcordanceRequest("السوق"))
    kept.total = SearchResults.Total(value: 700_000, relation: .equal)
    served.server.occurrences.keep(
      kept, of: asked("السوق"), in: try archive.current, index: "news")
    let other = try await served.get("/concordance", [("q", "السوق"), ("lang", "en")])
    #expect(other.text.contains("of 700,000</p>"))
    // Another commit is counted anew.
    try await IndexWriter.with(path: served.path) { writer in
      try await writer.add(SmallArchive.documents[0])
      try await writer.commit()
    }
    _ = served.server.refresh()
    #expect(try counted() == nil)
    #expect(try await page(0).contains("of \(total.value + 1)</p>"))
  }

  @Test func `a count that time ended is tried again on the first page alone`() async throws {
    let served = try await ServedIndex(SmallArchive.many(130))
    let commit = try served.server.archives[0].current
    let asked = Parameters(checked: [Parameters.Pair(name: "q", value: "النفط")]).canonical
    var kept = try Index(path: served.path).concordance(ConcordanceRequest("النفط", limit: 1))
    kept.total = SearchResults.Total(value: 230, relation: .atLeast)
    kept.stopReason = .timeLimit
    served.server.occurrences.keep(kept, of: asked, in: commit, index: "news")
    let search = [("q", "النفط"), ("lang", "en")]
    let later = try await served.get("/concordance", search + [("offset", "100")])
    #expect(later.text.contains("of at least 230</p>") && later.header("etag") == nil)
    #expect(try await served.get("/concordance", search).text.contains("of 260</p>"))
    let again = try await served.get("/concordance", search + [("offset", "100")])
    #expect(again.text.contains("of 260</p>") && again.header("etag") != nil)
  }

  @Test func `of two counts the better one is kept`() {
    let (some, more) = (
      SearchResults.Total(value: 5, relation: .atLeast),
      SearchResults.Total(value: 9, relation: .atLeast)
    )
    let exact = SearchResults.Total(value: 7, relation: .equal)
    #expect(some.joined(with: more) == more && more.joined(with: some) == more)
    #expect(exact.joined(with: more) == exact && more.joined(with: exact) == exact)
    #expect(some.joined(with: nil) == some)
  }

  @Test func `the API leaves out lines as searches leave out hits`() async throws {
    let served = try await ServedIndex(SmallArchive.many(60))
    let path = "/v1/indexes/news/kwic"
    func keys(_ more: [(String, String)]) async throws -> [String] {
      let reply = try await served.get(path, [("q", "النفط"), ("sort", "right")] + more)
      return (reply["lines"] as? [[String: Any]] ?? []).map {
        "\($0["key"] ?? "") \($0["left"] ?? "")"
      }
    }
    let all = try await keys([("limit", "100")])
    #expect(all.count == 100)
    #expect(try await keys([("limit", "20"), ("offset", "30")]) == Array(all[30..<50]))
    #expect(try await keys([("limit", "5"), ("offset", "9000")]).isEmpty)
  }

  /// A page of lines that are made, as the library leaves them when its time is over.
  private func page(
    lines: Int, total: Int, stop: StopReason?, order: ConcordanceRequest.Order = .document,
    offset: Int, in served: ServedIndex
  ) throws -> String {
    let exchange = Exchange(
      Request(
        head: HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/concordance?q=x"),
        body: RequestBody(buffer: ByteBuffer())), ClientContext())
    let parameters = Parameters(checked: [
      Parameters.Pair(name: "q", value: "x"), Parameters.Pair(name: "lang", value: "en"),
    ])
    let line =
      #"{"key":"a1","field":"body","left":"a ","match":"x","right":" b","range":[2,3],"#
      + #""fields":[],"sortKey":""}"#
    let relation = (stop == nil ? SearchResults.Total.Relation.equal : .atLeast).rawValue
    let json =
      "{\"lines\":[\(Array(repeating: line, count: lines).joined(separator: ","))],"
      + "\"total\":{\"value\":\(total),\"relation\":\"\(relation)\"},"
      + "\"hasMore\":\(total > lines),\"documentCount\":7,\"notes\":[]"
      + (stop.map { ",\"stopReason\":\"\($0.rawValue)\"" } ?? "") + "}"
    let found = try JSONDecoder().decode(Concordance.self, from: Data(json.utf8))
    let page = ConcordancePage(
      frame: served.server.frame(exchange, parameters, served.server.archives[0]), text: "x",
      order: order, offset: offset, mostOffset: 10_000, found: Gathered(value: found))
    return String(decoding: page.bytes, as: UTF8.self)
  }

  @Test func `a page that time did not reach says so, and leads back`() async throws {
    let served = try await ServedIndex()
    let deep = try page(lines: 402, total: 402, stop: .timeLimit, offset: 5_000, in: served)
    #expect(deep.contains("<p>Time ran out before this page was reached. Go back, or look"))
    #expect(!deep.contains("No results") && !deep.contains("better results may be missing"))
    #expect(
      deep.contains(
        "class=\"previous\" rel=\"prev nofollow\" href=\"/concordance?q=x&amp;offset=400"))
    #expect(!deep.contains("class=\"next\""))
    let past = try page(lines: 402, total: 402, stop: nil, offset: 5_000, in: served)
    #expect(past.contains("<p>This page is behind the last result</p>"))
    #expect(past.contains("offset=400"))
    let first = try page(lines: 0, total: 0, stop: .timeLimit, offset: 0, in: served)
    #expect(first.contains("<p>Time ran out before anything was found. Try again, or"))
    #expect(!first.contains("Go back") && !first.contains("class=\"count\""))
    #expect(!first.contains("class=\"previous\"") && !first.contains("No results"))
    let few = try page(lines: 3, total: 0, stop: .timeLimit, offset: 0, in: served)
    #expect(few.contains("Lines 1 to 3 of at least 3"))
    let none = try page(lines: 0, total: 0, stop: nil, offset: 0, in: served)
    #expect(none.contains("<p>No results</p>") && !none.contains("class=\"previous\""))
  }

  @Test func `the last page that can be reached says that there are more lines`() async throws {
    let served = try await ServedIndex()
    let sentence = "<p>Only the first 10,100 lines are shown here. Narrow the search to see others"
    let last = try page(lines: 10_100, total: 20_000, stop: nil, offset: 10_000, in: served)
    #expect(last.contains(sentence) && !last.contains("class=\"next\""))
    for (lines, total, offset) in [(10_100, 10_100, 10_000), (9_000, 20_000, 8_900)] {
      let page = try page(lines: lines, total: total, stop: nil, offset: offset, in: served)
      #expect(!page.contains("lines are shown here"))
    }
  }

  /// In both the library has looked for documents to the end before it read the first line.
  @Test func `documents are counted alike on the page that time ended and on the next`()
    async throws
  {
    let served = try await ServedIndex()
    let first = try page(lines: 100, total: 402, stop: .timeLimit, offset: 0, in: served)
    let next = try page(lines: 200, total: 402, stop: nil, offset: 100, in: served)
    for page in [first, next] { #expect(page.contains("<span class=\"number\">7</span>")) }
    #expect(first.contains("of at least 402"))
  }

  @Test func `lines in the order of documents are whole, whatever was not read`() async throws {
    let served = try await ServedIndex()
    let missing = "better results may be missing"
    let whole = try page(lines: 200, total: 402, stop: .timeLimit, offset: 100, in: served)
    #expect(!whole.contains(missing) && whole.contains("Lines 101 to 200 of at least 402"))
    #expect(whole.contains("<span class=\"number\">at least 402</span>"))
    let cut = try page(lines: 150, total: 150, stop: .timeLimit, offset: 100, in: served)
    #expect(cut.contains(missing))
    let sorted = try page(
      lines: 200, total: 402, stop: .timeLimit, order: .left, offset: 100, in: served)
    #expect(sorted.contains(missing))
  }

  @Test func `a page that would begin too late is not linked`() async throws {
    let served = try await ServedIndex(
      SmallArchive.many(130), configure: { $0.limits.offset = 100 })
    let page = try await served.get("/concordance", [("q", "النفط"), ("offset", "100")]).text
    #expect(page.contains("class=\"previous\"") && !page.contains("class=\"next\""))
  }
}
