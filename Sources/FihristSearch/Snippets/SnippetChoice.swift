/// The windows of one text from which snippets are chosen, one after the other.
struct SnippetChoice {
  private let text: SnippetText
  private let length: Int
  /// All matches, which are marked wherever they are shown, and those that no window took.
  private let all: [SnippetMatches.Match]
  private var matches: [SnippetMatches.Match]
  private var groups: [SnippetGroupMatch]
  /// The values of the targets, less those of what was shown.
  private(set) var values: [Int]
  private var taken: [Range<Int>] = []

  /// - Parameter values: The value of each target.
  init(_ text: SnippetText, _ found: SnippetMatches, values: [Int], length: Int) {
    self.text = text
    self.length = length
    self.values = values
    all = found.matches
    matches = all
    groups = found.groups
  }

  /// The best window that is left.
  var best: SnippetWindow? {
    SnippetWindow.best(of: matches, groups, values: values, length: length)
  }

  /// Takes a window; `nil` if its snippet would overlap an earlier one.
  ///
  /// - Parameter isLast: Whether no other is taken afterwards.
  mutating func take(_ window: Range<Int>, isLast: Bool) -> Snippet? {
    guard let first = matches[window].first, let last = matches[window].last else { return nil }
    let snippet = SnippetExtent.snippet(
      of: text, showing: first.bytes.lowerBound..<last.bytes.upperBound, all, length: length)
    if isLast, taken.isEmpty { return snippet }
    let isNew = !taken.contains { $0.overlaps(snippet.range) }
    if isNew {
      taken.append(snippet.range)
      for target in targets(in: window) { values[target] = max(1, values[target] / 8) }
    }
    remove { index, match in
      window.contains(index) || isNew && snippet.range.overlaps(match.bytes)
    }
    return isNew ? snippet : nil
  }

  /// Takes over what is worth less since `other` showed it.
  mutating func devalue(as other: SnippetChoice) {
    for target in values.indices { values[target] = min(values[target], other.values[target]) }
  }

  /// What a window shows.
  private func targets(in window: Range<Int>) -> Set<Int> {
    var targets: Set<Int> = []
    for match in matches[window] {
      targets.insert(match.term)
      if match.form >= 0 { targets.insert(match.form) }
    }
    for group in groups where window.contains(group.first) && window.contains(group.last) {
      targets.insert(group.target)
    }
    return targets
  }

  private mutating func remove(where isTaken: (Int, SnippetMatches.Match) -> Bool) {
    var kept: [SnippetMatches.Match] = []
    var indices: [Int?] = []
    for (index, match) in matches.enumerated() {
      if isTaken(index, match) {
        indices.append(nil)
      } else {
        indices.append(kept.count)
        kept.append(match)
      }
    }
    matches = kept
    groups = groups.compactMap { group in
      guard let first = indices[group.first], let last = indices[group.last] else { return nil }
      return SnippetGroupMatch(first: first, last: last, target: group.target)
    }
  }
}
