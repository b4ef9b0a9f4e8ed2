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
    (.get, "\(index)/documents", 405, "method-not-allowed"),
    (.get, "\(index)/search?source2=x", 400, "unknown-parameter"),
    (.get, "\(index)/search?limit=101", 400, "bad-parameter"),
    (.get, "\(index)/search?offset=10001", 400, "bad-parameter"),
    (.get, "\(index)/search?facets=title", 400, "bad-parameter"),
    (.get, "\(index)/search?facets=a,b,c,d,e,f,g,h,i,j,k", 400, "bad-parameter"),
    (.get, "\(index)/search?sort=nothing", 400, "bad-parameter"),
    (.get, "\(index)/search?fields=nothing", 400, "bad-parameter"),
    (.get, "\(index)/search?cursor=x", 400, "bad-parameter"),
    (.get, "\(index)/search?cursor=1.k00ff", 410, "cursor-expired"),
    (.get, "\(index)/search?from=tomorrow", 400, "bad-parameter"),
    (.get, "\(index)/search?snippet_length=10", 400, "bad-parameter"),
    (.get, "\(index)/search?mode=strict&q=%22a", 400, "query-syntax"),
    (.get, "\(index)/search?mode=strict&filter=(a", 400, "query-syntax"),
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
      .get, "\(Self.index)/search?q=" + String(repeating: "a", count: 8_200))
    #expect(long.status == 413)
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
}
