import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

@Suite struct PageWordsTests {
  @Test(arguments: [
    ("نفط source:okaz", "rtl"), ("نفط +source:\"Gulf Brief\" -tags:economy", "rtl"),
    ("نفط AND غاز OR iPhone", "rtl"), ("date:[2015 TO 2016] نفط", "rtl"),
    ("title:نفط", "rtl"), ("source:okaz", "ltr"), ("oil source:okaz", "ltr"),
    ("Only English كلمة", "ltr"), ("source:عكاظ desalination", "ltr"), ("", "rtl"),
    ("\"2015\"", "rtl"), ("-رياضة", "rtl"), ("*كتاب", "rtl"), ("C++", "ltr"), (":", "rtl"),
    ("source:\"open", "ltr"), ("نفط source:[", "rtl"), ("2015:oil", "ltr"),
  ]) func `the box has the direction of the words of a query`(query: String, direction: String) {
    #expect(TextDirection(ofQuery: query).rawValue == direction, "\(query)")
  }

  @Test func `any text has a direction`() {
    var generator = SystemRandomNumberGenerator()
    let signs = Array("aنA:\"[](){}_ 1+-*").map(String.init)
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        signs.randomElement(using: &generator) ?? ""
      }.joined()
      let isPlain = !text.contains(":")
      #expect(!isPlain || TextDirection(ofQuery: text) == TextDirection(of: text), "\(text)")
    }
  }

  @Test func `a citation keeps its dates apart`() async throws {
    let served = try await ServedIndex()
    func citation(_ language: String) async throws -> String {
      let page = try await served.get("/doc/a1", [("lang", language)]).text
      let part = page.components(separatedBy: "id=\"citation\"").last ?? ""
      return part.components(separatedBy: "</p>")[0].split(separator: "<").compactMap {
        $0.split(separator: ">", maxSplits: 1).dropFirst().first.map(String.init)
      }.joined()
    }
    let arabic = try await citation("ar")
    #expect(arabic.hasSuffix("18 مايو 2024 الموافق 10 ذو القعدة 1445."), "\(arabic)")
    let undated = try await served.get("/doc/a5", [("lang", "ar")]).text
    #expect(undated.contains("<bdi>«خبر بلا تاريخ»</bdi>، <bdi>okaz</bdi>.</p>"))
    let english = try await citation("en")
    #expect(english.hasSuffix("18 May 2024 / 10 Dhu al-Qada 1445."), "\(english)")
  }

  @Test func `what is only near is said before the date in English, behind it in Arabic`() {
    let configuration = FihristServer.ServerConfiguration(indexes: [])
    #expect(
      PageStyle(.english, configuration).approximately("30 Shaban 1445") == "about 30 Shaban 1445")
    #expect(
      PageStyle(.arabic, configuration).approximately("30 شعبان 1445").hasSuffix("1445 تقريبًا"))
  }

  @Test func `one and two that have related words are words in Arabic`() {
    let style = PageStyle(.arabic, FihristServer.ServerConfiguration(indexes: []))
    #expect(style.related(1) == "وواحدة فيها كلمات قريبة")
    #expect(style.related(2) == "واثنتان فيهما كلمات قريبة")
    #expect(style.related(3) == "و3 فيها كلمات قريبة")
    let english = PageStyle(.english, FihristServer.ServerConfiguration(indexes: []))
    #expect(english.related(1) == "and 1 with related words")
  }

  @Test func `copies are not listed again as similar or of the same day`() async throws {
    let story = (0..<60).map { "كلمة\($0)" }.joined(separator: " ")
    func article(_ key: String, _ text: String) -> SourceDocument {
      SmallArchive.article(key, "عنوان \(key)", text, source: "s", tags: [], date: "2024-06-02")
    }
    let served = try await ServedIndex(
      (0..<8).map { article("copy\($0)", story) } + [
        article(
          "other", "كلمة1 كلمة2 كلمة3 كلمة4 " + (0..<60).map { "لفظ\($0)" }.joined(separator: " "))
      ])
    let page = try await served.get("/doc/copy0", [("lang", "en")]).text
    for number in 1..<8 {
      #expect(page.components(separatedBy: "href=\"/doc/copy\(number)?").count == 2, "\(number)")
    }
    #expect(page.contains("Also printed as") && page.contains("Of the same day"))
    #expect(page.contains("href=\"/doc/other?"))
  }

  @Test func `the advanced form can ask for everything without some words`() async throws {
    let served = try await ServedIndex()
    let reply = try await served.get("/advanced", [("none", "نفط"), ("lang", "en")])
    let location = try #require(reply.header("location"))
    #expect(location.contains("q=" + Percent.encoded("* -نفط")), "\(location)")
    let page = try await served.send(.get, location).text
    #expect(page.contains("<span>4 results"), "\(location)")
  }

  @Test func `title, source and date of an article begin at the same side`() async throws {
    let served = try await ServedIndex()
    for (key, direction) in [("a6", "ltr"), ("a1", "rtl")] {
      let page = try await served.get("/doc/\(key)", [("lang", "ar")]).text
      let start = "<header dir=\"\(direction)\"><h1 dir=\"\(direction)\">"
      let header = page.components(separatedBy: start).dropFirst().first?
        .components(separatedBy: "</header>").first
      #expect(header?.contains("<p class=\"origin\">") == true, "\(key)")
    }
  }

  @Test func `the facets are reached from above the hits`() async throws {
    let served = try await ServedIndex()
    let page = try await served.get("/search", [("q", "نفط"), ("lang", "ar")]).text
    let link = try #require(page.range(of: "<a href=\"#filters\">تضييق النتائج</a>"))
    let hits = try #require(page.range(of: "<ol class=\"hits\""))
    #expect(link.lowerBound < hits.lowerBound && page.contains("<h2 id=\"filters\""))
    #expect(!(try await served.get("/search", [("q", "زززز")]).text.contains("#filters")))
  }

  @Test(arguments: [
    ("en", "en"), ("ar", "ar"), ("en-GB,en;q=0.9,ar;q=0.8", "en"), ("en;q=0.5, ar;q=0.9", "ar"),
    ("fr, en;q=0.3, ar;q=0.2", "en"), ("EN;Q=0.8,ar;q=0.7", "en"), ("en;q=0, *", "ar"),
    ("en,ar", "en"), ("ar;q=0.1,en;q=0.1", "ar"), ("ar;q=0,en;q=0.1", "en"), ("ar;q=0,*", "en"),
    ("de, *;q=0.5, en;q=0.4", "ar"), ("ar;q=x,en;q=0.1", "en"), ("", "ar"), ("-;q,;=", "ar"),
  ]) func `of the languages of a browser the one it wants most counts`(
    header: String, language: String
  ) async throws {
    let served = try await ServedIndex()
    let page = try await served.send(.get, "/", headers: ["Accept-Language": header]).text
    #expect(page.contains("<html lang=\"\(language)\""), "\(header)")
  }
}
