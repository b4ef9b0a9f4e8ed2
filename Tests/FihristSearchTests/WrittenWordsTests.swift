import FihristTestSupport
import FihristText
import Testing

@testable import FihristSearch

/// Words as they are written, found by scanning bytes, against the words of the whole text.
@Suite struct WrittenWordsTests {
  /// Whether `text` has the words of `written`: every word of it is compared.
  private func naive(_ written: String, _ text: String, _ analyzer: Analyzer) -> Bool {
    let wanted = words(written, analyzer)
    let all = words(text, analyzer)
    guard !wanted.isEmpty, all.count >= wanted.count else { return false }
    return (0...all.count - wanted.count).contains { start in
      wanted.indices.allSatisfy { number in
        !all[start + number].terms.isDisjoint(with: wanted[number].terms)
          && letters(all[start + number].text, as: wanted[number].text)
      }
    }
  }

  private func words(
    _ text: String, _ analyzer: Analyzer
  ) -> [(text: String, terms: Set<String?>)] {
    let bytes = Array(text.utf8)
    var words: [(text: String, terms: Set<String?>)] = []
    var range: Range<Int>?
    for word in analyzer.queryWords(in: text) {
      if word.range == range {
        words[words.count - 1].terms.insert(word.term)
      } else {
        words.append((String(decoding: bytes[word.range], as: UTF8.self), [word.term]))
      }
      range = word.range
    }
    return words
  }

  /// Whether `word` is written as `wanted`: scalar by scalar, canonically equivalent ones alike.
  private func letters(_ word: String, as wanted: String) -> Bool {
    func isMark(_ scalar: Unicode.Scalar) -> Bool {
      0x064B...0x0652 ~= scalar.value || scalar.value == 0x0670
    }
    let hasMarks = wanted.unicodeScalars.contains(where: isMark)
    func plain(_ text: String) -> String {
      var view = String.UnicodeScalarView()
      for scalar in text.unicodeScalars
      where scalar != "\u{640}" && !scalar.properties.isDefaultIgnorableCodePoint
        && (hasMarks || !isMark(scalar))
      {
        view.append(scalar)
      }
      return String(view)
    }
    return plain(word) == plain(wanted)
  }

  private static let pieces = [
    "ا", "أ", "إ", "آ", "ء", "ئ", "ؤ", "ه", "ة", "ى", "ي", "و", "ك", "ت", "ب", "ل", "ال", "\u{640}",
    "\u{64E}", "\u{651}", "\u{654}", "\u{653}", "\u{670}", "\u{200F}", "\u{200C}", " ", " ", "،",
    "-", "COVID19", "e\u{301}", "é", "٢٠", "گ", "ٱ", "ﻻ", "يَٰ", "الـ",
  ]

  @Test func `random texts have what a look at every word finds`() {
    var found = 0
    for seed in UInt64(0)..<6_000 {
      var random = SeededGenerator(seed: seed)
      func text(_ count: ClosedRange<Int>) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in
          Self.pieces.randomElement(using: &random) ?? ""
        }.joined()
      }
      let words = text(1...8)
      // Often the text has it, or something near it.
      let text =
        text(0...12) + [" ", "", words, " \(words) "].randomElement(using: &random)! + text(0...6)
      for analyzer in [Analyzer.arabic, .light10, .lucene, .exact, .whitespace] {
        let expected = naive(words, text, analyzer)
        if expected { found += 1 }
        #expect(
          WrittenWords(words, analyzer).occur(in: Array(text.utf8)) == expected,
          "seed \(seed), \(analyzer.name): \(words) in \(text)")
      }
    }
    #expect(found > 2_000)
  }

  @Test(arguments: [
    ("مسؤول كبير", "قال مسؤول كبير", true), ("مسؤول كبير", "قال مسئول كبير", false),
    ("مسؤول كبير", "قال مسؤول، كبير", true), ("مسؤول كبير", "مسؤول غير كبير", false),
    ("مسؤول كبير", "مسؤول مسؤول كبير", true), ("كبير كبير", "كبير كبير", true),
    ("كبير كبير", "كبير", false), ("كتاب", "كِتَابٌ", true), ("كِتاب", "كتاب", false),
    ("كتـاب", "كتاب", true), ("كتاب", "كتابان", false), ("COVID", "لقاح COVID19", true),
    ("مو\u{654}من", "مؤمن", true), ("مؤمن", "مو\u{654}من", true), ("قوم", "يَٰقَوْمِ", true),
    ("علي", "على", false), ("مدرسه", "مدرسة", false), ("", "كتاب", false), ("كتاب", "", false),
  ])
  func `words side by side, letter by letter`(_ written: String, _ text: String, _ occurs: Bool) {
    #expect(WrittenWords(written, .arabic).occur(in: Array(text.utf8)) == occurs)
    #expect(naive(written, text, .arabic) == occurs)
  }
}
