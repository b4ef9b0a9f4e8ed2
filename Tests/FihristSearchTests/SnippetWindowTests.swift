import FihristTestSupport
import FihristText
import Testing

@testable import FihristSearch

@Suite struct SnippetWindowTests {
  @Test func `the window is the first of the most valuable`() throws {
    for seed in UInt64(0)..<2_000 {
      var generator = SeededGenerator(seed: seed)
      let words = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        ["a", "b", "c", "xxxxx", "yy"].randomElement(using: &generator) ?? "a"
      }
      let query = try Query.parse("a b c \"a b\" \"b xxxxx c\" \"a a a\"", analyzer: .exact)
      let targets = SnippetTargets(query, field: "", ranksRoots: false) { Float($0[0]) / 97 }
      var text = words.joined(separator: " ")
      let found = text.withUTF8 { bytes in
        let text = unsafe SnippetText("", bytes)
        var found = SnippetMatches(in: text, targets, KnownWords(.exact))
        found.settle(text, targets, .exact, found: found.foundTerms)
        return found
      }
      let length = Int.random(in: 3...40, using: &generator)
      let best = SnippetWindow.best(
        of: found.matches, found.groups, values: targets.values, length: length)
      let expected = naiveBest(found, words, targets, query, length)
      #expect(best?.range == expected?.range, "seed \(seed), \(words)")
      #expect(best?.value == expected?.value, "seed \(seed), \(words)")
    }
  }

  /// Every window by itself: for each first match the longest that fits.
  private func naiveBest(
    _ found: SnippetMatches, _ words: [String], _ targets: SnippetTargets, _ query: Query,
    _ length: Int
  ) -> (range: Range<Int>, value: Int)? {
    let matches = found.matches
    var best: (range: Range<Int>, value: Int)?
    for start in matches.indices {
      var end = start + 1
      while end < matches.count, SnippetWindow.fits(matches[start], matches[end], length: length) {
        end += 1
      }
      let value = naiveValue(matches[start..<end], words, targets, query)
      if value > best?.value ?? 0 { best = (start..<end, value) }
    }
    return best
  }

  private func naiveValue(
    _ window: ArraySlice<SnippetMatches.Match>, _ words: [String], _ targets: SnippetTargets,
    _ query: Query
  ) -> Int {
    var value = 0
    for term in 0..<targets.firstGroup {
      value +=
        targets.values[term] * SnippetWindow.eighths(window.filter { $0.term == term }.count)
    }
    for (one, next) in zip(window, window.dropFirst()) where one.term != next.term {
      let gap = next.position - one.position
      if gap <= 8 { value += 2 * min(targets.values[one.term], targets.values[next.term]) / gap }
    }
    var phrases: [[String]] = []
    query.forEachShownLeaf { leaf in
      guard case .group(let terms, 0) = leaf else { return }
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
        targets.values[targets.firstGroup + index] * SnippetWindow.eighths(starts.count)
    }
    return value
  }
}
