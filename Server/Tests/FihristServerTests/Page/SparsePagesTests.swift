import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// Pages of articles that lack something, and of results that are not there.
@Suite struct SparsePagesTests {
  @Test func `what is empty has no line and no part in a citation`() async throws {
    var article = SmallArchive.article(
      "e1", "عنوان المقال", "نص المقال", source: " ", tags: [], date: "2024-05-18")
    article.values["tags"] = ""
    let page = try await ServedIndex([article]).get("/doc/e1", [("lang", "ar")]).text
    let citation = page.components(separatedBy: "id=\"citation\"").last ?? ""
    #expect(citation.hasPrefix(" dir=\"rtl\"><bdi>«عنوان المقال»</bdi>"), "\(citation.prefix(80))")
    #expect(page.contains("<dt>الصفحات</dt>") || page.contains("<dd>"))
    #expect(!page.contains("<bdi dir=\"rtl\"></bdi>") && !page.contains("<bdi dir=\"ltr\"></bdi>"))
  }

  @Test func `where nothing is known about an article, nothing has a heading`() async throws {
    let bare = SourceDocument(key: "b", values: ["title": "عنوان", "body": "نص"])
    let page = try await ServedIndex([bare]).get("/doc/b", [("lang", "en")]).text
    #expect(page.contains("<h2>Citation</h2>") && !page.contains("About the article"))
    #expect(!page.contains("<dl></dl>"))
    var linked = bare
    linked.values["url"] = "https://news.example/b"
    let other = try await ServedIndex([linked]).get("/doc/b", [("lang", "en")]).text
    #expect(other.contains("About the article") && !other.contains("<dl></dl>"))
  }

  /// Otherwise the calendars change sides, and the words between them belong to neither.
  @Test func `both dates of a citation are one phrase of the page`() async throws {
    let document = SourceDocument(
      key: "e", values: ["title": "English title", "date": "2020-01-01"])
    let served = try await ServedIndex([document])
    let page = try await served.get("/doc/e", [("lang", "ar")]).text
    let citation = page.components(separatedBy: "id=\"citation\"").last ?? ""
    let start = " dir=\"ltr\"><bdi>«English title»</bdi>, <bdi dir=\"rtl\"><time"
    #expect(citation.hasPrefix(start), "\(citation.prefix(90))")
    #expect(citation.contains("1441</bdi></bdi>.</p>"), "\(citation.prefix(300))")
  }

  @Test(arguments: ["ris", "bibtex"]) func `a citation does not have the text of the article`(
    format: String
  ) async throws {
    let served = try await ServedIndex()
    let citation = try await served.get("/doc/a1", [("format", format)]).text
    #expect(citation.contains("محادثات في مسقط حول الملف النووي"))
    #expect(!citation.contains("عقد الوفدان"), "\(citation)")
  }

  @Test(arguments: [
    ("a1", "news-a1"), ("pages/a3.txt", "news-pages-a3-txt"), ("مقال ١", "news"),
    ("\"x\"\r\n../é", "news-x"), (String(repeating: "k", count: 300), nil),
  ]) func `a citation is saved under a name that every system takes`(
    key: String, name: String?
  ) async throws {
    let served = try await ServedIndex([
      SourceDocument(key: key, values: ["title": "عنوان", "body": "نص"])
    ])
    let name = name ?? "news-\(String(repeating: "k", count: 95))"
    for (format, suffix) in [("ris", "ris"), ("bibtex", "bib")] {
      let reply = try await served.get("/doc", [("key", key), ("format", format)])
      #expect(
        reply.header("content-disposition") == "attachment; filename=\"\(name).\(suffix)\"")
    }
  }

  @Test func `a page behind the last result says so and leads back`() async throws {
    let served = try await ServedIndex(SmallArchive.many(12))
    let page = try await served.get(
      "/search", [("q", "نفط"), ("offset", "500"), ("lang", "en")]
    ).text
    #expect(page.contains("This page is behind the last result") && !page.contains("No results"))
    let back = try #require(
      page.components(separatedBy: "href=\"").first { $0.contains("offset=10") })
    let target = String(back.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
    let last = try await served.send(.get, target).text
    #expect(last.contains("<ol class=\"hits\" start=\"11\""), "\(target)")
    let none = try await served.get("/search", [("q", "زززز"), ("lang", "en")]).text
    #expect(none.contains("No results") && !none.contains("behind the last result"))
    // Seen once, and read aloud.
    #expect(none.contains("<p class=\"unseen\" role=\"status\"><span>0 results</span></p>"))
    #expect(!none.contains("class=\"count\"") && none.contains(PageTexts.english.nothingAdvice))
    // Without words there are none to change.
    let chosen = try await served.get("/search", [("source", "none"), ("lang", "en")]).text
    #expect(!chosen.contains(PageTexts.english.nothingAdvice))
    #expect(chosen.contains(">Search without the filters</a>"))
  }
}
