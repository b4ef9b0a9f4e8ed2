/// Chooses the matches that a snippet shows.
struct SnippetWindow {
  /// Something worth showing that a window of matches can hold: a match, or a complete phrase.
  private struct Item {
    /// The first and the last match it takes.
    var first: Int
    var last: Int
    /// Its index in ``SnippetTargets/values``.
    var target: Int
  }

  /// The value, in eighths, of a target that occurs `count` times in a window: the second and third
  /// occurrence add little, further ones nothing.
  static func eighths(_ count: Int) -> Int { count == 0 ? 0 : 7 + min(count, 3) }

  /// Whether a snippet of `length` characters can show both matches, and a little around them.
  static func fits(
    _ first: SnippetMatches.Match, _ last: SnippetMatches.Match, length: Int
  ) -> Bool {
    last.endCharacter - first.character <= length - length / 8
      && last.bytes.upperBound - first.bytes.lowerBound
        <= SnippetExtent.bytesPerCharacter * length
  }

  /// The matches of the most valuable window, the first of equal windows; `nil` without matches.
  ///
  /// - Complexity: O(n · log n) for n matches.
  static func best(
    of matches: [SnippetMatches.Match], for targets: SnippetTargets, length: Int
  ) -> Range<Int>? {
    let items = items(in: matches, targets)
    let ending = items.sorted { ($0.last, $0.first) < ($1.last, $1.first) }
    let starting = items.sorted { ($0.first, $0.last) < ($1.first, $1.last) }
    var counts = [Int](repeating: 0, count: targets.values.count)
    var value = 0
    func change(_ target: Int, by step: Int) {
      value -= targets.values[target] * eighths(counts[target])
      counts[target] += step
      value += targets.values[target] * eighths(counts[target])
    }
    var (entered, left, end) = (0, 0, 0)
    var best: (range: Range<Int>, value: Int)?
    // Both ends of the window only move forward, so each item enters and leaves once.
    for start in matches.indices {
      while end < matches.count, end == start || fits(matches[start], matches[end], length: length)
      {
        end += 1
      }
      while entered < ending.count, ending[entered].last < end {
        if ending[entered].first >= start { change(ending[entered].target, by: 1) }
        entered += 1
      }
      if value > best?.value ?? 0 { best = (start..<end, value) }
      while left < starting.count, starting[left].first <= start {
        // An item that the window did not reach was skipped, or will be when it enters.
        if starting[left].last < end { change(starting[left].target, by: -1) }
        left += 1
      }
    }
    return best?.range
  }

  private static func items(
    in matches: [SnippetMatches.Match], _ targets: SnippetTargets
  ) -> [Item] {
    var items = matches.indices.map { Item(first: $0, last: $0, target: matches[$0].term) }
    for (index, phrase) in targets.phrases.enumerated() {
      for start in matches.indices {
        guard let last = end(of: phrase, at: start, in: matches) else { continue }
        items.append(Item(first: start, last: last, target: targets.termCount + index))
      }
    }
    return items
  }

  /// The last match of `phrase` if it starts at match `start`.
  private static func end(
    of phrase: SnippetTargets.Phrase, at start: Int, in matches: [SnippetMatches.Match]
  ) -> Int? {
    var index = start
    for term in phrase.terms {
      let position = matches[start].position + term.offset
      while index < matches.count, matches[index].position < position { index += 1 }
      guard index < matches.count, matches[index].position == position,
        matches[index].term == term.number
      else { return nil }
    }
    return index
  }
}
