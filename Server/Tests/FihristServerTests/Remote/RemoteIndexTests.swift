import Fihrist
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import FihristServer

/// Shards behind a broker are served as one index would be.
@Suite struct RemoteIndexTests {
  private static let queries = [
    "المحادثات", "+نفط", "«أسعار النفط» -قارب", "النفط والغاز", "كت*", "title:خبر", "zzz", "",
    "NEAR(النفط الغاز, 3)", "desalination",
  ]

  private static let forms: [[(String, String)]] = [
    [("facets", "source,tags"), ("timeline", "year")],
    [("sort", "date:desc"), ("offset", "3"), ("limit", "5"), ("fields", "url")],
    [("source", "okaz"), ("source", "صحيفة 3"), ("facets", "source"), ("facet_limit", "2")],
    [("filter", "-date:*"), ("mode", "strict"), ("snippets", "3")],
    [("from", "2012"), ("to", "1440-05"), ("timeline", "month"), ("calendar", "hijri")],
    [("tags", "وسم 2"), ("count", "exact"), ("snippet_length", "40")],
  ]

  @Test func `searches are answered as by one index`() async throws {
    try await RemoteIndex.with { both in
      for query in Self.queries {
        for form in Self.forms {
          let parameters = [("q", query)] + form
          let path = "/v1/indexes/news/search"
          let expected = try await both.single.get(path, parameters)
          let found = try await both.remote.get(path, parameters)
          #expect(found.status == 200)
          #expect(RemoteIndex.shared(found) == RemoteIndex.shared(expected), "\(parameters)")
          if found.status == 200 { #expect(found.header("etag") != nil) }
        }
      }
    }
  }

  @Test func `cursors lead through all hits`() async throws {
    try await RemoteIndex.with { both in
      for sort in [[], [("sort", "date:desc")], [("sort", "source,score")]] {
        var keys: [[String]] = [[], []]
        for (number, served) in [both.single, both.remote].enumerated() {
          var cursor: String?
          repeat {
            var parameters = [("q", "النفط"), ("limit", "7")] + sort
            if let cursor { parameters.append(("cursor", cursor)) }
            let reply = try await served.get("/v1/indexes/news/search", parameters)
            let hits = reply["hits"] as? [[String: Any]] ?? []
            keys[number] += hits.compactMap { $0["key"] as? String }
            cursor = reply["next"] as? String
          } while cursor != nil
        }
        #expect(keys[0].count > 50)
        #expect(keys[1] == keys[0])
      }
    }
  }

  @Test func `the page shows what that of one index shows`() async throws {
    try await RemoteIndex.with { both in
      for query in Self.queries {
        let parameters = [("q", query), ("source", "صحيفة 3"), ("lang", "en")]
        for given in [[("q", query)], parameters] {
          let expected = try await both.single.get("/search", given)
          let found = try await both.remote.get("/search", given)
          #expect(found.status == 200)
          for (start, end) in [
            ("<ol class=\"hits\"", "</ol>"), ("<p class=\"count\"", "</p>"),
            ("<aside class=\"facets\"", "</aside>"), ("<nav class=\"paging\"", "</nav>"),
            ("<figure class=\"timeline\"", "</figure>"),
          ] {
            #expect(
              RemoteIndex.cut(found, start, end) == RemoteIndex.cut(expected, start, end),
              "\(start) \(query)")
          }
        }
      }
      let page = try await both.remote.get("/search", [("q", "النفط")])
      for path in ["/concordance", "/trends", "/export", "Atom", "collapse"] {
        #expect(page.text.contains(path))
      }
    }
  }

