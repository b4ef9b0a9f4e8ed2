import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// The answers of searches are what the description says.
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
    _ path: String, _ method: String, in description: [String: Any]
  ) throws -> [String: Any] {
    let paths = try #require(description["paths"] as? [String: [String: [String: Any]]])
    let responses = paths[path]?[method]?["responses"] as? [String: [String: Any]]
    let content = responses?["200"]?["content"] as? [String: [String: Any]]
    return try #require(content?["application/json"]?["schema"] as? [String: Any])
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
}
