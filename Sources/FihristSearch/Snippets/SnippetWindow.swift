/// Chooses the matches that a snippet shows.
struct SnippetWindow {
  /// The matches, and what they are worth together.
  var range: Range<Int>
  var value: Int

  /// The value, in eighths, of a target that occurs `count` times in a window: the second and third
  /// occurrence add little, further ones nothing.
  static func eighths(_ count: Int) -> Int { count == 0 ? 0 : 7 + min(count, 3) }

  /// What two matches of different words add to a window because they are near each other.
  static func nearness(
    _ one: SnippetMatches.Match, _ next: SnippetMatches.Match, _ values: [Int]
  ) -> Int {
    let gap = next.position - one.position
    guard one.term != next.term, (1...8).contains(gap) else { return 0 }
    return 2 * min(values[one.term], values[next.term]) / gap
  }

  /// Whether a snippet of `length` characters can show both matches, and a little around them.
  static func fits(
    _ first: SnippetMatches.Match, _ last: SnippetMatches.Match, length: Int
  ) -> Bool {
    last.endCharacter - first.character <= length - length / 8
      && last.bytes.upperBound - first.bytes.lowerBound
        <= SnippetExtent.bytesPerCharacter * length
  }

  /// The most valuable window, the first of equal ones; `nil` without matches.
  ///
  /// - Parameters:
  ///   - matches: In the order of the text.
  ///   - groups: Where phrases are complete in `matches`.
  ///   - values: The value of each target.
  ///   - length: How many characters the snippet may have.
  /// - Complexity: O(n · log n) for n matches and groups.
  static func best(
    of matches: [SnippetMatches.Match], _ groups: [SnippetGroupMatch], values: [Int], length: Int
  ) -> SnippetWindow? {
    let ending = groups.sorted { ($0.last, $0.first) < ($1.last, $1.first) }
    let starting = groups.sorted { ($0.first, $0.last) < ($1.first, $1.last) }
    var counts = [Int](repeating: 0, count: values.count)
    var value = 0
    func change(_ target: Int, by step: Int) {
      guard target >= 0 else { return }
      value -= values[target] * eighths(counts[target])
      counts[target] += step
      value += values[target] * eighths(counts[target])
    }
    var (entered, left, end) = (0, 0, 0)
    var best: SnippetWindow?
    // Both ends of the window only move forward, so each match and group enters and leaves once.
    for start in matches.indices {
      while end < matches.count, end == start || fits(matches[start], matches[end], length: length)
      {
        change(matches[end].term, by: 1)
        change(matches[end].form, by: 1)
        if end > start { value += nearness(matches[end - 1], matches[end], values) }
        end += 1
      }
      while entered < ending.count, ending[entered].last < end {
        if ending[entered].first >= start { change(ending[entered].target, by: 1) }
        entered += 1
      }
      if value > best?.value ?? 0 { best = SnippetWindow(range: start..<end, value: value) }
      while left < starting.count, starting[left].first <= start {
        // A group that the window did not reach was skipped, or will be when it enters.
        if starting[left].last < end { change(starting[left].target, by: -1) }
        left += 1
      }
      change(matches[start].term, by: -1)
      change(matches[start].form, by: -1)
      if start + 1 < end { value -= nearness(matches[start], matches[start + 1], values) }
    }
    return best
  }
}
