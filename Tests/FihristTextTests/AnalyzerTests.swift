import FihristTestSupport
import FihristText
import Foundation
import Testing

@Suite struct AnalyzerTests {
  @Test func `analyzers are known by name and identity`() {
    #expect(Analyzer.names == ["arabic", "light10", "lucene", "exact", "whitespace"])
    for name in Analyzer.names {
      #expect(Analyzer(named: name)?.name == name)
      #expect(Analyzer(named: name)?.identity.hasPrefix(name + "/") == true)
    }
    #expect(Analyzer(named: "english") == nil)
    #expect(Set(Analyzer.names.compactMap { Analyzer(named: $0)?.identity }).count == 5)
  }

  @Test func `an analysis names the rules in the order in which they fired`() throws {
    let words = Analyzer.arabic.analysis(of: "وَالمَدرَسةُ S-300 ١٬٠٠٠")
    #expect(words.map(\.text) == ["وَالمَدرَسةُ", "S", "300", "١٬٠٠٠"])
    #expect(words.map(\.term) == ["مدرس", "s", "300", "1000"])
    #expect(
      words[0].rules
        == ["strip-marks", "fold-teh-marbuta", "stem-prefix-وال", "stem-suffix-ه"])
    #expect(words[1].rules == ["lower-case"])
    #expect(words[3].rules == ["fold-digits", "drop-group-separator"])
  }

  @Test(arguments: [
    ("compose-hamza", "مو\u{654}من"), ("fold-hamza-alef", "أب"), ("fold-alef-maksura", "فتى"),
    ("fold-yeh", "ی"), ("fold-heh", "ہ"), ("fold-kaf", "ک"), ("strip-tatweel", "كـب"),
    ("strip-controls", "ك\u{200C}ب"), ("expand-presentation-form", "ﻛ"), ("fold-accents", "é"),
    ("fold-width", "Ａ"), ("split-number", "1.2.3"), ("strip-ordinal", "18th"),
    ("fold-decimal-separator", "٣٫٥"), ("strip-possessive", "Ali's"), ("drop-apostrophe", "don't"),
    ("join-initials", "U.S"), ("stem-prefix-لل", "للمدير"),
    ("stem-prefix-وال", "والكتاب"),
    ("stem-prefix-بال", "بالكتاب"), ("stem-prefix-كال", "كالكتاب"), ("stem-prefix-فال", "فالكتاب"),
    ("stem-suffix-ها", "كتابها"), ("stem-suffix-ان", "كتابان"), ("stem-suffix-ات", "كتابات"),
    ("stem-suffix-ون", "كاتبون"), ("stem-suffix-ين", "كاتبين"), ("stem-suffix-يه", "عربية"),
    ("stem-suffix-ي", "كتابي"), ("query-stop-word", "من"), ("stem-prefix-س", "سيكتبون"),
    ("stem-prefix-وبال", "وبالكتاب"), ("stem-prefix-ب", "بمصر"), ("stem-suffix-هم", "كتابهم"),
    ("stem-suffix-ته", "مدرسته"), ("stem-suffix-وا", "كتبوا"), ("stem-suffix-ا", "كثيرا"),
    ("stem-الله", "لله"), ("known-stem", "وزراء"),
  ])
  func `every rule has its name`(_ rule: String, _ text: String) {
    #expect(Analyzer.arabic.analysis(of: text).contains { $0.rules.contains(rule) })
  }

  @Test func `long words are cut at a character`() {
    let text = String(repeating: "كتابﻛ", count: 2_000)
    for analyzer in [Analyzer.arabic, .exact, .whitespace] {
      for token in analyzer.tokens(in: text) {
        #expect(token.term.utf8.count <= 1_024 && !token.term.contains("\u{FFFD}"))
      }
    }
    #expect(
      Analyzer.arabic.analysis(of: text).contains { $0.rules.contains("cut-long-word") } == false)
    let grown = String(repeating: "\u{FCF2}", count: 340)
    #expect(Analyzer.exact.tokens(in: grown).allSatisfy { $0.term.utf8.count <= 1_024 })
  }

  @Test(arguments: [
    ("ما هي عاصمة فرنسا؟", [true, true, false, false]), ("على علي علیٰ", [true, false, false]),
    ("وفي فإن ومن وهو", [true, true, true, true]), ("فهم وهم فلك", [false, false, false]),
    ("مِنْ إِلَى", [true, true]), ("ولاية بيان الله", [false, false, false]),
  ])
  func `arabic leaves question words and particles out of queries`(
    _ text: String, _ expected: [Bool]
  ) {
    #expect(Analyzer.arabic.analysis(of: text).map(\.isStopWord) == expected)
    #expect(Analyzer.arabic.queryWords(in: text).map(\.isStopWord) == expected)
    #expect(Analyzer.arabic.tokens(in: text).count == expected.count)
  }
}
