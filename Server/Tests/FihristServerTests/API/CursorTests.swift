import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// A cursor goes on with the search that it came from, and with no other.
@Suite struct CursorTests {
  private let search = "/v1/indexes/news/search"

  private static let base = [
    ("q", "النفط"), ("filter", "الغاز"), ("from", "2010"), ("to", "2030"), ("sort", "date"),
    ("source", "صحيفة 1"), ("source", "صحيفة 2"), ("source", "صحيفة 3"), ("limit", "3"),
  ]

  private func keys(_ reply: ServedIndex.Reply) -> [String] {
    (reply["hits"] as? [[String: Any]] ?? []).compactMap { $0["key"] as? String }
  }

  /// The parameters of the search with others instead of those of a name.
  private func changed(_ name: String, _ values: [String]) -> [(String, String)] {
    Self.base.filter { $0.0 != name } + values.map { (name, $0) }
  }

  @Test func `whatever changes the hits or their order is another search`() async throws {
    let served = try await ServedIndex(SmallArchive.many(300))
    let first = try await served.get(search, Self.base)
    let cursor = ("cursor", try #require(first["next"] as? String))
    for (name, values) in [
      ("q", ["الغاز"]), ("q", []), ("filter", ["النفط"]), ("filter", []), ("from", ["2011"]),
      ("to", []), ("sort", ["date:desc"]), ("sort", []), ("sort", ["source,date"]),
      ("source", ["صحيفة 1"]), ("source", []), ("tags", ["وسم 1"]), ("mode", ["strict"]),
      ("collapse", ["copies"]),
    ] {
      for path in [search, "/search"] where path == search || name != "mode" {
        let known = changed(name, values).filter { path == search || $0.0 != "limit" }
        #expect(try await served.get(path, known).status == 200)
        let reply = try await served.get(path, known + [cursor])
        #expect(reply.status == 400, "\(name) \(values)")
        guard path == search else { continue }
        #expect(reply["code"] as? String == "bad-parameter")
        #expect(reply["parameter"] as? String == "cursor")
        #expect((reply["detail"] as? String)?.contains("of another search") == true)
      }
    }
  }

  @Test func `how much is shown may change from page to page`() async throws {
    let served = try await ServedIndex(SmallArchive.many(300))
    let first = try await served.get(search, Self.base)
    let cursor = ("cursor", try #require(first["next"] as? String))
    let plain = keys(try await served.get(search, Self.base + [cursor]))
    #expect(plain.count == 3)
    for more in [
      [("fields", "url")], [("facets", "source,tags")], [("timeline", "year")], [("snippets", "3")],
      [("count", "seen")], [("explain", "1")], [("mode", "lenient")], [("timeout_ms", "1000")],
      [("calendar", "hijri")],
    ] {
      let reply = try await served.get(search, Self.base + more + [cursor])
      #expect(keys(reply) == plain, "\(more): \(reply.text)")
    }
    let longer = try await served.get(search, changed("limit", ["7"]) + [cursor])
    #expect(keys(longer).count == 7 && keys(longer).prefix(3) == plain[...])
    // In another order, with spaces around, in a body.
    let turned = try await served.get(search, Self.base.reversed() + [cursor])
    #expect(keys(turned) == plain)
    let spaced = try await served.get(search, changed("q", [" النفط "]) + [cursor])
    #expect(keys(spaced) == plain)
  }

  @Test func `a cursor and an offset exclude each other`() async throws {
    let served = try await ServedIndex(SmallArchive.many(30))
    let first = try await served.get(search, [("q", "النفط"), ("limit", "10")])
    let cursor = ("cursor", try #require(first["next"] as? String))
    let both = [("q", "النفط"), cursor, ("offset", "5")]
    let reply = try await served.get(search, both)
    #expect(reply.status == 400 && reply["parameter"] as? String == "offset")
    #expect((reply["detail"] as? String)?.hasPrefix("cursor and offset exclude each") == true)
    #expect(try await served.get("/search", both).status == 400)
    // Many clients always send an offset; that of nothing asks for nothing.
    let none = try await served.get(search, [("q", "النفط"), cursor, ("offset", "0")])
    #expect(none["hits.0.rank"] as? Int == 11)
  }

  @Test func `a cursor of an index is of no other`() async throws {
    let other = try await ServedIndex(SmallArchive.many(30))
    let served = try await ServedIndex(
      SmallArchive.many(30),
      configure: {
        guard let second = try? ServedIndexConfiguration(path: other.path, name: "second") else {
          return
        }
        $0.indexes.append(second)
      })
    let first = try await served.get(search, [("q", "النفط"), ("limit", "3")])
    let cursor = ("cursor", try #require(first["next"] as? String))
    #expect(try await served.get(search, [("q", "النفط"), cursor]).status == 200)
    let reply = try await served.get(
      "/v1/indexes/second/search", [("q", "النفط"), cursor])
    #expect(reply.status == 400 && reply["parameter"] as? String == "cursor")
  }

  /// Of the same generation, by number.
  @Test func `a cursor of an index that was made anew is too old`() async throws {
    let served = try await ServedIndex(SmallArchive.many(30))
    let asked = [("q", "النفط"), ("limit", "3")]
    let first = try await served.get(search, asked)
    let cursor = ("cursor", try #require(first["next"] as? String))
    let second = try await served.get(search, asked + [cursor])
    try FileManager.default.removeItem(atPath: served.path)
    try await IndexWriter.with(path: served.path, schema: try ServedIndex.schema.get()) { writer in
      for document in SmallArchive.many(60).suffix(50) { try await writer.add(document) }
      try await writer.commit()
    }
    let configuration = FihristServer.ServerConfiguration(
      indexes: [try ServedIndexConfiguration(path: served.path)])
    let anew = ServedIndex(try ArchiveServer(configuration, log: RequestLog { _ in }))
    let other = try await anew.get(search, asked)
    #expect(other["generation"] as? Int == first["generation"] as? Int)
    let late = try await anew.get(search, asked + [cursor])
    #expect(late.status == 410 && late["code"] as? String == "cursor-expired")
    #expect((late["detail"] as? String)?.contains("start again without it") == true)
    // A server that has the old one open goes on with that.
    #expect(served.server.refresh().isEmpty)
    #expect(keys(try await served.get(search, asked)) == keys(other))
    #expect(keys(try await served.get(search, asked + [cursor])) == keys(second))
  }
}