  @Test func `a document and its page come from the shard that has it`() async throws {
    try await RemoteIndex.with { both in
      var compared: [String: Int] = [:]
      for key in ["a1", "a5", "pages/a3.txt", "n17"] {
        let path = "/v1/indexes/news/documents/\(key)"
        let (expected, found) = (
          try await both.single.send(.get, path), try await both.remote.send(.get, path)
        )
        #expect(found.status == 200)
        #expect(found.bytes == expected.bytes)
        let fields = try await both.remote.get(path, [("fields", "title")])
        #expect(fields.bytes == (try await both.single.get(path, [("fields", "title")])).bytes)
        for query in ["المحادثات النفط", ""] {
          let page = try await both.remote.get("/doc/\(key)", [("q", query)])
          let one = try await both.single.get("/doc/\(key)", [("q", query)])
          for (start, end) in [
            ("<article id=\"results\"", "</article>"), ("<details class=\"reasons\"", "</details>"),
            ("<h2>مقالات مشابهة</h2>", "</section>"), ("<h2>من اليوم نفسه</h2>", "</section>"),
            ("<h2>نُشر أيضًا في</h2>", "</section>"),
          ] {
            let part = RemoteIndex.cut(page, start, end)
            #expect(part == RemoteIndex.cut(one, start, end), "\(key) \(start)")
            compared[start, default: 0] += part == nil ? 0 : 1
          }
          #expect(page.header("etag") != nil)
        }
        let ris = try await both.remote.get("/doc/\(key)", [("format", "ris")])
        #expect(ris.bytes == (try await both.single.get("/doc/\(key)", [("format", "ris")])).bytes)
      }
      #expect(compared.count == 5, "\(compared)")
      #expect(try await both.remote.send(.get, "/v1/indexes/news/documents/none").status == 404)
      #expect(try await both.remote.send(.get, "/doc/none").status == 404)
    }
  }

  @Test func `the other calls are answered too`() async throws {
    try await RemoteIndex.with { both in
      for path in ["/v1/indexes", "/v1/indexes/news", "/opensearch.xml", "/search.atom?q=%D9%86"] {
        let expected = try await both.single.send(.get, path)
        let found = try await both.remote.send(.get, path)
        #expect(found.bytes == expected.bytes, "\(path)")
      }
      let facet = "/v1/indexes/news/facets/source"
      for parameters in [[("q", "النفط")], [("prefix", "صح"), ("limit", "3")]] {
        let found = try await both.remote.get(facet, parameters)
        #expect(found.bytes == (try await both.single.get(facet, parameters)).bytes)
      }
      let suggested = try await both.remote.get("/v1/indexes/news/suggest", [("q", "النف")])
      #expect((suggested["suggestions"] as? [Any])?.isEmpty == false)
      let body = #"{"searches":[{"q":"النفط","limit":2},{"q":"المحادثات"}]}"#
      let headers = ["Content-Type": "application/json"]
      let batch = try await both.remote.send(
        .post, "/v1/search:batch", headers: headers, body: body)
      let expected = try await both.single.send(
        .post, "/v1/search:batch", headers: headers, body: body)
      #expect(batch["results.0.total.value"] as? Int == expected["results.0.total.value"] as? Int)
      #expect(
        batch["results.1.hits.0.key"] as? String == expected["results.1.hits.0.key"] as? String)
      let analyzed = try await both.remote.send(
        .post, "/v1/indexes/news/analyze", headers: headers, body: #"{"text":"المكتبات"}"#)
      #expect(analyzed.status == 200)
    }
  }

  @Test func `what shards do not answer is a problem with advice`() async throws {
    let configure = { (configuration: inout FihristServer.ServerConfiguration) in
      configuration.keys = [
        KeyConfiguration(name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.search, .write])
      ]
    }
    try await RemoteIndex.with(configure: configure) { both in
      for (method, path) in [
        (HTTPRequest.Method.post, "/v1/indexes/news/documents"),
        (.delete, "/v1/indexes/news/documents/a1"),
      ] {
        let reply = try await both.remote.send(
          method, path, headers: ["Authorization": "Bearer k"])
        #expect(reply.status == 501, "\(path)")
        #expect(reply["code"] as? String == "unsupported")
        #expect((reply["detail"] as? String ?? "").contains("open its shards"))
      }
      #expect(both.broker.behaviour.withLock { $0.questions.allSatisfy { $0 == "information" } })
    }
  }
}
