import Fihrist
import Foundation
import Testing

@testable import FihristServer

/// Pages of an index whose fields have names of parameters.
@Suite struct FieldsLikeParametersTests {
  private static let names = ["q", "sort", "lang", "index", "limit", "page", "offset"]

  private func served(facets: [String]? = nil) async throws -> ServedIndex {
    let schema = try Schema(
      fields: [.text("title")] + Self.names.map { .keyword($0) } + [.date("from"), .date("date")])
    var document = SourceDocument(
      key: "a1", values: ["title": "خبر", "from": "2024-01-01", "date": "2024-05-18"])
    for name in Self.names { document.values[name] = "قيمة-\(name)" }
    return try await ServedIndex([document], schema: schema) {
      $0.indexes[0].facets = facets
    }
  }

  private func chips(_ page: String) -> [String] {
    page.components(separatedBy: "<span class=\"name\">").dropFirst().map {
      String($0.prefix { $0 != "<" })
    }
  }

  @Test func `a chip is of a condition, and parameters are none`() async throws {
    let served = try await served()
    let plain = [
      ("q", "خبر"), ("sort", "date:desc"), ("lang", "en"), ("index", "news"), ("offset", "0"),
    ]
    let page = try await served.get("/search", plain).text
    #expect(page.contains("1 result") && chips(page).isEmpty, "\(chips(page))")
    let narrowed = try await served.get(
      "/search",
      plain + [("from", "2024"), ("page", "قيمة-page"), ("limit", "قيمة-limit"), ("filter", "خبر")]
    ).text
    #expect(narrowed.contains("1 result"))
    #expect(
      chips(narrowed) == ["From", "page", "limit", "Narrow the results"], "\(chips(narrowed))")
  }

  @Test func `boxes and links are of fields that the page takes`() async throws {
    let served = try await served(facets: ["page", "limit"])
    let page = try await served.get("/search", [("q", "خبر"), ("lang", "en")]).text
    #expect(page.contains("type=\"checkbox\" form=\"search\" name=\"page\""))
    let article = try await served.get("/doc/a1", [("lang", "en")]).text
    for name in Self.names {
      let isLinked = article.contains("<a href=\"/search?\(name)=%D9%82")
      #expect(isLinked == ["page", "limit"].contains(name), "\(name)")
      #expect(article.contains("قيمة-\(name)"))
    }
    for name in ["q", "sort", "lang", "index", "offset"] {
      let error = await #expect(throws: ServerError.self) {
        try await self.served(facets: ["page", name])
      }
      #expect(error?.reason == "\"\(name)\" is a parameter of the page itself")
    }
  }
}
