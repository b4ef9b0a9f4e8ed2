import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

@Suite struct SearchAPITests {
  private let search = "/v1/indexes/news/search"

  private func keys(_ reply: ServedIndex.Reply) -> [String] {
    (reply["hits"] as? [[String: Any]] ?? []).compactMap { $0["key"] as? String }
  }

  @Test func `an answer has what the library found`() async throws {
    let served = try await ServedIndex()
    let index = try Index(path: served.path)
    for text in ["المحادثات", "+نفط", "«أسعار النفط» -قارب", "مغامرة", "zzz", ""] {
      let reply = try await served.get(
        search, [("q", text), ("facets", "source,tags"), ("timeline", "year"), ("limit", "3")])
      var request = text.isEmpty ? SearchRequest(.all) : SearchRequest(text)
      (request.limit, request.counting) = (3, .exact)
      request.facets = [FacetRequest("source"), FacetRequest("tags")]
      request.histograms = [HistogramRequest("date", .dates(.year))]
      let found = try index.search(request)
      #expect(reply.status == 200)
      #expect(keys(reply) == found.hits.map(\.key), "\(text)")
      #expect(reply["total.value"] as? Int == found.total.value)
      let facet = reply["facets.source.values"] as? [[Any]] ?? []
      #expect(facet.map { $0[0] as? String } == found.facets[0].values.map(\.value))
      #expect(facet.map { $0[1] as? Int } == found.facets[0].values.map(\.count))
      let buckets = reply["timeline.buckets"] as? [[Any]] ?? []
      #expect(buckets.map { $0[0] as? String } == found.histograms[0].values.map(\.name))
      #expect(reply["timeline.undated"] as? Int == found.histograms[0].missing)
    }
  }

  @Test func `a hit has both calendars, its direction and marked parts`() async throws {
    let served = try await ServedIndex()
    let reply = try await served.get(search, [("q", "مسقط"), ("fields", "url")])
    #expect(reply["hits.0.date.iso"] as? String == "2024-05-18")
    #expect(reply["hits.0.date.hijri"] as? String == "1445-11-10")
    #expect(reply["hits.0.title.dir"] as? String == "rtl")
    let parts = reply["hits.0.title.parts"] as? [[Any]] ?? []
    #expect(parts.map { $0[0] as? String ?? "" }.joined() == "محادثات في مسقط حول الملف النووي")
    #expect(parts.contains { $0[0] as? String == "مسقط" && $0[1] as? Int == 1 })
    #expect((reply["hits.0.fields"] as? [String: String]) == ["url": "https://news.example/a1"])
  }

  @Test func `fields that are called like parameters are not filtered by these`() async throws {
    let schema = try Schema(fields: [.text("title"), .integer("limit"), .keyword("q")])
    let document = SourceDocument(
      key: "a", values: ["title": "خبر", "limit": "7", "q": "س"])
    let served = try await ServedIndex([document], schema: schema)
    let reply = try await served.get(search, [("q", "خبر"), ("limit", "5"), ("facets", "q")])
    #expect(keys(reply) == ["a"])
    let kwic = try await served.get("/v1/indexes/news/kwic", [("q", "خبر")])
    #expect(kwic["lines.0.key"] as? String == "a", "\(kwic.text)")
    // A filter reaches them.
    #expect(keys(try await served.get(search, [("q", "خبر"), ("filter", "limit:7")])) == ["a"])
    #expect(keys(try await served.get(search, [("q", "خبر"), ("filter", "limit:8")])) == [])
  }

