import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// What is said of requests that cannot be answered as they are.
@Suite struct RefusalTests {
  private static let index = "/v1/indexes/news"

  private func post(
    _ served: ServedIndex, _ target: String, _ body: String
  ) async throws -> ServedIndex.Reply {
    try await served.send(
      .post, target, headers: ["Content-Type": "application/json"], body: body)
  }

  @Test(arguments: ["1", "\"x\"", "true", "[\"x\"]"])
  func `a member that no call takes is unknown, whatever it has`(value: String) async throws {
    let served = try await ServedIndex()
    let search = #"{"q":"نفط","foo":\#(value)}"#
    for (target, body) in [
      ("\(Self.index)/search", search), ("/v1/search:batch", "{\"searches\":[\(search)]}"),
      ("\(Self.index)/analyze", #"{"text":"نفط","foo":\#(value)}"#),
    ] {
      let reply = try await post(served, target, body)
      #expect(reply["code"] as? String == "unknown-parameter", "\(target): \(reply.text)")
      #expect((reply["detail"] as? String)?.contains("\"foo\" is not a parameter") == true)
    }
    // A field is taken, but has texts.
    let field = try await post(served, "\(Self.index)/search", #"{"source":1}"#)
    #expect(field["code"] as? String == "bad-parameter")
  }

  @Test func `what is wrong with a body, a method or a header is told`() async throws {
    let served = try await ServedIndex()
    let search = "\(Self.index)/search"
    func detail(_ reply: ServedIndex.Reply) -> String { reply["detail"] as? String ?? "" }
    let broken = try await post(served, search, #"{"q":"a" "b"}"#)
    #expect(detail(broken) == "the body is not JSON; check its quotes, commas and brackets")
    let list = try await post(served, search, "[1]")
    #expect(detail(list).hasPrefix("the body must be a JSON object of texts"))
    for body in [#"{"searches":[],"x":1}"#, #"{"x":[]}"#, "{}", "[]"] {
      let reply = try await post(served, "/v1/search:batch", body)
      #expect(
        detail(reply).hasPrefix("the body must be an object with the one member \"searches\""),
        "\(body): \(reply.text)")
    }
    let method = try await served.send(.put, search)
    #expect(method.status == 405 && detail(method).hasSuffix("not take PUT; use GET, HEAD or POST"))
    let header = try await served.send(.get, search, headers: ["Authorization": "Basic abc"])
    #expect(header.status == 401)
    #expect(detail(header).hasSuffix("has no key; send Authorization: Bearer …"))
  }

  @Test func `parameters of a body are not taken from the address`() async throws {
    let served = try await ServedIndex()
    for (target, body) in [
      ("\(Self.index)/search?limit=1", #"{"q":"نفط"}"#),
      ("/v1/search:batch?limit=1", #"{"searches":[]}"#),
      ("\(Self.index)/analyze?explain=1", #"{"text":"نفط"}"#),
    ] {
      let reply = try await post(served, target, body)
      #expect(reply.status == 400 && reply["code"] as? String == "unknown-parameter", "\(target)")
    }
  }

  @Test func `a line without a key names the member that the index has it from`() async throws {
    let served = try await ServedIndex(configure: {
      $0.keys = [
        KeyConfiguration(name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.write, .search])
      ]
    })
    var options = IndexingOptions()
    options.inputMapping = #"{"key":"id","fields":{}}"#
    try await IndexWriter.with(path: served.path, options: options) { writer in
      try await writer.add(SmallArchive.documents[0])
      try await writer.commit()
    }
    _ = served.server.refresh()
    let reply = try await served.send(
      .post, "\(Self.index)/documents",
      headers: ["Authorization": "Bearer k", "Content-Type": "application/x-ndjson"],
      body: #"{"title":"بلا مفتاح"}"#)
    #expect(
      reply["problems.0.detail"] as? String == "it has no key; give it the member \"id\"",
      "\(reply.text)")
  }

  @Test func `values of a field that are chosen narrow no count of its own`() async throws {
    let served = try await ServedIndex()
    let alone = try await served.get(
      "\(Self.index)/facets/source", [("source", "okaz"), ("q", "")])
    let search = try await served.get(
      "\(Self.index)/search", [("source", "okaz"), ("facets", "source")])
    let counts = [alone["facet.values"], search["facets.source.values"]].map { values in
      (values as? [[Any]] ?? []).map { "\($0)" }
    }
    #expect(counts[0] == counts[1] && counts[0].count == 4)
    let other = try await served.get("\(Self.index)/facets/tags", [("source", "okaz")])
    #expect((other["facet.values"] as? [Any])?.count == 1)
  }

  @Test func `entries of a feed have the times of their dates`() async throws {
    let served = try await ServedIndex([
      SmallArchive.article(
        "t", "عنوان", "نص", source: "s", tags: [], date: "2024-05-18T10:20:30"),
      SmallArchive.article("d", "عنوان", "نص", source: "s", tags: [], date: "2024-05-17"),
      SmallArchive.article("m", "عنوان", "نص", source: "s", tags: [], date: "2024-03"),
      SmallArchive.article("y", "عنوان", "نص", source: "s", tags: [], date: "2021"),
      SmallArchive.article("h", "عنوان", "نص", source: "s", tags: [], date: "1436-10"),
      SmallArchive.article("n", "عنوان", "نص", source: "s", tags: [], date: nil),
    ])
    let feed = try await served.send(.get, "/search.atom").text
    let times = feed.components(separatedBy: "<updated>").dropFirst().map {
      String($0.prefix { $0 != "<" })
    }
    #expect(
      times == [
        "2024-05-18T10:20:30Z", "2024-05-18T10:20:30Z", "2024-05-17T00:00:00Z",
        "2024-03-01T00:00:00Z", "2021-01-01T00:00:00Z", "2015-07-17T00:00:00Z",
        "1970-01-01T00:00:00Z",
      ])
  }

  @Test(arguments: [
    ("kwic?q=", "q"), ("kwic", "q"), ("trends?q=", "q"), ("trends?q=&q=", "q"),
    ("similar?key=", "key"), ("copies?key=", "key"), ("documents?key=", "key"),
    ("documents?key", "key"),
  ]) func `a parameter that is needed is not empty`(call: String, name: String) async throws {
    let served = try await ServedIndex()
    let reply = try await served.send(.get, "/v1/indexes/news/\(call)")
    #expect(reply.status == 400 && reply["code"] as? String == "bad-parameter", "\(reply.text)")
    #expect(reply["parameter"] as? String == name)
    #expect((reply["detail"] as? String)?.hasPrefix("the call needs \(name): ") == true)
  }

  @Test func `a text that is needed in a body is not empty`() async throws {
    let reply = try await post(ServedIndex(), "\(Self.index)/analyze", #"{"text":""}"#)
    #expect(reply.status == 400 && reply["parameter"] as? String == "text")
  }

  @Test(arguments: ["kwic", "trends"])
  func `a query of spaces finds nothing, and a note says so`(call: String) async throws {
    let served = try await ServedIndex()
    let reply = try await served.send(.get, "\(Self.index)/\(call)?q=%20")
    let notes = reply["notes"] as? [String]
    #expect(reply.status == 200 && notes?.first?.hasPrefix("the query has no word") == true)
    if call == "kwic" { #expect(reply["documents"] as? Int == 0) }
  }

  @Test func `what may be empty is answered`() async throws {
    let served = try await ServedIndex()
    let suggested = try await served.send(.get, "/v1/indexes/news/suggest?q=")
    #expect(suggested.status == 200 && (suggested["suggestions"] as? [Any])?.isEmpty == true)
    for call in ["search?q=", "export?q=", "facets/source?q=", "trends?q=&q=x"] {
      #expect(try await served.send(.get, "/v1/indexes/news/\(call)").status == 200)
    }
    // Pages show their forms.
    for page in ["/", "/search?q=", "/concordance?q=", "/trends?q=&q=", "/advanced?q="] {
      let reply = try await served.send(.get, page)
      #expect(reply.status == 200 && reply.text.contains("<form"), "\(page)")
    }
  }
}
