import FihristTestSupport
import FihristText
import Testing
@testable import FihristSearch

@Suite struct SnippetOracleTests {
  private static let pieces = [
    "a", "b", "c", "d", "كتاب", "الكِتابُ", "ﷺ", "2024/05/18", "é", "👍🏽", "filler", "كلمة",
    ".", "؟ ", "\n", "\u{200F}", "e\u{301}", "\u{64E}",
  ]

  private func randomText(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...120, using: &generator)).map { _ in
      let piece = Self.pieces.randomElement(using: &generator) ?? ""
      return piece + (Int.random(in: 0..<5, using: &generator) == 0 ? "" : " ")
    }.joined()
  }

  @Test func `marks are the tokens of the query inside the range`() throws {
    let queries = [
      "a b", "\"a b\" كتاب", "الله c", "18 é \"c d\"", "👍 zzz", "+كلمة -a",
      "كت* zzz", "*لم?", "/[a-c]|20.*/ -d", "كلمه~1", "فيلر~ fillar~2", "c* a \"b c\"",
      "(a ?8*)^=2",
    ]
    for seed in UInt64(0)..<400 {
      var generator = SeededGenerator(seed: seed)
      let text = randomText(&generator)
      let query = try Query.parse(
        queries.randomElement(using: &generator) ?? "a", analyzer: .arabic)
      let length = Int.random(in: 20...120, using: &generator)
      let snippet = SnippetBuilder(query: query, analyzer: .arabic, length: length)
        .snippet(of: text)
      check(snippet, of: text, query, length, "seed \(seed)")
    }
  }

  /// Whether a plain comparison says that `expansion` stands for `term`.
  private static func stands(_ expansion: Query.Expansion, for term: String) -> Bool {
    switch expansion {
    case .prefix(let text): term.utf8.starts(with: text.utf8)
    case .wildcard(let pattern): WildcardOracle.matches(Array(pattern), Array(term))
    case .regularExpression(let text):
      (try? PatternReader.read(text)).map { PatternOracle.matches($0, term) } ?? false
    case .fuzzy(let text, let edits, let isWeighted):
      EditOracle.distance(text, term, isWeighted: isWeighted) <= 2 * edits
    }
  }

  private func check(
    _ snippet: Snippet, of text: String, _ query: Query, _ length: Int, _ comment: Comment
  ) {
    let utf8 = Array(text.utf8)
    #expect(String(decoding: utf8[snippet.range], as: UTF8.self) == snippet.text, comment)
    #expect(snippet.text.count <= length, comment)
    checkCharacters(snippet, of: text, comment)
    var wanted: Set<String> = []
    var expansions: [Query.Expansion] = []
    query.forEachShownLeaf { leaf in
      switch leaf {
      case .expansion(let expansion): expansions.append(expansion)
      case .term(let term): wanted.insert(String(decoding: term, as: UTF8.self))
      case .word(let word): wanted.insert(String(decoding: word.stem, as: UTF8.self))
      case .root: break
      case .phrase(let terms):
        for term in terms { wanted.insert(String(decoding: term.term, as: UTF8.self)) }
      }
    }
    let levels = Analyzer.levels(of: text)
    let matches = levels.filter { word in
      wanted.contains(word.stem)
        || expansions.contains { expansion in
          [word.stem, word.form ?? word.stem].contains { Self.stands(expansion, for: $0) }
        }
    }
    let inside = matches.filter { snippet.range.contains($0.range.lowerBound) }
    #expect(matches.isEmpty || !inside.isEmpty, comment)
    let marked = Set(snippet.originalMarks.flatMap { Array($0) })
    let expected = Set(inside.flatMap { Array($0.range) })
    #expect(expected.isSubset(of: marked), comment)
    // A mark is a token, and the rest of its characters.
    for mark in snippet.originalMarks {
      #expect(inside.contains { mark.contains($0.range.lowerBound) }, comment)
    }
  }

  @Test func `the window is the first of the most valuable`() throws {
    for seed in UInt64(0)..<2_000 {
      var generator = SeededGenerator(seed: seed)
      let words = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        ["a", "b", "c", "xxxxx", "yy"].randomElement(using: &generator) ?? "a"
      }
      let query = try Query.parse("a b c \"a b\" \"b xxxxx c\" \"a a a\"", analyzer: .exact)
      let targets = SnippetTargets(query, level: .words) { Float($0[0]) / 97 }
      var text = words.joined(separator: " ")
      let found = text.withUTF8 { unsafe SnippetMatches(in: $0, .exact, targets) }
      let length = Int.random(in: 3...40, using: &generator)
      let best = SnippetWindow.best(of: found.matches, for: targets, length: length)
      #expect(
        best == naiveBest(found.matches, words, targets, query, length), "seed \(seed), \(words)")
    }
  }

  /// Every window by itself: for each first match the longest that fits.
  private func naiveBest(
    _ matches: [SnippetMatches.Match], _ words: [String], _ targets: SnippetTargets,
    _ query: Query, _ length: Int
  ) -> Range<Int>? {
    var best: (range: Range<Int>, value: Int)?
    for start in matches.indices {
      var end = start + 1
      while end < matches.count, SnippetWindow.fits(matches[start], matches[end], length: length) {
        end += 1
      }
      let value = naiveValue(matches[start..<end], words, targets, query)
      if value > best?.value ?? 0 { best = (start..<end, value) }
    }
    return best?.range
  }

  private func naiveValue(
    _ window: ArraySlice<SnippetMatches.Match>, _ words: [String], _ targets: SnippetTargets,
    _ query: Query
  ) -> Int {
    var value = 0
    for term in 0..<targets.termCount {
      value +=
        targets.values[term] * SnippetWindow.eighths(window.filter { $0.term == term }.count)
    }
    var phrases: [[String]] = []
    query.forEachShownLeaf { leaf in
      guard case .phrase(let terms) = leaf else { return }
      phrases.append(terms.map { String(decoding: $0.term, as: UTF8.self) })
    }
    let positions = window.map(\.position)
    guard let first = positions.first, let last = positions.last else { return value }
    for (index, phrase) in phrases.enumerated() {
      let starts = (first...last).filter { start in
        start + phrase.count - 1 <= last
          && Array(words[start..<start + phrase.count]) == phrase
      }
      value +=
        targets.values[targets.termCount + index] * SnippetWindow.eighths(starts.count)
    }
    return value
  }
}
