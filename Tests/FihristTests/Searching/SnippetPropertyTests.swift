import FihristTestSupport
import FihristText
import Foundation
import Testing

@testable import Fihrist
@testable import FihristSearch

/// What holds for every snippet of every search, over the articles of `Data`; and over those of the
/// file of JSON lines that FIHRIST_ARTICLES names.
@Suite struct SnippetPropertyTests {
  private struct Article: Decodable {
    var id: String
    var title: String?
    var content: Content?

    /// A text, or a list of paragraphs.
    enum Content: Decodable {
      case text(String)

      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
          self = .text(text)
        } else {
          self = .text(try value.decode([String].self).joined(separator: "\n"))
        }
      }
    }
  }

  private static var samples: String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Data/archive/articles.jsonl").path()
  }

  private func articles() throws -> [Article] {
    let given = ProcessInfo.processInfo.environment["FIHRIST_ARTICLES"]
    let text = try String(contentsOf: URL(filePath: given ?? Self.samples), encoding: .utf8)
    return text.utf8.split(separator: 0x0A).compactMap {
      try? JSONDecoder().decode(Article.self, from: Data($0))
    }
  }

  /// Queries of all kinds, made of the words of a title.
  private func queries(_ title: String) -> [String] {
    let words = Analyzer.arabic.queryWords(in: title)
    let utf8 = Array(title.utf8)
    let texts = words.filter { !$0.isStopWord }.map {
      String(decoding: utf8[$0.range], as: UTF8.self)
    }.filter { $0.unicodeScalars.allSatisfy(\.properties.isAlphabetic) && $0.count > 3 }
    guard texts.count > 2 else { return [] }
    let (one, two, three) = (texts[0], texts[1], texts[2])
    return [
      "\(one) \(two) \(three)", "\"\(one) \(two)\"", "NEAR(\(one) \(three), 5)",
      "\(one.prefix(3))*",
      "\(two)~1", "root:\(one)", "title:\(one) \(two)", "=\(one)", "+\(one) -\(two)",
      "*\(two.suffix(2))",
      "\"\(one) \(three)\"~3 \(two)",
    ]
  }

  @Test func `snippets are pieces of texts with the words of the query marked`() async throws {
    let home = try TemporaryDirectory()
    let articles = try articles()
    #expect(articles.count > 40)
    let writer = try IndexWriter(path: home.path, schema: .article)
    for article in articles {
      var values: [String: String] = [:]
      values["title"] = article.title
      if case .text(let text)? = article.content { values["body"] = text }
      // An archive has articles without a word too.
      values = values.filter { !Analyzer.arabic.queryWords(in: $0.value).isEmpty }
      if values.isEmpty { continue }
      try await writer.add(SourceDocument(key: article.id, values: values))
    }
    try await writer.close()
    let index = try Index(path: home.path)
    var shown = 0
    let step = max(1, articles.count / 12)
    for number in stride(from: 0, to: articles.count, by: step) {
      for text in queries(articles[number].title ?? "") {
        var request = SearchRequest(text, limit: 5)
        request.snippets = SnippetOptions(
          count: 3, length: 120, fields: ["title", "body"], wholes: ["title"])
        let query = index.parsed(text).query
        for hit in try index.search(request).hits {
          #expect(hit.snippets.contains { !$0.marks.isEmpty } || !hit.snippets.isEmpty)
          for snippet in hit.snippets + hit.wholes { check(snippet, hit, query, "\(text)") }
          shown += hit.snippets.count
        }
      }
    }
    #expect(shown > 100)
  }

  private func check(_ snippet: Snippet, _ hit: Hit, _ query: Query, _ comment: Comment) {
    let text = hit.text(of: snippet.field) ?? ""
    let utf8 = Array(text.utf8)
    #expect(Array(snippet.parts.map(\.text).joined().utf8) == Array(utf8[snippet.range]), comment)
    var ends: Set<Int> = [0]
    var end = 0
    for character in text {
      end += character.utf8.count
      ends.insert(end)
    }
    let words = Analyzer.arabic.queryWords(in: text)
    let targets = SnippetTargets(query, field: snippet.field, ranksRoots: true) { _ in 1 }
    for bound in [snippet.range] + snippet.originalMarks {
      #expect(ends.contains(bound.lowerBound) && ends.contains(bound.upperBound), comment)
    }
    for mark in snippet.originalMarks {
      let inside = words.filter { mark.overlaps($0.range) }
      #expect(!inside.isEmpty, comment)
      for word in inside {
        #expect(mark.lowerBound <= word.range.lowerBound, comment)
        #expect(word.range.upperBound <= mark.upperBound, comment)
      }
      #expect(inside.contains { meets($0, root: root($0, in: utf8), targets) }, comment)
    }
  }

  /// The root that the index has of a word: names have one there, though not in queries.
  private func root(_ word: QueryWord, in text: [UInt8]) -> String? {
    let written = String(decoding: text[word.range], as: UTF8.self)
    return word.form.flatMap { _ in Analyzer.arabic.roots?.tokens(in: written).first?.term }
  }

  /// Whether a word has a term of the query at some level, or one that a part of it stands for.
  private func meets(_ word: QueryWord, root: String?, _ targets: SnippetTargets) -> Bool {
    func bytes(_ term: String?) -> ArraySlice<UInt8>? { term.map { Array($0.utf8)[...] } }
    guard let term = bytes(word.term) else { return false }
    let form = bytes(word.form) ?? term
    return targets.terms[term] != nil || bytes(root).map { targets.roots[$0] != nil } ?? false
      || targets.number(ofExpansionTo: term) != nil || targets.number(ofExpansionTo: form) != nil
  }

  @Test func `a search shows snippets of the fields that were asked for`() async throws {
    let home = try TemporaryDirectory()
    let writer = try IndexWriter(path: home.path, schema: .article)
    try await writer.add(
      SourceDocument(key: "a", values: ["title": "أسعار النفط", "body": "ارتفع سعر النفط أمس"]))
    try await writer.add(SourceDocument(key: "b", values: ["title": "النفط"]))
    try await writer.close()
    let index = try Index(path: home.path)
    func shown(_ options: SnippetOptions?) throws -> [[String]] {
      var request = SearchRequest("النفط")
      request.snippets = options
      let hits = try index.search(request).hits.sorted { $0.key < $1.key }
      return hits.map { ($0.snippets + $0.wholes).map { "\($0.field): \($0.html)" } }
    }
    let body = "body: ارتفع سعر <mark>النفط</mark> أمس"
    let title = "title: أسعار <mark>النفط</mark>"
    #expect(try shown(nil) == [[], []])
    #expect(try shown(SnippetOptions()) == [[body], ["title: <mark>النفط</mark>"]])
    #expect(try shown(SnippetOptions(fields: ["title"]))[0] == [title])
    #expect(try shown(SnippetOptions(count: 0, wholes: ["title"]))[0] == [title])
    #expect(try shown(SnippetOptions(count: 2, fields: ["title", "body"]))[0] == [title, body])
    #expect(throws: IndexError.self) { try shown(SnippetOptions(fields: ["source"])) }
  }
}
