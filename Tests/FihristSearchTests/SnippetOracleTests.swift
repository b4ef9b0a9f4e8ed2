import FihristTestSupport
import FihristText
import Testing

@testable import FihristSearch

@Suite struct SnippetOracleTests {
  private static let pieces = [
    "a", "b", "c", "d", "كتاب", "الكِتابُ", "ﷺ", "2024/05/18", "é", "👍🏽", "filler", "كلمة",
    ".", "؟ ", "\n", "\u{200F}", "e\u{301}", "\u{64E}", "مكتبة", "كاتبون", "د.", "\r\n",
    "كتا\u{200C}ب",
    "👨‍👩‍👧", "ｆ", "कि", "\u{600}١",
  ]

  private func randomText(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...120, using: &generator)).map { _ in
      let piece = Self.pieces.randomElement(using: &generator) ?? ""
      return piece + (Int.random(in: 0..<5, using: &generator) == 0 ? "" : " ")
    }.joined()
  }

  private static let queries = [
    "a b", "\"a b\" كتاب", "الله c", "18 é \"c d\"", "👍 zzz", "+كلمة -a",
    "كت* zzz", "*لم?", "/[a-c]|20.*/ -d", "كلمه~1", "فيلر~ fillar~2", "c* a \"b c\"",
    "(a ?8*)^=2", "NEAR(a b, 3) كتاب", "\"a c\"~2 d*", "=كتاب", "=الكتاب b", "مكتوب", "root:كتب",
    "يكتب a", "\"a b\" a*", "=\"كتاب a\" b", "=\"الكتاب كلمة\"", "=2024/05/18 c",
  ]

  @Test func `marks are the words that meet the query`() throws {
    for seed in UInt64(0)..<600 {
      var generator = SeededGenerator(seed: seed)
      let text = randomText(&generator)
      let query = try Query.parse(
        Self.queries.randomElement(using: &generator) ?? "a", analyzer: .arabic)
      let length = Int.random(in: 20...120, using: &generator)
      let ranksRoots = Bool.random(using: &generator)
      let snippets = SnippetBuilder(
        query: query, analyzer: .arabic, ranksRoots: ranksRoots, length: length
      ).snippets(of: text, count: Int.random(in: 1...4, using: &generator))
      for snippet in snippets {
        SnippetOracle.check(
          snippet, of: text, query, length: length, ranksRoots: ranksRoots, "seed \(seed)")
      }
      for (one, next) in zip(snippets, snippets.dropFirst()) {
        #expect(one.range.upperBound <= next.range.lowerBound, "seed \(seed)")
      }
    }
  }

  @Test func `one memory of words serves many texts`() throws {
    let known = KnownWords(.arabic)
    for seed in UInt64(1_000)..<1_200 {
      var generator = SeededGenerator(seed: seed)
      var text = randomText(&generator)
      let query = try Query.parse(
        Self.queries.randomElement(using: &generator) ?? "a", analyzer: .arabic)
      let builder = SnippetBuilder(query: query, analyzer: .arabic, length: 60)
      let expected = builder.snippets(of: text, count: 3)
      let found = text.withUTF8 {
        unsafe builder.snippets(of: [SnippetText("", $0)], count: 3, known).snippets
      }
      #expect(found == expected, "seed \(seed)")
    }
  }

  @Test func `characters end where the standard library says`() {
    for seed in UInt64(0)..<400 {
      var generator = SeededGenerator(seed: seed)
      var text = randomText(&generator)
      var ends: [Int] = [0]
      for character in text { ends.append((ends.last ?? 0) + character.utf8.count) }
      text.withUTF8 { bytes in
        let clusters = unsafe TextClusters(bytes, in: 0..<bytes.count)
        for (start, end) in zip(ends, ends.dropFirst()) {
          #expect(clusters.end(ofCharacterAt: start) == end, "seed \(seed), \(start)")
          #expect(clusters.start(ofCharacterBefore: end) == start, "seed \(seed), \(end)")
          for index in start..<end {
            #expect(clusters.start(ofCharacterAt: index) == start, "seed \(seed), \(index)")
          }
        }
      }
    }
  }

  @Test func `bytes that are not UTF-8 do not move the marks`() throws {
    let query = try Query.parse("كتاب", analyzer: .arabic)
    let builder = SnippetBuilder(query: query, analyzer: .arabic, length: 40)
    let bytes = [UInt8]([0xFF, 0xD9]) + Array(" كتاب".utf8) + [0xE2, 0x82] + Array(" x كتاب".utf8)
    let snippet = unsafe bytes.withUnsafeBufferPointer {
      unsafe builder.snippets(of: [SnippetText("", $0)], count: 1, builder.makeKnownWords())
        .snippets[0]
    }
    #expect(snippet.parts.filter(\.isMarked).map(\.text) == ["كتاب", "كتاب"])
    #expect(snippet.range == 0..<bytes.count && snippet.text.contains("\u{FFFD}"))
  }
}
