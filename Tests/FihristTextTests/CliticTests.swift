import FihristTestSupport
import FihristText
import Foundation
import Testing

private func stream(_ text: String, _ analyzer: Analyzer = .arabic) -> String {
  analyzer.tokens(in: text).map { "\($0.position):\($0.term)" }.joined(separator: " ")
}

@Suite struct CliticTests {
  /// The forms as their grammar gives them, written out once more.
  private static let forms = [
    "ال", "لل", "بال", "كال", "فال", "ب", "ل", "ك", "و", "ف", "وال", "ولل", "وبال", "وكال", "وفال",
    "وب", "ول", "وك", "فلل", "فبال", "فكال", "فب", "فل", "فك",
  ]
  private static let words = [
    "BBC", "iPhone", "café", "Москва", "5", "2024", "٢٠٢٤", "3.5", "18.05.2024", "4G", "U.S.A",
    "O'Neill's", "18th",
  ]

  private static func terms(_ text: String) -> [String] {
    Analyzer.arabic.tokens(in: text).map(\.term)
  }

  @Test func `the vectors give their terms and rules`() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "clitic-vectors", withExtension: "tsv", subdirectory: "Vectors"))
    var count = 0
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t").map(String.init)
      #expect(stream(columns[0]) == columns[1], "\(columns[0])")
      count += 1
      guard columns.count == 3 else { continue }
      let rules = Analyzer.arabic.analysis(of: columns[0]).map {
        $0.rules.joined(separator: " ")
      }
      #expect(rules.contains(columns[2]), "\(columns[0]): \(rules)")
    }
    #expect(count == 53)
  }

  @Test func `every clitic is cut before every word, joined or with a sign between`() {
    for form in Self.forms {
      for word in Self.words {
        let expected = Self.terms(word)
        for tie in [
          "", "ـ", "ــ", "ـ\u{200F}", "\u{64E}ـ", "ـ ", "ـ\"", "ـ«", "ـ (", "ـ \u{200E}“",
        ] {
          let text = form + tie + word
          #expect(Self.terms(text) == expected, "\(text)")
          #expect(Analyzer.arabic.tokens(in: text).map(\.position) == Array(expected.indices))
        }
      }
    }
  }

  @Test func `the token of a joined word covers its clitics`() {
    let tokens = Analyzer.arabic.tokens(in: "قناة الـBBC و18.05.2024")
    #expect(tokens.map(\.range) == [0..<8, 9..<18, 19..<23, 24..<26, 27..<31])
    #expect(Analyzer.arabic.analysis(of: "قناة الـBBC")[1].text == "الـBBC")
  }

  @Test func `a phrase with the plain word has the positions of one with clitics`() {
    #expect(stream("قناة الـBBC الإخبارية") == stream("قناة BBC الإخبارية"))
    #expect(stream("قناة كـ\"BBC\" مثلا") == stream("قناة BBC مثلا"))
  }

  @Test func `a query word with clitics is one term and not left out`() {
    for query in ["الـBBC", "وBBC", "لـ5", "ف2024"] {
      let words = Analyzer.arabic.queryWords(in: query)
      #expect(words.count == 1 && words[0].isStopWord == false, "\(query)")
      #expect(words[0].isJoinedToPrevious == false)
    }
  }

  @Test(arguments: [Analyzer.light10, .exact])
  func `the other analyzers keep clitics before Latin words as words`(_ analyzer: Analyzer) {
    #expect(stream("الـBBC", analyzer) == "0:ال 1:bbc")
    #expect(stream("و5", analyzer) == "0:و 1:5")
  }

  @Test func `Arabic words after clitics are what they were`() {
    for text in ["لـ«السلام»", "والـسيارة", "وـ الكتاب", "بالـمدرسة", "ال، BBC", "ب؟ ABC"] {
      #expect(stream(text) == stream(text, .light10), "\(text)")
    }
  }

  @Test func `a word of a thousand letters after clitics is cut like any other`() {
    let long = String(repeating: "x", count: 3_000)
    for length in 1_000...1_030 {
      let word = String(long.prefix(length))
      #expect(Self.terms("الـ\(word)").joined() == word, "\(length)")
    }
    #expect(Self.terms("الـ" + long).joined() == long)
  }

  @Test func `every cut of a text with clitics is analyzed without ال`() {
    let utf8 = Array("قناة الـBBC والـ5 بالـ «CNN»".utf8)
    for end in 0...utf8.count {
      let text = String(decoding: utf8[..<end], as: UTF8.self)
      guard !text.contains("\u{FFFD}") else { continue }
      let isWhole = text.hasSuffix("ال") || text.hasSuffix("بال") || text.hasSuffix("و")
      #expect(isWhole || !Self.terms(text).contains("ال"), "\(text)")
    }
  }
}
