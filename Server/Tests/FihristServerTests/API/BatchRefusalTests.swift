import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// Which search of a batch is refused, and for which of its members.
@Suite struct BatchRefusalTests {
  /// A search that is refused, the member that is named, and the code.
  private static let refused: [(String, String?, String)] = [
    (#"{"limit":101}"#, "limit", "bad-parameter"),
    (#"{"limit":true}"#, "limit", "bad-parameter"),
    (#"{"q":["نفط"]}"#, "q", "bad-parameter"),
    (#"{"q":{"x":1}}"#, "q", "bad-request"),
    (#"{"limit":1.5}"#, "limit", "bad-request"),
    (#"{"colour":"red"}"#, "colour", "unknown-parameter"),
    (#"{"index":"other"}"#, "index", "not-found"),
    (#"{"mode":"odd"}"#, "mode", "bad-parameter"),
    (#"{"explain":"yes"}"#, "explain", "bad-parameter"),
    (#"{"mode":"strict","q":"\"a"}"#, "q", "query-syntax"),
    (#"{"mode":"strict","filter":"(a"}"#, "filter", "query-syntax"),
    (#"{"q":"date:foo"}"#, "q", "query-syntax"),
    (#"{"filter":"+pages:many"}"#, "filter", "query-syntax"),
    (#"{"from":"tomorrow"}"#, "from", "bad-parameter"),
    (#"{"cursor":"x"}"#, "cursor", "bad-parameter"),
    (#"{"facets":"title"}"#, "facets", "bad-parameter"),
    (#"{"sort":"nothing"}"#, "sort", "bad-parameter"),
    (#"{"fields":"nothing"}"#, "fields", "bad-parameter"),
    (#"{"date":"foo"}"#, "date", "bad-parameter"),
    ("7", nil, "bad-request"),
  ]

  private func send(_ searches: [String], to served: ServedIndex) async throws
    -> ServedIndex.Reply
  {
    try await served.send(
      .post, "/v1/search:batch", headers: ["Content-Type": "application/json"],
      body: "{\"searches\":[\(searches.joined(separator: ","))]}")
  }

  @Test func `the search that is refused is named, and its member`() async throws {
    let served = try await ServedIndex()
    for (search, member, code) in Self.refused {
      for number in [1, 3] {
        var searches = Array(repeating: #"{"q":"نفط"}"#, count: 3)
        searches[number - 1] = search
        let reply = try await send(searches, to: served)
        #expect(reply["code"] as? String == code, "\(search): \(reply.text)")
        #expect(reply["search"] as? Int == number, "\(search): \(reply.text)")
        #expect(reply["parameter"] as? String == member, "\(search): \(reply.text)")
        #expect((reply["detail"] as? String)?.hasPrefix("search \(number): ") == true)
      }
    }
  }

  @Test func `what is wrong with the whole body names no search`() async throws {
    let served = try await ServedIndex()
    for body in ["7", "{\"searches\":7}", "{}", "{\"searches\":[{}],\"more\":[]}", "{"] {
      let reply = try await served.send(
        .post, "/v1/search:batch", headers: ["Content-Type": "application/json"], body: body)
      #expect(reply["code"] as? String == "bad-request", "\(reply.text)")
      #expect(reply["search"] == nil && reply["parameter"] == nil, "\(reply.text)")
    }
    let many = try await send(Array(repeating: "{}", count: 17), to: served)
    #expect(many["parameter"] as? String == "searches" && many["search"] == nil)
  }

  @Test func `a search of its own names its parameter alone`() async throws {
    let served = try await ServedIndex()
    let reply = try await served.get("/v1/indexes/news/search", [("limit", "101")])
    #expect(reply["parameter"] as? String == "limit" && reply["search"] == nil)
  }
}
