import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

@Suite struct SeveralIndexesTests {
  @Test(arguments: [("en", PageTexts.english), ("ar", PageTexts.arabic)])
  func `a page of an archive that is not there leads to those that are`(
    language: String, texts: PageTexts
  ) async throws {
    let other = try await ServedIndex()
    let served = try await ServedIndex(configure: {
      guard let second = try? ServedIndexConfiguration(path: other.path, name: "second") else {
        return
      }
      $0.indexes.append(second)
    })
    let page = try await served.get(
      "/search", [("q", "x"), ("index", "third"), ("lang", language)])
    #expect(page.status == 404 && page.text.contains("<p>\(texts.noArchive)</p>"))
    #expect(!page.text.contains("/v1/indexes lists"))
    for address in ["q=x", "q=x&amp;index=second"] {
      let link = "<li><a href=\"/search?\(address)&amp;lang=\(language)\"><bdi>"
      #expect(page.text.contains(link), "\(link)")
    }
  }

  /// A server for two indexes; the second is in `other`.
  private func served(beside other: ServedIndex) async throws -> ServedIndex {
    try await ServedIndex(configure: { configuration in
      configuration.base = "https://news.example"
      guard var second = try? ServedIndexConfiguration(path: other.path, name: "second") else {
        return
      }
      (second.title, configuration.indexes[0].title) = ("الثاني", "الأول")
      configuration.indexes.append(second)
    })
  }

  @Test func `the page leads from each archive to the others with the same query`() async throws {
    let other = try await ServedIndex(SmallArchive.many(3))
    let served = try await served(beside: other)
    for path in ["/search", "/trends", "/concordance", "/doc/a1", "/nothing"] {
      let page = try await served.get(path, [("q", "oil"), ("lang", "ar")]).text
      #expect(
        page.contains(
          "<a href=\"/search?q=oil&amp;index=second&amp;lang=ar\" rel=\"nofollow\">"
            + "<bdi>الثاني</bdi>"
        ),
        "\(path)")
    }
    let second = try await served.get("/search", [("q", "oil"), ("index", "second")]).text
    #expect(second.contains("<a href=\"/search?q=oil\" rel=\"nofollow\"><bdi>الأول</bdi>"))
    #expect(second.contains("aria-current=\"true\"><bdi>الثاني</bdi>"))
    #expect(!(try await other.send(.get, "/search?q=oil").text.contains("class=\"archives\"")))
  }

  @Test func `the sitemap has the articles of all, under the addresses of pages`() async throws {
    let other = try await ServedIndex(SmallArchive.many(3))
    let served = try await served(beside: other)
    let list = try await served.send(.get, "/sitemap.xml").text
    let parts = list.components(separatedBy: "<loc>").dropFirst().map {
      String($0.prefix { $0 != "<" }).replacing("&amp;", with: "&")
    }
    #expect(
      parts == [
        "https://news.example/sitemap.xml?page=1",
        "https://news.example/sitemap.xml?page=1&index=second",
      ])
    var articles: [String] = []
    for part in parts {
      let map = try await served.send(.get, String(part.dropFirst("https://news.example".count)))
      articles += map.text.components(separatedBy: "<loc>").dropFirst().map {
        String($0.prefix { $0 != "<" })
      }
    }
    #expect(articles.count == SmallArchive.documents.count + 3)
    #expect(articles.contains("https://news.example/doc/a1"))
    #expect(articles.contains("https://news.example/doc/n1?index=second"))
    for article in articles {
      let target = String(article.dropFirst("https://news.example".count))
      #expect(try await served.send(.get, target).status == 200, "\(target)")
    }
    let second = try await served.send(.get, "/sitemap.xml?index=second").text
    #expect(second.components(separatedBy: "<loc>").count == 2)
  }
}
