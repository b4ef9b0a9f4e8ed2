import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// What is said of values that were sent and not understood.
@Suite struct MisreadValuesTests {
  private let writing = ["Authorization": "Bearer k", "Content-Type": "application/x-ndjson"]

  private func send(_ lines: [String], to served: ServedIndex) async throws
    -> ServedIndex.Reply
  {
    try await served.send(
      .post, "/v1/indexes/news/documents", headers: writing,
      body: lines.joined(separator: "\n"))
  }

  private func served() async throws -> ServedIndex {
    try await ServedIndex(configure: {
      $0.keys = [KeyConfiguration(name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.write])]
    })
  }

  @Test func `documents with values that no field understands are counted, and the values told`()
    async throws
  {
    let served = try await served()
    let reply = try await send(
      [
        #"{"key":"w1","title":"خبر","date":"n/a"}"#,
        #"{"key":"w2","title":"خبر","date":"2024-05-18","pages":"7"}"#,
        #"{"key":"w3","title":"خبر","pages":"many"}"#,
        #"{"key":"w4","title":"خبر","pages":[1.5]}"#,
        #"{"title":"بلا مفتاح","date":"n/a"}"#,
        #"{"key":"w5","title":"خبر","pages":["1","2"]}"#,
        #"{"key":"w6","title":"خبر","date":"31 فبراير 2024","pages":"x"}"#,
      ], to: served)
    #expect(reply["added"] as? Int == 5 && reply["refused"] as? Int == 2, "\(reply.text)")
    #expect(reply["misread"] as? Int == 4)
    let values = reply["values"] as? [[String: Any]] ?? []
    #expect(values.map { $0["line"] as? Int } == [1, 3, 6, 7, 7])
    #expect(
      values.map { $0["detail"] as? String } == [
        "the date \"n/a\" is not understood and stored as written",
        "the value \"many\" of \"pages\" is not a whole number; it is stored as written",
        "\"pages\" has 2 values, and its column takes the first",
        "the date \"31 فبراير 2024\" is a day that the calendar does not have, and is stored as "
          + "written",
        "the value \"x\" of \"pages\" is not a whole number; it is stored as written",
      ])
    // They are stored, and have no part in the column.
    let shown = try await served.send(.get, "/v1/indexes/news/documents/w1")
    #expect(shown["fields.date"] as? String == "n/a")
  }

  @Test func `members that no field takes may be anything`() async throws {
    let served = try await served()
    let reply = try await send(
      [
        #"{"key":"m1","title":"t","author":null}"#, #"{"key":"m2","title":"t","price":1.5}"#,
        #"{"key":"m3","title":"t","note":{"a":1}}"#, #"{"key":"m4","title":"t","list":[1,2]}"#,
        #"{"key":"m5","title":null,"body":"b","date":null}"#,
      ], to: served)
    #expect(reply["added"] as? Int == 5 && reply["refused"] as? Int == 0, "\(reply.text)")
    #expect(reply["unused"] as? [String] == ["author", "list", "note", "price"])
    #expect(reply["misread"] as? Int == 0)
    let shown = try await served.send(.get, "/v1/indexes/news/documents/m5")
    #expect(shown["fields.title"] == nil && shown["fields.date"] == nil, "\(shown.text)")
    #expect(shown["fields.body"] as? String == "b")
  }

  @Test func `true, false and whole numbers are these words, alone and in lists`() async throws {
    let served = try await served()
    let lines = [
      #"{"key":"1","title":"المقال الأصلي"}"#,
      #"{"key":true,"title":"آخر","source":false,"tags":["أ",3,true]}"#,
      #"{"key":7,"title":"رقم"}"#,
    ]
    let reply = try await send(lines, to: served)
    #expect(reply["added"] as? Int == 3 && reply["refused"] as? Int == 0, "\(reply.text)")
    let first = try await served.send(.get, "/v1/indexes/news/documents/1")
    #expect(first["fields.title"] as? String == "المقال الأصلي")
    let other = try await served.send(.get, "/v1/indexes/news/documents/true")
    #expect(other["fields.source"] as? String == "false")
    #expect(other["fields.tags"] as? [String] == ["أ", "3", "true"])
    #expect(try await served.send(.get, "/v1/indexes/news/documents/7").status == 200)
  }

  @Test func `other values of fields are refused, and the member is named`() async throws {
    let served = try await served()
    let lines = [
      #"{"key":"r1","title":{"a":1}}"#, #"{"key":"r2","pages":1.5}"#, #"{"key":"r3","tags":[1.5]}"#,
      #"{"key":{},"title":"t"}"#, #"{"key":null,"title":"t"}"#,
    ]
    let reply = try await send(lines, to: served)
    #expect(reply["added"] as? Int == 0 && reply["refused"] as? Int == lines.count)
    let details = (reply["problems"] as? [[String: Any]] ?? []).compactMap {
      $0["detail"] as? String
    }
    for (name, detail) in zip(["title", "pages", "tags", "key"], details) {
      #expect(detail.hasPrefix("\"\(name)\" must be a text, a whole number"), "\(detail)")
    }
    #expect(details.last?.hasPrefix("it has no key;") == true, "\(details)")
  }

  @Test func `a line in another encoding is told`() async throws {
    let served = try await served()
    let bytes =
      Array(#"{"key":"e1","title":""#.utf8) + [0xE4, 0xDD, 0xD8] + Array(#"","x":1}"#.utf8)
    for line in [bytes, Array(#"{"key":"e2","other":""#.utf8) + [0xFF] + Array(#""}"#.utf8)] {
      let problem = #expect(throws: Problem.self) { try JSONLine(line, depth: 4) }
      #expect(problem?.detail.hasPrefix("the line is not UTF-8; ") == true, "\(problem as Any)")
    }
    let reply = try await send([#"{"key":"e3","title":"ن"}"#], to: served)
    #expect(reply["added"] as? Int == 1)
  }

  @Test func `all are counted and ten told`() async throws {
    let served = try await served()
    let lines = (0..<25).map { #"{"key":"w\#($0)","title":"خبر","date":"??"}"# }
    let reply = try await send(lines, to: served)
    #expect(reply["misread"] as? Int == 25 && (reply["values"] as? [Any])?.count == 10)
  }

  @Test func `the answer is what the description says`() async throws {
    let served = try await served()
    let reply = try await send(
      [
        #"{"key":"w1","title":"خبر","date":"n/a","colour":"red"}"#, "7",
      ], to: served)
    let answer = try #require(reply.json as? [String: Any])
    let description = try await served.send(.get, "/v1/openapi.json")
    let paths = try #require(description["paths"] as? [String: [String: [String: Any]]])
    let responses =
      paths["/v1/indexes/{index}/documents"]?["post"]?["responses"] as? [String: [String: Any]]
    let content = responses?["200"]?["content"] as? [String: [String: Any]]
    let schema = try #require(content?["application/json"]?["schema"] as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(Set(properties.keys) == Set(answer.keys))
    #expect((schema["required"] as? [String]).map(Set.init) == Set(answer.keys))
    for (name, property) in properties {
      switch property["type"] as? String {
      case "integer": #expect((answer[name] as? Int ?? 0) > 0, "\(name)")
      case "array":
        let items = try #require(property["items"] as? [String: Any])
        let first = (answer[name] as? [Any])?.first
        let isText = items["type"] as? String == "string"
        #expect(isText ? first is String : first is [String: Any], "\(name)")
        if let object = first as? [String: Any] {
          #expect(Set((items["properties"] as? [String: Any] ?? [:]).keys) == Set(object.keys))
        }
      default: Issue.record("\(name) has no type that is known")
      }
    }
  }
}
