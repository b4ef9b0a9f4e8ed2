import Fihrist
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import FihristServer

/// What shards behind a broker answer besides searches, against one index.
@Suite struct RemoteAnswerTests {
  private static let queries = ["النفط", "المحادثات", "«أسعار النفط»", "كت*", "title:خبر", "zzz"]

  /// Compares the bytes of both answers, which are not empty.
  private func compare(
    _ both: RemoteIndex, _ path: String, _ parameters: [(String, String)]
  ) async throws {
    let expected = try await both.single.get(path, parameters)
    let found = try await both.remote.get(path, parameters)
    #expect(found.status == 200, "\(path) \(parameters)")
    #expect(found.text == expected.text, "\(path) \(parameters)")
    #expect(found.header("etag") != nil)
  }

  @Test func `trends and their page are those of one index`() async throws {
    try await RemoteIndex.with { both in
      for query in Self.queries {
        for form in [
          [("unit", "year")], [("calendar", "hijri")], [("q", "الغاز"), ("unit", "week")],
          [("filter", "source:okaz")],
        ] {
          try await compare(both, "/v1/indexes/news/trends", [("q", query)] + form)
        }
        try await compare(both, "/trends", [("q", query), ("q", "الغاز"), ("unit", "year")])
      }
      try await compare(both, "/trends", [])
    }
  }

  @Test func `concordances and their page are those of one index`() async throws {
    try await RemoteIndex.with { both in
      for query in Self.queries {
        for sort in ["document", "left", "right"] {
          for limit in ["1", "7", "500"] {
            let parameters = [
              ("q", query), ("sort", sort), ("limit", limit), ("width", "3"), ("fields", "url"),
            ]
            let path = "/v1/indexes/news/kwic"
            let expected = try await both.single.get(path, parameters)
            let found = try await both.remote.get(path, parameters)
            #expect(found.status == 200 && found.header("etag") != nil)
            // Where a total was not asked for, shards count more of it.
            let names = expected["total.relation"] as? String == "eq" ? [] : ["total"]
            let members = [expected, found].map { reply in
              let members = reply.json as? [String: Any] ?? [:]
              return NSDictionary(dictionary: members.filter { !names.contains($0.key) })
            }
            #expect(members[0] == members[1], "\(parameters)")
          }
          try await compare(both, "/concordance", [("q", query), ("sort", sort)])
          try await compare(
            both, "/concordance", [("q", query), ("sort", sort), ("offset", "100")])
        }
      }
      try await compare(both, "/concordance", [])
    }
  }

  @Test func `similar articles are those of one index`() async throws {
    try await RemoteIndex.with { both in
      let path = "/v1/indexes/news/similar"
      for key in ["a1", "a5", "pages/a3.txt", "n17", "n3"] {
        for form in [[], [("limit", "3"), ("fields", "url")], [("filter", "-source:okaz")]] {
          try await compare(both, path, [("key", key)] + form)
        }
      }
      let none = try await both.remote.get(path, [("key", "none")])
      #expect(none.status == 404 && none["code"] as? String == "not-found")
    }
  }

