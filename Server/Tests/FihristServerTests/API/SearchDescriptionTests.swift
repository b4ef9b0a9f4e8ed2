import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// Answers are what the description says.
@Suite struct SearchDescriptionTests {
  private static let search = "/v1/indexes/news/search"

  private static let calls: [[(String, String)]] = [
    [], [("q", "النفط")], [("q", "زززز")], [("q", "\"محادثات"), ("filter", "(x")],
    [("q", "المحادثات"), ("facets", "source,tags"), ("timeline", "month"), ("limit", "2")],
    [("q", "النفط"), ("explain", "1"), ("collapse", "copies"), ("fields", "url,tags,date")],
    [("sort", "date:desc"), ("snippets", "3"), ("timeline", "year"), ("calendar", "hijri")],
    [("q", "محادثت")], [("q", "نووي"), ("count", "seen"), ("from", "2015"), ("source", "okaz")],
  ]

  private func answer(
    _ path: String, _ method: String, in description: [String: Any],
    _ kind: String = "application/json"
  ) throws -> [String: Any] {
    let paths = try #require(description["paths"] as? [String: [String: [String: Any]]])
    let responses = paths[path]?[method]?["responses"] as? [String: [String: Any]]
    let content = responses?["200"]?["content"] as? [String: [String: Any]]
    return try #require(content?[kind]?["schema"] as? [String: Any])
  }

  @Test func `every member of an answer is described`() async throws {
    let served = try await ServedIndex()
    let description = try #require(
      try await served.send(.get, "/v1/openapi.json").json as? [String: Any])
    let check = SchemaCheck(description: description)
    let schema = try answer("/v1/indexes/{index}/search", "get", in: description)
    var found: Set<String> = []
    for call in Self.calls {
      let reply = try await served.get(Self.search, call)
      #expect(reply.status == 200)
      #expect(
        check.findings(reply.json, schema).isEmpty, "\(call): \(check.findings(reply.json, schema))"
      )
      found.formUnion((reply.json as? [String: Any] ?? [:]).keys)
    }
    #expect(found.isSuperset(of: ["facets", "timeline", "next", "notes"]))
    let batch = try await served.send(
      .post, "/v1/search:batch", headers: ["Content-Type": "application/json"],
      body: #"{"searches":[{"q":"النفط"},{"limit":1,"facets":["source"]}]}"#)
    let results = try answer("/v1/search:batch", "post", in: description)
    #expect(check.findings(batch.json, results).isEmpty, "\(check.findings(batch.json, results))")
    // The check itself finds what is not described.
    #expect(!check.findings(["results": [["query": 1]]], results).isEmpty)
  }

  private static let others: [(path: String, targets: [String])] = [
    ("/v1/indexes", [""]), ("/v1/indexes/{index}", [""]),
    ("/v1/indexes/{index}/documents/{key}", ["", "?fields=title", "?fields=tags"]),
    ("/v1/indexes/{index}/documents", ["?key=a2"]),
    ("/v1/indexes/{index}/copies", ["?key=a1", "?key=a1&fields=tags"]),
    ("/v1/indexes/{index}/similar", ["?key=a1", "?key=a1&limit=2&fields=tags,url"]),
    ("/v1/indexes/{index}/suggest", ["?q=%D8%A7%D9%84%D9%86", "?q=", "?q=%D9%85&limit=20"]),
    (
      "/v1/indexes/{index}/facets/{field}",
      ["", "?q=%D9%86%D9%81%D8%B7&limit=1", "?from=1900&to=1901"]
    ),
    (
      "/v1/indexes/{index}/kwic",
      [
        "?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7&limit=1", "?q=%22x&filter=okaz&fields=tags,title",
        "?q=%D8%A7%D9%84%D9%85%D8%AD%D8%A7%D8%AF%D8%AB%D8%A7%D8%AA&sort=left&fields=tags&limit=9",
      ]
    ),
    (
      "/v1/indexes/{index}/trends",
      [
        "?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7", "?q=x&q=%22y&unit=year&calendar=hijri&filter=okaz",
        "?q=a&unit=day&from=2024-01-01&to=2024-01-09",
      ]
    ),
  ]

  @Test func `every member of the answers of other calls is described`() async throws {
    let served = try await ServedIndex()
    let description = try #require(
      try await served.send(.get, "/v1/openapi.json").json as? [String: Any])
    let check = SchemaCheck(description: description)
    for (path, targets) in Self.others {
      let schema = try answer(path, "get", in: description)
      let address = path.replacing("{index}", with: "news").replacing("{key}", with: "a1")
        .replacing("{field}", with: "source")
      for target in targets {
        let reply = try await served.send(.get, address + target)
        let findings = check.findings(reply.json, schema)
        #expect(reply.status == 200 && findings.isEmpty, "\(address)\(target): \(findings)")
      }
      #expect(!check.findings(["other": 1], schema).isEmpty, "\(path)")
    }
    let openSearch = try await served.send(
      .get, "/v1/indexes/news/suggest?q=%D8%A7%D9%84%D9%86&format=opensearch")
    let kind = "application/x-suggestions+json"
    let list = try answer("/v1/indexes/{index}/suggest", "get", in: description, kind)
    #expect(check.findings(openSearch.json, list).isEmpty)
    let analysis = try answer("/v1/indexes/{index}/analyze", "post", in: description)
    for more in ["", #","explain":true"#] {
      let reply = try await served.send(
        .post, "/v1/indexes/news/analyze", headers: ["Content-Type": "application/json"],
        body: #"{"text":"بالمدارس والكتب"\#(more)}"#)
      #expect(reply.status == 200 && check.findings(reply.json, analysis).isEmpty, "\(reply.text)")
    }
  }

  @Test func `every answer in JSON is described, and what a deletion says too`() async throws {
    let served = try await ServedIndex(configure: {
      $0.keys = [KeyConfiguration(name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.write])]
    })
    let description = try #require(
      try await served.send(.get, "/v1/openapi.json").json as? [String: Any])
    let paths = try #require(description["paths"] as? [String: [String: Any]])
    for (path, methods) in paths {
      for (method, operation) in methods {
        let responses = (operation as? [String: Any])?["responses"] as? [String: [String: Any]]
        let content = responses?["200"]?["content"] as? [String: [String: Any]] ?? [:]
        guard let json = content["application/json"] else { continue }
        let schema = json["schema"] as? [String: Any] ?? [:]
        #expect(!schema.isEmpty, "\(method) \(path)")
      }
    }
    let reply = try await served.send(
      .delete, "/v1/indexes/news/documents/a1", headers: ["Authorization": "Bearer k"])
    let schema = try answer("/v1/indexes/{index}/documents/{key}", "delete", in: description)
    let findings = SchemaCheck(description: description).findings(reply.json, schema)
    #expect(reply.status == 200 && findings.isEmpty, "\(findings)")
  }
}
