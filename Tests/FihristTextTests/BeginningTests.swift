import FihristTestSupport
import Testing

@testable import FihristText

/// What terms start with, by what words start with.
@Suite struct BeginningTests {
  @Test(arguments: [
    ("مؤس", ["مؤس", "موس"]), ("مؤ", ["مؤ", "مو"]), ("المؤس", ["المؤس", "الموس"]),
    ("مسئ", ["مسئ", "مسؤ"]), ("مسئو", ["مسئو", "مسؤو"]), ("شئو", ["شئو", "شؤو"]), ("أسع", ["اسع"]),
    ("هيأ", ["هيا", "هيئ"]), ("هيأة", ["هياه", "هيئه"]), ("هيآ", ["هيا", "هيئا"]),
    ("هيآت", ["هيات", "هيئات"]), ("سيأ", ["سيا"]), ("وسيأت", ["وسيات"]), ("يأ", ["يا"]),
    ("كتا", ["كتا"]),
    ("", [""]), ("BBC", ["bbc"]),
  ])
  func `hamzas have the seats that forms have`(_ part: String, _ beginnings: [String]) {
    #expect(Analyzer.arabic.beginnings(of: part) == beginnings)
    #expect(Analyzer.light10.beginnings(of: part).count == 1)
  }

  @Test func `an article is cut off where letters are left`() {
    let analyzer = Analyzer.arabic
    #expect(analyzer.withoutArticle("الكتا", leaving: 2) == "كتا")
    #expect(analyzer.withoutArticle("الْكِتا", leaving: 2) == "كتا")
    #expect(analyzer.withoutArticle("\u{671}لكتا", leaving: 2) == "كتا")
    #expect(analyzer.withoutArticle("الك", leaving: 2) == nil)
    #expect(analyzer.withoutArticle("الك", leaving: 1) == "ك")
    #expect(analyzer.withoutArticle("ألم", leaving: 1) == nil)
    #expect(Analyzer.exact.withoutArticle("الكتا", leaving: 2) == nil)
  }

  @Test func `some words keep what looks like an article`() {
    for (word, isKept) in [
      ("الله", true), ("والله", true), ("والدة", true), ("الآن", true), ("الكتا", false),
      ("والدول", false), ("والمؤس", false), ("", false),
    ] {
      #expect(Analyzer.arabic.keepsArticle(of: word) == isKept, "\(word)")
    }
    #expect(!Analyzer.light10.keepsArticle(of: "الله"))
  }

  /// Every beginning of a word with a hamza on another seat is one of its form. Endings that decide
  /// about a seat before them are not known while they are typed: يقرؤون is يقراون.
  @Test func `forms start as the words that are written`() throws {
    let (analyzer, forms) = (Analyzer.arabic, Analyzer.arabicForm)
    var known = 0
    for row in try LevelVector.rows(of: "spelling-vectors") where row.count == 2 {
      for word in row
      where word.unicodeScalars.contains(where: { "ئؤء".unicodeScalars.contains($0) }) {
        guard let form = forms.tokens(in: word).first?.term else { continue }
        let scalars = Array(word.unicodeScalars)
        let isKnown = (2...max(2, scalars.count)).map { count in
          let part = String(String.UnicodeScalarView(scalars.prefix(count)))
          let rest = analyzer.withoutArticle(part, leaving: 1)
          return (analyzer.beginnings(of: part) + (rest.map(analyzer.beginnings) ?? []))
            .contains { form.hasPrefix($0) || part == "ال" }
        }
        if isKnown.allSatisfy({ $0 }) { known += 1 }
      }
    }
    #expect(known >= 75)
  }
}
