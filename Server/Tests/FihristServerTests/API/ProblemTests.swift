import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

@Suite struct ProblemTests {
  private static let index = "/v1/indexes/news"

  /// Requests that are refused, with the status and the code.
  private static let refused: [(HTTPRequest.Method, String, Int, String)] = [
    (.get, "/v1/nothing", 404, "not-found"), (.get, "/v1/indexes/other", 404, "not-found"),
    (.get, "/v1/indexes/..", 404, "not-found"), (.get, "/v1/indexes/news%2f", 404, "not-found"),
    (.get, "\(index)/documents/none", 404, "not-found"),
    (.get, "\(index)/facets/title", 404, "not-found"),
    (.get, "\(index)/similar?key=none", 404, "not-found"),
    (.get, "\(index)/similar", 400, "bad-parameter"),
    (.put, "\(index)/search", 405, "method-not-allowed"),
    (.delete, "/v1/indexes", 405, "method-not-allowed"),
    (.put, "\(index)/documents", 405, "method-not-allowed"),
    (.get, "\(index)/documents", 400, "bad-parameter"),
    (.get, "\(index)/documents?key=none", 404, "not-found"),
    (.get, "\(index)/documents?key=", 400, "bad-parameter"),
    (.get, "\(index)/documents/a1?key=a1", 400, "unknown-parameter"),
    (.delete, "\(index)/documents?key=a1", 401, "unauthorized"),
    (.get, "\(index)/search?source2=x", 400, "unknown-parameter"),
    (.get, "\(index)/search?limit=101", 400, "bad-parameter"),
    (.get, "\(index)/search?offset=10001", 400, "bad-parameter"),
    (.get, "\(index)/search?facets=title", 400, "bad-parameter"),
    (.get, "\(index)/search?facets=a,b,c,d,e,f,g,h,i,j,k", 400, "bad-parameter"),
    (.get, "\(index)/search?sort=nothing", 400, "bad-parameter"),
    (.get, "\(index)/search?fields=nothing", 400, "bad-parameter"),
    (.get, "\(index)/search?cursor=x", 400, "bad-parameter"),
    (.get, "\(index)/search?cursor=1.k00ff", 400, "bad-parameter"),
    (.get, "\(index)/search?cursor=1.00000000.k00ff", 400, "bad-parameter"),
    (.get, "\(index)/search?from=tomorrow", 400, "bad-parameter"),
    (.get, "\(index)/search?snippet_length=10", 400, "bad-parameter"),
    (.get, "\(index)/search?mode=strict&q=%22a", 400, "query-syntax"),
    (.get, "\(index)/search?mode=strict&filter=(a", 400, "query-syntax"),
    (.get, "\(index)/search?q=date:foo", 400, "query-syntax"),
    (.get, "\(index)/search?filter=%2Bpages:many", 400, "query-syntax"),
    (.get, "\(index)/search?date=foo", 400, "bad-parameter"),
    (.get, "\(index)/kwic?q=date:foo", 400, "query-syntax"),
    (.get, "\(index)/trends?q=(x%20date:foo)", 400, "query-syntax"),
    (.get, "\(index)/export?filter=date:foo", 400, "query-syntax"),
    (.get, "\(index)/documents/a1?fields=nothing", 400, "bad-parameter"),
    (.get, "\(index)/kwic", 400, "bad-parameter"),
    (.get, "\(index)/trends?q=a&q=b&q=c&q=d&q=e&q=f", 400, "bad-parameter"),
    (.get, "\(index)/export?format=xml", 400, "bad-parameter"),
    (.get, "\(index)/export?fields=nothing", 400, "bad-parameter"),
    (.post, "\(index)/search", 400, "bad-request"),
    (.post, "\(index)/documents", 401, "unauthorized"),
    (.delete, "\(index)/documents/a1", 401, "unauthorized"),
    (.get, "/metrics?x", 200, ""),
  ]

  @Test func `every refusal is a problem with its code`() async throws {
    let served = try await ServedIndex()
    for (method, target, status, code) in Self.refused {
      let reply = try await served.send(method, target)
      #expect(reply.status == status, "\(method) \(target): \(reply.text)")
      guard status != 200 else { continue }
      #expect(reply["code"] as? String == code, "\(target)")
      #expect(reply.header("content-type") == "application/problem+json")
      #expect(reply["status"] as? Int == status && reply["type"] != nil && reply["title"] != nil)
      #expect(reply["request_id"] as? String == reply.header("x-request-id"))
      #expect((reply["detail"] as? String)?.isEmpty == false)
      #expect(status != 405 || reply.header("allow") != nil)
    }
  }

