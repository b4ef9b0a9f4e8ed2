import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// Copies that shards behind a broker find together, against one index.
@Suite struct RemoteCopiesTests {
  private static let search = "/v1/indexes/news/search"

  /// Stories that several papers print, dealt out to all shards.
  private static var documents: [SourceDocument] {
    let stories = (0..<12).flatMap { story in
      (0..<1 + story % 5).map { paper in
        let words = (0..<40).map { "نفط\(story) كلمة\($0 * (story + 1))" }
        let text = words.dropLast(paper).joined(separator: " ") + " صحيفة\(paper)"
        return SmallArchive.article(
          "p\(story)-\(paper)", "قصة \(story)", text, source: "صحيفة \(paper)", tags: [],
          date: paper == 3 ? nil : "2023-0\(1 + story % 9)-1\(9 - paper)")
      }
    }
    return SmallArchive.documents + SmallArchive.many(60) + stories
  }

  @Test func `searches are folded as by one index`() async throws {
    try await RemoteIndex.with(Self.documents) { both in
      var copies = 0
      for query in ["النفط", "قصة", "«أسعار النفط»", "كلمة5 كلمة7 نفط3", "zzz", ""] {
        for form in [
          [], [("limit", "2"), ("offset", "3")], [("sort", "date:desc"), ("explain", "1")],
          [("source", "صحيفة 3"), ("facets", "source"), ("timeline", "year")],
          [("snippets", "2"), ("fields", "url"), ("limit", "100")],
        ] {
          let parameters = [("q", query), ("collapse", "copies")] + form
          let expected = try await both.single.get(Self.search, parameters)
          let found = try await both.remote.get(Self.search, parameters)
          #expect(found.status == 200 && found.header("etag") != nil, "\(parameters)")
          #expect(RemoteIndex.shared(found) == RemoteIndex.shared(expected), "\(parameters)")
          for hit in found["hits"] as? [[String: Any]] ?? [] {
            copies += (hit["copies"] as? [String])?.count ?? 0
          }
          let page = [("q", query), ("collapse", "copies"), ("lang", "en")]
          let shown = try await both.remote.get("/search", page)
          let one = try await both.single.get("/search", page)
          for (start, end) in [("<ol class=\"hits\"", "</ol>"), ("<p class=\"count\"", "</p>")] {
            let part = RemoteIndex.cut(shown, start, end)
            #expect(part == RemoteIndex.cut(one, start, end), "\(parameters)")
          }
        }
      }
      #expect(copies > 100)
    }
  }

  @Test func `cursors lead through all folded hits`() async throws {
    try await RemoteIndex.with(Self.documents) { both in
      for sort in [[], [("sort", "date:desc")]] {
        var pages: [[NSDictionary]] = [[], []]
        for (number, served) in [both.single, both.remote].enumerated() {
          var cursor: String?
          repeat {
            var parameters = [("q", ""), ("limit", "7"), ("collapse", "copies")] + sort
            if let cursor { parameters.append(("cursor", cursor)) }
            let reply = try await served.get(Self.search, parameters)
            pages[number].append(RemoteIndex.shared(reply))
            cursor = reply["next"] as? String
          } while cursor != nil
        }
        #expect(pages[0].count > 2)
        #expect(pages[1] == pages[0])
      }
    }
  }

  @Test func `the copies of a document have the bytes of one index`() async throws {
    try await RemoteIndex.with(Self.documents) { both in
      let path = "/v1/indexes/news/copies"
      var copies = 0
      for key in ["p4-0", "p4-3", "p0-0", "p9-2", "n17", "a1", "pages/a3.txt"] {
        for form in [[], [("fields", "url,date")]] {
          let expected = try await both.single.get(path, [("key", key)] + form)
          let found = try await both.remote.get(path, [("key", key)] + form)
          #expect(found.status == 200 && found.header("etag") != nil, "\(key)")
          #expect(found.text == expected.text, "\(key)")
          copies += (found["documents"] as? [Any])?.count ?? 0
        }
        let (one, page) = (
          try await both.single.get("/doc/\(key)", []), try await both.remote.get("/doc/\(key)", [])
        )
        let section = ("<h2>نُشر أيضًا في</h2>", "</section>")
        let shown = RemoteIndex.cut(page, section.0, section.1)
        #expect(shown == RemoteIndex.cut(one, section.0, section.1), "\(key)")
        #expect((shown == nil) == ["a1", "pages/a3.txt", "p0-0"].contains(key), "\(key)")
      }
      #expect(copies > 20)
      let none = try await both.remote.get(path, [("key", "none")])
      #expect(none.status == 404 && none["code"] as? String == "not-found")
      let unknown = try await both.remote.get(path, [("key", "a1"), ("fields", "nothing")])
      #expect(unknown.status == 400)
    }
  }

  @Test func `missing shards are named, and nothing is kept`() async throws {
    try await RemoteIndex.with(Self.documents) { both in
      both.broker.set { $0.missing = 1 }
      for (path, parameters) in [
        (Self.search, [("q", "قصة"), ("collapse", "copies")]),
        ("/v1/indexes/news/copies", [("key", "n17")]),
        ("/v1/indexes/news/copies", [("key", "n16")]),
        ("/v1/indexes/news/copies", [("key", "n15")]),
      ] {
        let reply = try await both.remote.get(path, parameters)
        // The document may be in the shard that is missing.
        if reply.status == 503 { continue }
        #expect(reply.status == 200, "\(path) \(parameters)")
        #expect(reply["missing_shards"] as? [String] == ["shard 0"])
        #expect(reply.header("etag") == nil)
      }
    }
  }
}