  @Test func `days and values narrow a search`() async throws {
    let served = try await ServedIndex()
    func found(_ parameters: [(String, String)]) async throws -> Set<String> {
      Set(keys(try await served.get(search, parameters)))
    }
    #expect(try await found([("from", "2024-05-19")]) == ["a2"])
    #expect(try await found([("to", "2015")]) == ["pages/a3.txt"])
    #expect(try await found([("from", "1445-11"), ("to", "1445-11")]) == ["a1", "a2"])
    #expect(
      try await found([("source", "okaz"), ("source", "وكالة سديم")]) == [
        "pages/a3.txt", "a5", "a2",
      ])
    #expect(try await found([("source", "okaz"), ("tags", "تقنية")]) == ["pages/a3.txt"])
    #expect(try await found([("filter", "-date:*")]) == ["a5"])
    #expect(
      try await found([("q", "المحادثات"), ("source", "okaz"), ("facets", "source")]) == ["a5"])
    #expect(try await found([("pages", "3"), ("filter", "+source:okaz -date:*")]) == ["a5"])
  }

  @Test func `a chosen facet keeps its own counts`() async throws {
    let served = try await ServedIndex()
    let reply = try await served.get(search, [("source", "okaz"), ("facets", "source")])
    #expect(reply["total.value"] as? Int == 2)
    let values = reply["facets.source.values"] as? [[Any]] ?? []
    #expect(values.count == 4)
  }

  @Test func `equal questions get equal bytes, and a tag spares them`() async throws {
    let served = try await ServedIndex()
    let one = try await served.send(.get, "\(search)?q=%D9%86%D9%81%D8%B7&limit=2")
    let other = try await served.send(.get, "\(search)?limit=2&q=%d9%86%d9%81%d8%b7")
    #expect(one.bytes == other.bytes && one.header("etag") == other.header("etag"))
    let tag = try #require(one.header("etag"))
    let again = try await served.send(
      .get, "\(search)?q=%D9%86%D9%81%D8%B7&limit=2", headers: ["If-None-Match": tag])
    #expect(again.status == 304 && again.bytes.isEmpty && again.header("etag") == tag)
    let third = try await served.send(.get, "\(search)?q=%D9%86%D9%81%D8%B7&limit=3")
    #expect(third.header("etag") != tag)
    // The contents and the configuration count too.
    let changed = try await ServedIndex(configure: { $0.digits = .arabic })
    let elsewhere = try await changed.send(.get, "\(search)?q=%D9%86%D9%81%D8%B7&limit=2")
    #expect(elsewhere.header("etag") != tag)
    let posted = try await served.send(
      .post, search, headers: ["Content-Type": "application/json"],
      body: #"{"q":"نفط","limit":2}"#)
    #expect(posted.bytes == one.bytes)
  }

  @Test(arguments: [
    ("date:up", "\"up\" is not a direction of the order by \"date\"; use date:asc or date:desc"),
    ("score:", "\"\" is not a direction of the order by \"score\"; use score:asc or score:desc"),
    ("title:up", "\"title:up\" is not a field with a column; sort by score, source"),
  ]) func `an order is refused for what is wrong with it`(sort: String, detail: String) async throws
  {
    let served = try await ServedIndex()
    let reply = try await served.get(search, [("sort", sort)])
    #expect(reply.status == 400 && reply["parameter"] as? String == "sort")
    #expect((reply["detail"] as? String)?.hasPrefix(detail) == true, "\(reply.text)")
  }

  /// As RFC 9110 says of `*`, and of methods other than GET and HEAD.
  @Test func `whoever has any version is told of what is missing, and a body is answered`()
    async throws
  {
    let served = try await ServedIndex()
    let any = ["If-None-Match": "*"]
    for target in ["/doc/a1", "/v1/indexes/news/documents/a1", "\(search)?q=x"] {
      #expect(try await served.send(.get, target, headers: any).status == 304, "\(target)")
    }
    for target in ["/doc/none", "/v1/indexes/news/documents/none"] {
      #expect(try await served.send(.get, target, headers: any).status == 404, "\(target)")
    }
    let tag = try #require(try await served.send(.get, "\(search)?q=x").header("etag"))
    for known in ["*", tag] {
      let posted = try await served.send(
        .post, search, headers: ["Content-Type": "application/json", "If-None-Match": known],
        body: #"{"q":"x"}"#)
      #expect(posted.status == 200 && !posted.bytes.isEmpty, "\(known)")
    }
  }

  @Test func `a commit changes the tag`() async throws {
    let served = try await ServedIndex()
    let before = try await served.send(.get, "\(search)?q=x")
    try await IndexWriter.with(path: served.path) { writer in
      try await writer.add(SmallArchive.documents[0])
      try await writer.commit()
    }
    #expect(served.server.refresh().isEmpty)
    let after = try await served.send(.get, "\(search)?q=x")
    #expect(before.header("etag") != after.header("etag"))
    #expect(after["generation"] as? Int == (before["generation"] as? Int ?? 0) + 1)
  }

  @Test func `a head request has the headers alone`() async throws {
    let served = try await ServedIndex()
    let get = try await served.send(.get, "\(search)?q=x")
    let head = try await served.send(.head, "\(search)?q=x")
    #expect(head.bytes.isEmpty && head.header("content-length") == String(get.bytes.count))
    #expect(head.header("etag") == get.header("etag"))
  }

  @Test func `a walk by cursor has every document once, whatever is committed`() async throws {
    let served = try await ServedIndex(SmallArchive.many(60))
    for sort in ["", "date:desc", "source,date"] {
      var found: [String] = []
      var cursor: String?
      for round in 0..<20 {
        var parameters = [("q", "النفط"), ("limit", "7"), ("sort", sort)]
        if let cursor { parameters.append(("cursor", cursor)) }
        let reply = try await served.get(search, parameters)
        #expect(reply.status == 200)
        found += keys(reply)
        cursor = reply["next"] as? String
        if cursor == nil { break }
        try await IndexWriter.with(path: served.path) { writer in
          try await writer.add(
            SmallArchive.article(
              "new\(sort)\(round)", "النفط", "النفط", source: "s", tags: [], date: "2030-01-01"))
          try await writer.commit()
        }
        _ = served.server.refresh()
      }
      #expect(Set(found).count == found.count && found.count >= 60, "\(sort): \(found.count)")
      #expect(Set((0..<60).map { "n\($0)" }).isSubset(of: found))
    }
  }

  @Test func `a cursor of a closed commit is too old for an order by score`() async throws {
    let served = try await ServedIndex(
      SmallArchive.many(30), configure: { $0.limits.cursorSeconds = 1 })
    let first = try await served.get(search, [("q", "النفط"), ("limit", "5")])
    let sorted = try await served.get(search, [("q", "النفط"), ("limit", "5"), ("sort", "date")])
    try await IndexWriter.with(path: served.path) { writer in
      try await writer.delete(key: "n1")
      try await writer.commit()
    }
    _ = served.server.refresh()
    let cursor = try #require(first["next"] as? String)
    #expect(try await served.get(search, [("q", "النفط"), ("cursor", cursor)]).status == 200)
    try await Task.sleep(for: .milliseconds(1_100))
    _ = served.server.refresh()
    let late = try await served.get(search, [("q", "النفط"), ("cursor", cursor)])
    #expect(late.status == 410 && late["code"] as? String == "cursor-expired")
    let other = try #require(sorted["next"] as? String)
    let goesOn = try await served.get(
      search, [("q", "النفط"), ("sort", "date"), ("cursor", other)])
    #expect(goesOn.status == 200)
  }

  @Test func `several searches at once are what they are alone`() async throws {
    let served = try await ServedIndex()
    let body =
      #"{"searches":[{"q":"نفط"},{"q":"مسقط","limit":1,"index":"news"},{"source":["okaz"]}]}"#
    let reply = try await served.send(
      .post, "/v1/search:batch", headers: ["Content-Type": "application/json"], body: body)
    #expect(reply.status == 200)
    let alone = [
      try await served.get(search, [("q", "نفط")]),
      try await served.get(search, [("q", "مسقط"), ("limit", "1")]),
      try await served.get(search, [("source", "okaz")]),
    ]
    let results = reply["results"] as? [NSDictionary] ?? []
    #expect(results == alone.compactMap { $0.json as? NSDictionary })
    let many = "{\"searches\":[" + (0..<17).map { _ in "{}" }.joined(separator: ",") + "]}"
    let refused = try await served.send(
      .post, "/v1/search:batch", headers: ["Content-Type": "application/json"], body: many)
    #expect(refused.status == 400)
  }

  @Test func `why a document is a hit is said if asked for`() async throws {
    let served = try await ServedIndex()
    let query = [("q", "المحادثات النووية")]
    let path = "/v1/indexes/news/search"
    let reply = try await served.get(path, query + [("explain", "1")])
    let hits = try #require(reply["hits"] as? [[String: Any]])
    #expect(hits.count > 1)
    for hit in hits where hit["related"] == nil {
      let explanation = try #require(hit["explanation"] as? [String: Any])
      #expect(explanation["key"] as? String == hit["key"] as? String)
      let score = try #require(hit["score"] as? Double)
      #expect(abs(try #require(explanation["value"] as? Double) - score) < 1e-6)
      #expect((explanation["details"] as? [Any])?.isEmpty == false)
    }
    let plain = try await served.get(path, query)
    #expect((plain["hits"] as? [[String: Any]])?.allSatisfy { $0["explanation"] == nil } == true)
    #expect(plain.header("etag") != reply.header("etag"))
    #expect(try await served.get(path, [("explain", "yes")]).status == 400)
  }

  @Test func `trends end with their time, and say so`() async throws {
    let served = try await ServedIndex(SmallArchive.many(2_000)) {
      $0.limits.searchMilliseconds = 1
    }
    // Words as they are written are counted in the stored texts.
    let reply = try await served.get("/v1/indexes/news/trends", [("q", "=الغاز")])
    #expect(reply.status == 200 || reply.status == 503, "\(reply.text.prefix(200))")
    if reply.status == 200 {
      #expect(["timeLimit", "cancelled"].contains(reply["partial"] as? String))
      #expect(reply.header("etag") == nil)
    }
    let whole = try await ServedIndex(SmallArchive.many(50))
      .get("/v1/indexes/news/trends", [("q", "=الغاز")])
    #expect(whole["partial"] == nil && whole.header("etag") != nil)
  }
}