  @Test func `a query is refused just above its limits`() async throws {
    let served = try await ServedIndex()
    func code(_ text: String) async throws -> String? {
      try await served.send(
        .post, "\(Self.index)/search", headers: ["Content-Type": "application/json"],
        body: String(decoding: JSONEncoder().encode(["q": text]), as: UTF8.self))["code"] as? String
    }
    #expect(try await code(String(repeating: "ا", count: 2_000)) == nil)
    #expect(try await code(String(repeating: "ا", count: 2_001)) == "query-limit")
    let words = (0..<64).map { "كلمة\($0)" }
    #expect(try await code(words.joined(separator: " ")) == nil)
    #expect(try await code((words + ["أخرى"]).joined(separator: " ")) == "query-limit")
    let grouped =
      "+(\(words.prefix(40).joined(separator: " "))) +(\(words.prefix(25).joined(separator: " ")))"
    #expect(try await code(grouped) == "query-limit")
  }

  @Test func `bodies and addresses have limits`() async throws {
    let served = try await ServedIndex(configure: { $0.limits.searchBytes = 1_000 })
    func send(_ body: String) async throws -> ServedIndex.Reply {
      try await served.send(
        .post, "\(Self.index)/search", headers: ["Content-Type": "application/json"], body: body)
    }
    func body(of count: Int) -> String {
      "{\"q\":\"" + String(repeating: "a", count: count - 8) + "\"}"
    }
    #expect(try await send(body(of: 1_000)).status == 200)
    let large = try await send(body(of: 1_001))
    #expect(large.status == 413 && large["code"] as? String == "too-large")
    #expect(large.header("connection") == "close")
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(try await send("{\"q\":\(deep)}")["code"] as? String == "bad-request")
    let long = try await served.send(
      .get, "\(Self.index)/search?q=" + String(repeating: "a", count: 33_000))
    #expect(long.status == 413)
    // The longest query and the longest filter are read from an address too.
    let letters = String(repeating: "ا", count: 2_000)
    for path in ["\(Self.index)/search", "/search"] {
      #expect(try await served.get(path, [("q", letters), ("filter", letters)]).status == 200)
    }
  }

  @Test func `names of indexes are looked up and never followed`() async throws {
    let served = try await ServedIndex()
    let names = [
      "..", ".", "../news", "..%2fnews", "%2e%2e", "%2e%2e%2fnews", "..%5cnews", "news%00",
      "news%2f..",
      "%00", "news.index", "NEWS", "news%20", "%20news", "news;", "news%3b", "news%3f", "..%252f",
      "%c0%ae%c0%ae", "%uff0e", "/etc/passwd", "%2fetc%2fpasswd", "file:%2f%2f", "~", "$HOME", "*",
      "news*",
      "ne%77s%2e", "news%0a", "news%0d%0a", "%e2%80%ae", "news%e2%80%8b", "null", "-1", "0", "''",
      "%22",
      "%27", "<x>", "news%23",
    ]
    for name in names {
      let reply = try await served.send(.get, "/v1/indexes/\(name)/search?q=x")
      #expect(reply.status == 404, "\(name): \(reply.status)")
      #expect(!reply.text.contains(served.path))
    }
    #expect(try await served.send(.get, "/v1/indexes/%6ee%77s/search?q=x").status == 200)
  }