  @Test func `hits say why, with the numbers of one index`() async throws {
    try await RemoteIndex.with { both in
      for query in Self.queries + ["النفط والغاز أسعار", "+نفط^2 -غاز"] {
        for form in [[], [("source", "okaz"), ("facets", "source")], [("limit", "30")]] {
          let parameters = [("q", query), ("explain", "1")] + form
          let path = "/v1/indexes/news/search"
          let expected = try await both.single.get(path, parameters)
          let found = try await both.remote.get(path, parameters)
          #expect(found.status == 200 && found.header("etag") != nil)
          let (one, other) = (expected["hits"] as? NSArray, found["hits"] as? NSArray)
          #expect(one != nil && one == other, "\(parameters)")
          if one?.count ?? 0 > 0 { #expect(found["hits.0.explanation.details.0"] != nil) }
        }
      }
    }
  }

  @Test func `an export of what matches has the bytes of one index`() async throws {
    let documents = SmallArchive.documents + SmallArchive.many(250)
    try await RemoteIndex.with(documents) { both in
      for format in ["jsonl", "csv", "ris", "bibtex", "trec"] {
        for form in [[("q", "النفط")], [("source", "okaz")], [("q", "zzz")]] {
          let parameters = [("format", format)] + form
          let path = "/v1/indexes/news/export"
          let expected = try await both.single.get(path, parameters)
          let found = try await both.remote.get(path, parameters)
          #expect(found.status == 200)
          let isEqual = found.bytes == expected.bytes
          #expect(isEqual, "\(parameters)")
          #expect(found.headers[.contentDisposition] == expected.headers[.contentDisposition])
        }
      }
    }
  }

  @Test func `an export of all has each document once, shard by shard`() async throws {
    let documents = SmallArchive.documents + SmallArchive.many(250)
    try await RemoteIndex.with(documents) { both in
      let path = "/v1/indexes/news/export"
      let expected = try await both.single.get(path, [("fields", "title,date,pages")])
      let found = try await both.remote.get(path, [("fields", "title,date,pages")])
      let lines = found.text.split(separator: "\n")
      #expect(lines.sorted() == expected.text.split(separator: "\n").sorted())
      var keys: [String] = []
      for shard in both.broker.shards {
        for try await document in shard.documents(fields: []) { keys.append(document.key) }
      }
      let exported = try lines.map { line in
        let members = try JSONSerialization.jsonObject(with: Data(line.utf8))
        return (members as? [String: Any])?["key"] as? String
      }
      #expect(exported == keys)
      #expect(both.broker.behaviour.withLock { $0.questions.count { $0 == "documents" } } == 4)
    }
  }

  @Test func `a sitemap has the address of every article`() async throws {
    try await RemoteIndex.with { both in
      let list = try await both.remote.send(.get, "/sitemap.xml")
      #expect(list.bytes == (try await both.single.send(.get, "/sitemap.xml")).bytes)
      func addresses(_ served: ServedIndex) async throws -> [String] {
        let part = try await served.send(.get, "/sitemap.xml?page=1")
        return part.text.split(separator: "\n").map(String.init).sorted()
      }
      #expect(try await addresses(both.remote) == (try await addresses(both.single)))
      let past = try await both.remote.send(.get, "/sitemap.xml?page=2")
      #expect(past.status == 200 && !past.text.contains("<loc>"))
    }
  }

  @Test func `missing shards are named, and nothing is kept`() async throws {
    try await RemoteIndex.with { both in
      both.broker.set { $0.missing = 1 }
      for path in ["kwic?q=%D9%86%D9%81%D8%B7", "trends?q=%D9%86%D9%81%D8%B7", "similar?key=a1"] {
        let reply = try await both.remote.send(.get, "/v1/indexes/news/\(path)")
        #expect(reply.status == 200, "\(path)")
        #expect(reply["missing_shards"] as? [String] == ["shard 0"], "\(path)")
        #expect(reply.header("etag") == nil)
      }
      for path in ["/concordance", "/trends"] {
        let page = try await both.remote.get(path, [("q", "النفط"), ("lang", "en")])
        #expect(page.text.contains("did not answer in time: 1 of 3"), "\(path)")
        #expect(page.header("etag") == nil)
      }
      #expect(try await both.remote.send(.get, "/doc/a1").header("etag") == nil)
      // A file with less in it than it should have is worse than none.
      let export = try await both.remote.get("/v1/indexes/news/export", [("q", "النفط")])
      #expect(export.status == 503 && export["code"] as? String == "broker-unavailable")
    }
  }

  @Test func `an export of a generation that is closed is refused`() async throws {
    try await RemoteIndex.with { both in
      both.broker.set { $0.generation += 1 }
      for query in [[], [("q", "النفط")]] {
        let export = try await both.remote.get("/v1/indexes/news/export", query)
        #expect(export.status == 410)
      }
      #expect(try await both.remote.send(.get, "/sitemap.xml?page=1").status == 410)
    }
  }
}
