import Fihrist
import Foundation
import Testing

@testable import FihristServer

@Suite struct FoldedCopiesTests {
  /// An archive with one story that several papers have printed.
  private func served(copies: Int) async throws -> ServedIndex {
    let story = (0..<60).map { "كلمة\($0)" }.joined(separator: " ")
    return try await ServedIndex(
      (0...copies).map { number in
        SmallArchive.article(
          "c\(number + 100)", "عنوان الصحيفة \(number)", story, source: "صحيفة \(number)", tags: [],
          date: "2024-06-\(number < 9 ? "0" : "")\(number % 28 + 1)")
      })
  }

  @Test(arguments: [
    (1, "ar", "ونسخة أخرى"), (2, "ar", "ونسختان أخريان"), (6, "ar", "و6 نسخ أخرى"),
    (11, "ar", "و11 نسخة أخرى"), (1, "en", "and 1 copy"), (6, "en", "and 6 copies"),
  ]) func `a hit says how many copies it has`(
    count: Int, language: String, text: String
  ) async throws {
    let served = try await served(copies: count)
    let page = try await served.get(
      "/search", [("q", "كلمة7"), ("collapse", "copies"), ("lang", language)]
    ).text
    #expect(page.contains(">\(text)</summary>"), "\(page)")
  }

  @Test func `each copy is a link with its title, paper and day`() async throws {
    let served = try await served(copies: 7)
    let page = try await served.get(
      "/search", [("q", "كلمة7"), ("collapse", "copies"), ("lang", "ar")]
    ).text
    let list = try #require(
      page.components(separatedBy: "<details class=\"copies related\">").last?
        .components(separatedBy: "</details>").first)
    #expect(list.components(separatedBy: "<li ").count == 8)
    for item in list.components(separatedBy: "<li ").dropFirst() {
      #expect(item.contains("href=\"/doc/c1") && item.contains(">عنوان الصحيفة "))
      #expect(item.contains("<bdi class=\"source\">صحيفة ") && item.contains("يونيو 2024"))
    }
  }

  @Test(arguments: [
    ("en", "8 results", " (counting folded copies)"),
    ("ar", "8 نتائج", " (مع عدّ النسخ المطوية)"),
  ]) func `the number of results says that copies are among them`(
    language: String, count: String, addition: String
  ) async throws {
    let served = try await served(copies: 7)
    let asked = [("q", "كلمة7"), ("lang", language)]
    let plain = try await served.get("/search", asked).text
    #expect(plain.contains("<span>\(count)</span>"))
    let folded = try await served.get("/search", asked + [("collapse", "copies")]).text
    #expect(folded.contains("<span>\(count)\(addition)</span>"))
    // Nothing is folded here.
    let single = try await served.get(
      "/search", asked + [("collapse", "copies"), ("source", "صحيفة 1")]
    ).text
    #expect(single.contains("<span>") && !single.contains(addition))
  }

  @Test func `ranks go on behind a cursor`() async throws {
    let served = try await ServedIndex(
      (0..<9).map { number in
        let words = (0..<20).map { "كلمة\(number)و\($0)" }.joined(separator: " ")
        return SmallArchive.article(
          "k\(number)", "خبر", "النفط \(words)", source: "صحيفة", tags: [], date: nil)
      })
    var asked = [("q", "النفط"), ("collapse", "copies"), ("limit", "2")]
    let whole = try await served.get(
      "/v1/indexes/news/search", [("q", "النفط"), ("collapse", "copies"), ("limit", "60")])
    let count = try #require((whole["hits"] as? [Any])?.count)
    #expect(count > 4)
    var ranks: [Int] = []
    while true {
      let page = try await served.get("/v1/indexes/news/search", asked)
      ranks += (page["hits"] as? [[String: Any]] ?? []).compactMap { $0["rank"] as? Int }
      guard let next = page["next"] as? String else { break }
      asked = asked.filter { $0.0 != "cursor" } + [("cursor", next)]
    }
    #expect(ranks == Array(1...count))
  }

  @Test func `a page behind the last leads back to one with hits`() async throws {
    let served = try await served(copies: 45)
    let page = try await served.get(
      "/search", [("q", "كلمة7"), ("collapse", "copies"), ("offset", "40"), ("lang", "en")]
    ).text
    #expect(page.contains(PageTexts.english.pastEnd))
    let link = try #require(page.components(separatedBy: "class=\"previous\"").last)
    #expect(
      link.prefix { $0 != ">" }.contains("q=") && !link.prefix { $0 != ">" }.contains("offset"))
  }
}
