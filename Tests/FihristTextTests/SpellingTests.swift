import FihristTestSupport
import FihristText
import Testing

@Suite struct SpellingTests {
  private static let analyzers = [Analyzer.arabicForm, .arabic, .arabicRoot]

  private static func terms(_ text: String) -> [[String]] {
    analyzers.map { $0.tokens(in: text).map(\.term) }
  }

  @Test func `spellings of one word have the same form, stem and root`() throws {
    let rows = try LevelVector.rows(of: "spelling-vectors")
    #expect(rows.count > 100)
    for row in rows {
      let isApart = row.count == 3 && row[2] == "apart"
      #expect((Self.terms(row[0])[0] == Self.terms(row[1])[0]) != isApart, "\(row)")
      if !isApart { #expect(Self.terms(row[0]) == Self.terms(row[1]), "\(row)") }
    }
  }

  @Test func `the other analyzers keep the spelling`() {
    for analyzer in [Analyzer.light10, .exact, .lucene, .whitespace] {
      #expect(
        analyzer.tokens(in: "مسئول").map(\.term) != analyzer.tokens(in: "مسؤول").map(\.term))
    }
  }

  @Test func `the usual spelling stays as it is`() throws {
    for row in try LevelVector.rows(of: "spelling-vectors") where row.count == 2 {
      for text in row[1].split(separator: " ").map(String.init) {
        let rules = Analyzer.arabic.analysis(of: text).flatMap(\.rules)
        let respelled = rules.filter { $0.hasPrefix("respell") }
        // مؤ is the usual spelling, but مو is what all are made of; the others likewise.
        let isExpected = text.contains("مؤ") || text == "جاءوا"
        #expect(respelled.isEmpty || isExpected, "\(text): \(respelled)")
      }
    }
  }

  @Test func `a vocative is two words with ranges of their own`() {
    let tokens = Analyzer.arabic.tokens(in: "قال يَٰقَوْمِ اعبدوا")
    #expect(tokens.map(\.term) == ["قال", "يا", "قوم", "اعبد"])
    #expect(tokens.map(\.position) == [0, 1, 2, 3])
    #expect(tokens[1].range == 7..<13 && tokens[2].range == 13..<25)
    let words = Analyzer.arabic.queryWords(in: "يَٰقَوْمِ")
    #expect(words.map(\.isJoinedToPrevious) == [false, true])
  }

  @Test func `any letters and marks give every level the same number of terms`() {
    let letters = "ءأآؤئاىيوهةنملكسشرب".unicodeScalars.map { $0 }
    let marks = "\u{64E}\u{64F}\u{650}\u{670}\u{654}\u{640}\u{6E6}\u{6E5}".unicodeScalars.map { $0 }
    for seed in UInt64(0)..<3_000 {
      var generator = SeededGenerator(seed: seed)
      var text = ""
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        text.unicodeScalars.append(letters.randomElement(using: &generator) ?? "ا")
        if Int.random(in: 0..<3, using: &generator) == 0 {
          text.unicodeScalars.append(marks.randomElement(using: &generator) ?? "ا")
        }
      }
      // A last letter, because clitics with a final tatweel are left out.
      let terms = Self.terms(text + "م")
      let areSound = terms.allSatisfy { $0.count == terms[0].count && !$0.isEmpty }
      #expect(areSound, "seed \(seed): \(text) \(terms)")
    }
  }
}
