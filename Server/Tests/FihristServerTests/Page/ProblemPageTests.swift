import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

@Suite struct ProblemPageTests {
  private let english = ["Accept-Language": "en"]

  @Test func `a problem is told in the language of the address`() async throws {
    let served = try await ServedIndex()
    let arabic = try await served.get(
      "/search", [("q", "date:foo"), ("lang", "ar")], headers: english)
    #expect(arabic.status == 400 && arabic.text.contains("<html lang=\"ar\" dir=\"rtl\">"))
    #expect(arabic.text.contains(ArabicProblems.text(.querySyntax)))
    #expect(arabic.text.contains(">date:</bdi>"))
    #expect(
      arabic.text.contains(
        "<p>اكتب التاريخ على مثال <bdi dir=\"ltr\">2015</bdi> أو <bdi dir=\"ltr\">2015-07</bdi> أو "
          + "<bdi dir=\"ltr\">2015-07-21</bdi>، أو بالهجري <bdi dir=\"ltr\">1436-10</bdi>.</p>"))
    let other = try await served.send(
      .get, "/trends?x=1&lang=en", headers: ["Accept-Language": "ar"])
    #expect(other.status == 400 && other.text.contains("<html lang=\"en\" dir=\"ltr\">"))
    #expect(other.text.contains("<p>\(EnglishProblems.text(.unknownParameter))</p>"))
    #expect(other.text.contains("<bdi dir=\"ltr\">x</bdi>"))
    let day = try await served.get("/search", [("from", "غدًا"), ("lang", "en")])
    #expect(
      day.text.contains(
        "<p>Write a date as <bdi dir=\"ltr\">2015</bdi>, <bdi dir=\"ltr\">2015-07</bdi> or "
          + "<bdi dir=\"ltr\">2015-07-21</bdi>, or by the Hijri calendar as "
          + "<bdi dir=\"ltr\">1436-10</bdi>.</p>"))
  }

  @Test func `a problem is a sentence, and names what it is about`() async throws {
    let served = try await ServedIndex()
    func page(_ parameters: [(String, String)], _ language: String) async throws -> String {
      try await served.get("/search", parameters + [("lang", language)]).text
    }
    for (language, text) in [
      ("en", EnglishProblems.text(.badParameter)), ("ar", ArabicProblems.text(.badParameter)),
    ] {
      for (name, value) in [("cursor", "1.00000000.0.k00"), ("offset", "x")] {
        let page = try await page([("q", "نفط"), (name, value)], language)
        #expect(page.contains("<p>\(text)</p><p><bdi dir=\"ltr\">\(name)</bdi></p>"), "\(page)")
      }
    }
  }

  @Test(arguments: [
    "/search?offset=x", "/search?nothing=1", "/search?q=date:foo", "/trends?q=a&q=b&q=c&q=d",
    "/search?from=x", "/search?cursor=x", "/search?q=%ff", "/concordance?sort=x", "/nothing",
    "/doc/none", "/search?index=none",
  ]) func `pages do not speak to programs`(target: String) async throws {
    let served = try await ServedIndex()
    let page = try await served.send(.get, target, headers: english)
    #expect(page.status >= 400)
    let main = try #require(page.text.components(separatedBy: "<section id=\"results\"").last)
    for word in ["parameter", "UTF-8", "call", "openapi", "whole number", "leave it out", "/v1"] {
      #expect(!main.contains(word), "\(word): \(main)")
    }
  }

  @Test(arguments: [("en", PageTexts.english), ("ar", PageTexts.arabic)])
  func `a page says in words of its own how to go on`(
    language: String, texts: PageTexts
  ) async throws {
    let served = try await ServedIndex()
    let wrong = try await served.send(.get, "/Search?q=%D9%86%D9%81%D8%B7&lang=\(language)")
    #expect(wrong.status == 404 && wrong.text.contains("<p>\(texts.misspelled)</p>"))
    #expect(
      wrong.text.contains(
        "<a href=\"/search?q=%D9%86%D9%81%D8%B7&amp;lang=\(language)\">"
          + "<bdi dir=\"ltr\">/search</bdi></a>"))
    for target in ["/doc?lang=\(language)", "/doc?key=&lang=\(language)"] {
      let nameless = try await served.send(.get, target)
      #expect(nameless.status == 400 && nameless.text.contains("<p>\(texts.noArticle)</p>"))
      #expect(nameless.text.contains("<a href=\"/?lang=\(language)\">\(texts.backHome)</a>"))
    }
    let closed = try await ServedIndex(configure: { $0.isClosed = true })
    let page = try await closed.send(.get, "/search?q=x&lang=\(language)")
    #expect(page.status == 401 && page.text.contains("<p>\(texts.closedAdvice)</p>"))
    #expect(page.text.contains("<h1>\(texts.closed)</h1>") && !page.text.contains("<form"))
    #expect(page.text.contains("<a href=\"/search?q=x&amp;lang=\(language)\">\(texts.again)</a>"))
    // Programs are told the same as before.
    let search = try await closed.send(.get, "/v1/indexes")
    #expect((search["detail"] as? String)?.hasPrefix("this needs a key; send it as") == true)
    let api = try await served.send(.get, "/v1/Indexes/news/search/")
    #expect((api["detail"] as? String)?.hasSuffix("; try /v1/indexes/news/search") == true)
  }

  @Test func `what was typed stays in the form`() async throws {
    let served = try await ServedIndex()
    let page = try await served.get(
      "/search", [("q", "نفط"), ("from", "غدًا"), ("to", "2016"), ("lang", "ar")])
    #expect(page.status == 400)
    #expect(page.text.contains("name=\"q\" dir=\"rtl\" value=\"نفط\""))
    #expect(page.text.contains("name=\"from\" value=\"غدًا\""))
    #expect(page.text.contains("name=\"to\" value=\"2016\""))
    #expect(page.text.contains("<bdi dir=\"rtl\">غدًا</bdi>"))
  }

  @Test func `a problem has the form of the index that was asked`() async throws {
    let other = try await ServedIndex()
    let served = try await ServedIndex(configure: { configuration in
      guard var second = try? ServedIndexConfiguration(path: other.path, name: "second") else {
        return
      }
      second.title = "الأرشيف الثاني"
      configuration.indexes.append(second)
    })
    let page = try await served.get("/search", [("q", "date:foo"), ("index", "second")])
    #expect(page.status == 400 && page.text.contains("name=\"index\" value=\"second\""))
    #expect(page.text.contains("<bdi>الأرشيف الثاني</bdi>"))
  }

  @Test func `every problem has its sentence in both languages`() {
    for code in Problem.Code.allCases {
      #expect(ArabicProblems.text(code).hasSuffix(".") && EnglishProblems.text(code).hasSuffix("."))
    }
  }

  @Test(arguments: ["date:foo", "/[/", "\"a", String(repeating: "ا", count: 2_001)])
  func `an article is shown whatever led to it`(query: String) async throws {
    let served = try await ServedIndex()
    let page = try await served.get("/doc/a1", [("q", query)])
    #expect(page.status == 200 && page.text.contains("عقد الوفدان محادثات في مسقط"))
  }
}
