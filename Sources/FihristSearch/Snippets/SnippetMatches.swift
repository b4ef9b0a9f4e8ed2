internal import FihristText

/// The occurrences of a query's words in a text.
struct SnippetMatches {
  /// A word whose term the query has, or stands for.
  struct Match: Equatable {
    /// The word's bytes in the text.
    var bytes: Range<Int>
    /// The word's position, as in the index.
    var position: Int
    /// The number in ``SnippetTargets`` of the term, root or expansion.
    var term: Int
    /// The number of the form; -1 if the query has another one.
    var form = -1
    /// Whether only the root is that of a word of the query.
    var isByRoot = false
    /// Whether it is shown if it is not a part of a complete group, too.
    var isShownAlone = true
    /// About how many characters stand before the word in the text: vowel marks are not counted.
    var character = 0
    /// About how many characters stand before the word's end.
    var endCharacter = 0
  }

  /// In the order of the text.
  private(set) var matches: [Match] = []

  /// Where the groups are complete.
  private(set) var groups: [SnippetGroupMatch] = []

  /// Searches `text`.
  init(in text: SnippetText, _ targets: SnippetTargets, _ known: KnownWords) {
    guard !targets.isEmpty else { return }
    var scan = MatchScan(text, targets, known)
    scan.run()
    matches = scan.matches
  }

  /// The numbers of the terms that were found.
  var foundTerms: Set<Int> { Set(matches.lazy.filter { !$0.isByRoot }.map(\.term)) }

  /// Takes out what is not to be shown: words of a root whose words were all found, parts of
  /// phrases outside of them, and words in another spelling. Then counts characters.
  ///
  /// - Parameters:
  ///   - analyzer: That of the index.
  ///   - found: The terms that any text of the document has.
  mutating func settle(
    _ text: SnippetText, _ targets: SnippetTargets, _ analyzer: Analyzer, found: Set<Int>
  ) {
    matches.removeAll { match in
      guard match.isByRoot, let terms = targets.termsOfRoots[match.term] else { return false }
      return !terms.isEmpty && terms.allSatisfy(found.contains)
    }
    if !targets.groups.isEmpty { settleGroups(text, targets, analyzer) }
    unsafe countCharacters(in: text.bytes)
  }

  private mutating func settleGroups(
    _ text: SnippetText, _ targets: SnippetTargets, _ analyzer: Analyzer
  ) {
    var taken = [Bool](repeating: false, count: matches.count)
    var complete: [SnippetGroupMatch] = []
    for (index, group) in targets.groups.enumerated() {
      let written = group.written.map { WrittenWords($0, analyzer) }
      complete += group.occurrences(
        in: matches, target: targets.firstGroup + index, &taken
      ) { bytes in
        written.map { unsafe $0.occur(in: Array(text.bytes[bytes])) } ?? true
      }
    }
    var kept: [Match] = []
    var indices = [Int](repeating: 0, count: matches.count)
    for (index, match) in matches.enumerated() {
      indices[index] = kept.count
      if taken[index] || match.isShownAlone { kept.append(match) }
    }
    matches = kept
    groups = complete.map {
      SnippetGroupMatch(first: indices[$0.first], last: indices[$0.last], target: $0.target)
    }
  }

  private mutating func countCharacters(in text: UnsafeBufferPointer<UInt8>) {
    var (end, count) = (matches.first?.bytes.lowerBound ?? 0, 0)
    for index in matches.indices {
      let range = matches[index].bytes
      // A sign with several terms comes several times.
      if range.lowerBound > end {
        unsafe count += CharacterCount.characters(in: end..<range.lowerBound, of: text)
      }
      matches[index].character = count
      if range.upperBound > end {
        unsafe count += CharacterCount.characters(
          in: max(end, range.lowerBound)..<range.upperBound, of: text)
      }
      matches[index].endCharacter = count
      end = max(end, range.upperBound)
    }
  }
}
