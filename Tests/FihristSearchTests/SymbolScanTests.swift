import FihristTestSupport
import FihristText
import Testing

@testable import FihristSearch
@testable import FihristStoredDocuments

/// Words that are found by their symbols are those that the analyzer finds in the whole text.
@Suite struct SymbolScanTests {
  private static let pieces = [
    "كتاب", "الكِتابُ", "مكتبة", "ال", "بال", "كـ", "بالـ", "الـ\u{200C}", "و", "لل", "في", "من",
    "news", "COVID19", "x", "U.S.A", "don't", "Qur’an", "18th", "é", "e\u{301}", "ｆ", "Ж", "京都",
    "3", "14", "1,000", "١٢٬٥", "2024/05/18", "\u{600}", "ﷺ", "\u{64E}", "ـ", "كتا\u{200C}ب",
    "👍🏽", "👨‍👩‍👧", "\u{FE0F}", "#", "5\u{FE0F}\u{20E3}", "\u{1}", "\u{0}",
  ]
  private static let gaps = [
    " ", " ", " ", " ", " ", " ", "", "", "-", " - ", ".", ". ", ",", "، ", "،", "؟ ", "\n",
    "\u{200F}", " \u{200F}", "«", "» ", " «", "'", "’", "_", "(", ") ", "/", ":", "\u{A0}",
    "\u{200B}", "@", "+", "٫",
  ]

  private func text(_ random: inout SeededGenerator) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      switch Int.random(in: 0...90, using: &random) {
      case 0:
        text += Array(
          String(repeating: "كلمة", count: Int.random(in: 10...400, using: &random)).utf8)
      case 1: text += repeatElement(0x2E, count: Int.random(in: 60...200, using: &random))
      case 2: text += repeatElement(0x20, count: Int.random(in: 60...200, using: &random))
      case 3: text += [0xFF, 0xD9, 0xD8, 0xE2, 0x80].shuffled(using: &random).prefix(2)
      default: text += Array(Self.pieces.randomElement(using: &random)!.utf8)
      }
      text += Array(Self.gaps.randomElement(using: &random)!.utf8)
    }
    return text
  }

  private static let queries = [
    "كتاب مكتبة news x 3 14 1000 18 COVID19 USA dont é 👍 京都 في", "\"كتاب 3\" 2024",
    "الـCOVID19 بالnews", "=الكتاب root:كتب", "\"كتاب مكتبة\" x -news", "5 12.5 quran f",
  ]

  @Test(arguments: [Analyzer.arabic, .light10, .exact])
  func `symbols show what a scan of the text shows`(analyzer: Analyzer) throws {
    for seed in UInt64(0)..<40 {
      var random = SeededGenerator(seed: seed)
      let texts = (0..<30).map { _ in text(&random) }
      let stored = try StoredTexts(texts)
      let symbols = try #require(try stored.knownSymbols(analyzer))
      let known = KnownWords(analyzer)
      for (index, query) in Self.queries.enumerated() {
        let targets = SnippetTargets(
          try Query.parse(query, analyzer: analyzer), field: "", ranksRoots: index % 2 == 0
        ) { _ in 1 }
        for number in texts.indices {
          let comment: Comment = "seed \(seed), text \(number), query \(index)"
          try stored.with(number) { text in
            let isEqual = unsafe text.bytes.elementsEqual(texts[number])
            let hasSymbols = unsafe !text.symbols.isEmpty
            #expect(isEqual && hasSymbols == !texts[number].isEmpty, comment)
            let whole = SnippetMatches(in: unsafe SnippetText("", text.bytes), targets, known)
            let found = SnippetMatches(in: SnippetText("", text, symbols), targets, known)
            #expect(found.matches == whole.matches, comment)
          }
        }
      }
    }
  }

  @Test func `what is said of symbols holds between any others`() {
    let known = KnownWords(.arabic)
    var random = SeededGenerator(seed: 3)
    var safe = 0
    for round in 0..<4_000 {
      let one = Array(Self.pieces.randomElement(using: &random)!.utf8)
      let gap = Array(Self.gaps.randomElement(using: &random)!.utf8)
      let other = text(&random)
      let kinds = unsafe one.withUnsafeBufferPointer { one in
        unsafe gap.withUnsafeBufferPointer { gap in
          unsafe (SymbolKind.word(one, known), SymbolKind.separator(gap, .arabic))
        }
      }
      let isSafe = kinds.1 == .hard || kinds.1 == .firm && kinds.0.isClosed
      guard kinds.0.isPlain, isSafe, other.first.map({ $0 < 0x80 || $0 >= 0xC0 }) ?? true else {
        continue
      }
      safe += 1
      let words = Self.words(one + gap + other)
      let start = one.count + gap.count
      let expected =
        [0..<one.count]
        + Self.words(other).map { $0.lowerBound + start..<$0.upperBound + start }
      #expect(words == expected, "round \(round)")
    }
    #expect(safe > 500)
  }

  private static func words(_ text: [UInt8]) -> [Range<Int>] {
    unsafe text.withUnsafeBufferPointer { bytes in
      unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 8) { words in
        var (offset, ranges) = (0, [Range<Int>]())
        while case let count = unsafe Analyzer.arabic.scanWords(bytes, from: &offset, into: words),
          count > 0
        {
          for index in 0..<count { unsafe ranges.append(words[index].bytes) }
        }
        return ranges
      }
    }
  }
}