  @Test func `a form of another page writes nothing`() async throws {
    let served = try await ServedIndex(configure: {
      $0.keys = [
        KeyConfiguration(name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.write, .search])
      ]
    })
    let line = #"{"key":"z","title":"عنوان"}"#
    func send(_ headers: [String: String]) async throws -> Int {
      let all = headers.merging(["Authorization": "Bearer k"]) { one, _ in one }
      return try await served.send(.post, "\(Self.index)/documents", headers: all, body: line)
        .status
    }
    #expect(try await send(["Content-Type": "application/x-www-form-urlencoded"]) == 400)
    #expect(try await send(["Content-Type": "text/plain"]) == 400)
    #expect(
      try await send(["Content-Type": "application/x-ndjson", "Origin": "https://evil.example"])
        == 403)
    #expect(
      try await send(["Content-Type": "application/x-ndjson", "Origin": "http://archive.example"])
        == 200)
  }

  @Test func `names of requests are kept if they are well formed`() async throws {
    let served = try await ServedIndex()
    let kept = try await served.send(.get, "/healthz", headers: ["X-Request-Id": "abc-123_XYZ"])
    #expect(kept.header("x-request-id") == "abc-123_XYZ")
    for bad in ["short", "with space in it", String(repeating: "a", count: 65), "quote\"quote"] {
      let reply = try await served.send(.get, "/healthz", headers: ["X-Request-Id": bad])
      #expect(reply.header("x-request-id") != bad && reply.header("x-request-id")?.count == 16)
    }
  }

  @Test func `a client that asks too often is told to wait, and no other`() async throws {
    let served = try await ServedIndex(configure: {
      $0.clientRate = 3
      $0.trustedProxies = ["10.0.0.1"].compactMap { NetworkRange($0) }
    })
    func statuses(_ peer: String, _ count: Int, from client: String? = nil) async throws -> [Int] {
      var statuses: [Int] = []
      for _ in 0..<count {
        let headers = client.map { ["X-Forwarded-For": $0] } ?? [:]
        let reply = try await served.send(
          .get, "\(Self.index)/search?q=x", headers: headers, peer: peer)
        if reply.status == 429 {
          #expect(reply["code"] as? String == "rate-limited" && reply.header("retry-after") == "1")
        }
        statuses.append(reply.status)
      }
      return statuses
    }
    #expect(try await statuses("203.0.113.9", 3) == [200, 200, 200])
    // Other names for itself do not help.
    #expect(try await statuses("203.0.113.9", 30, from: "8.8.8.8").contains(429))
    #expect(try await statuses("203.0.113.10", 3) == [200, 200, 200])
    // Behind the proxy each client has its own number.
    for client in ["198.51.100.1", "198.51.100.2"] {
      #expect(try await statuses("10.0.0.1", 3, from: client) == [200, 200, 200])
    }
    #expect(try await statuses("10.0.0.1", 30, from: "1.1.1.1, 198.51.100.1").contains(429))
    for _ in 0..<9 {
      #expect(try await served.send(.get, "/readyz", peer: "203.0.113.9").status == 200)
    }
  }

  @Test func `every number is taken at its limits and refused beyond`() async throws {
    let served = try await ServedIndex()
    let call = served.server.call
    let calls: [(path: String, known: [Parameter], more: [(String, String)])] = [
      ("search", call.search, []), ("similar", call.similar, [("key", "a1")]),
      ("suggest", call.suggest, [("q", "نف")]), ("facets/source", call.facet, []),
      ("kwic", call.kwic, [("q", "النفط")]),
    ]
    var count = 0
    for (path, known, more) in calls {
      for parameter in known {
        guard case .number(let range) = parameter.kind else { continue }
        count += 1
        for (value, isTaken) in [
          (range.lowerBound, true), (range.upperBound, true), (range.lowerBound - 1, false),
          (range.upperBound + 1, false),
        ] {
          let reply = try await served.get(
            "\(Self.index)/\(path)", more + [(parameter.name, String(value))])
          #expect(
            reply.status == (isTaken ? 200 : 400), "\(path) \(parameter.name)=\(value)")
          if !isTaken { #expect(reply["code"] as? String == "bad-parameter") }
        }
      }
    }
    #expect(count >= 10)
  }

  @Test func `lists are taken at their limits and refused beyond`() async throws {
    let served = try await ServedIndex {
      ($0.limits.facets, $0.limits.trends, $0.limits.batch) = (2, 2, 2)
    }
    for (facets, status) in [("source,tags", 200), ("source,tags,url", 400)] {
      let reply = try await served.get("\(Self.index)/search", [("facets", facets)])
      #expect(reply.status == status, "\(facets)")
    }
    for (count, status) in [(2, 200), (3, 400)] {
      let queries = (0..<count).map { ("q", "كلمة\($0)") }
      #expect(try await served.get("\(Self.index)/trends", queries).status == status)
      let searches = Array(repeating: #"{"q":"نفط"}"#, count: count).joined(separator: ",")
      let batch = try await served.send(
        .post, "/v1/search:batch", headers: ["Content-Type": "application/json"],
        body: "{\"searches\":[\(searches)]}")
      #expect(batch.status == status)
    }
  }

  @Test(arguments: [
    ("documents", [("key", "a1"), ("fields", "zz")], "fields"),
    ("copies", [("key", "a1"), ("fields", "zz")], "fields"),
    ("export", [("fields", "zz")], "fields"),
    ("suggest", [("q", String(repeating: "ن", count: 201))], "q"),
  ]) func `a problem names its parameter`(
    call: String, parameters: [(String, String)], name: String
  ) async throws {
    let served = try await ServedIndex()
    let reply = try await served.get("/v1/indexes/news/\(call)", parameters)
    #expect(reply.status == 400 && reply["parameter"] as? String == name, "\(reply.text)")
  }
}
