package import FihristText

/// Builds snippets of texts for one query.
///
/// One builder serves all hits of a query. In a text it looks for the window with the most distinct
/// terms of the query, where a complete phrase counts too, and takes the first of equal windows. It
/// starts with the sentence if that is near. A text without any of the terms is shown from its
/// start.
///
///     let builder = SnippetBuilder(query: query, analyzer: .arabic)
///     let snippet = builder.snippet(of: body)
package struct SnippetBuilder: Sendable {
  /// How many characters a snippet has at most.
  package let length: Int

  let targets: SnippetTargets
  private let analyzer: Analyzer

  /// Makes a builder.
  ///
  /// - Parameters:
  ///   - query: The query; what is in filters, and what must not be there, is not shown.
  ///   - analyzer: The analyzer of the index.
  ///   - level: At which level words are marked.
  ///   - length: How many characters a snippet has at most; 20 at least.
  ///   - weight: How significant a term is, such as its idf; only ratios matter.
  package init(
    query: Query, analyzer: Analyzer, level: SnippetLevel = .words, length: Int = 200,
    weight: ([UInt8]) -> Float = { _ in 1 }
  ) {
    self.length = min(max(length, 20), 100_000)
    let roots = level == .roots ? analyzer.roots : nil
    self.analyzer = roots ?? analyzer
    targets = SnippetTargets(query, level: roots == nil ? .words : .roots, weight)
  }

  /// The best snippets of `text`, at most `count`, in its order and without overlap; at least one.
  ///
  /// - Complexity: That of ``snippet(of:)`` for each.
  package func snippets(of text: String, count: Int) -> [Snippet] {
    guard count > 1 else { return [snippet(of: text)] }
    var text = text
    let snippets = text.withUTF8 { bytes in
      var matches = unsafe SnippetMatches(in: bytes, analyzer, targets).matches
      var snippets: [Snippet] = []
      // A window next to an earlier one may need its characters; it is then skipped.
      for _ in 0..<4 * min(count, Self.maximumCount) where snippets.count < count {
        guard let window = SnippetWindow.best(of: matches, for: targets, length: length) else {
          break
        }
        let found = unsafe SnippetExtent.snippet(
          of: bytes, showing: window, of: matches, length: length)
        if !snippets.contains(where: { $0.range.overlaps(found.range) }) { snippets.append(found) }
        matches.removeSubrange(window)
        matches.removeAll { found.range.overlaps($0.bytes) }
      }
      return snippets.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
    return snippets.isEmpty ? [snippet(of: text)] : snippets
  }

  /// The most passages of one text.
  private static let maximumCount = 100

  /// The snippet of `text`.
  ///
  /// - Complexity: O(length of `text`), but of a very long text only the first 16 MiB are searched,
  ///   and 1 MiB after the first match.
  package func snippet(of text: String) -> Snippet {
    var text = text
    return text.withUTF8 { bytes in
      let matches = unsafe SnippetMatches(in: bytes, analyzer, targets)
      let window = SnippetWindow.best(of: matches.matches, for: targets, length: length)
      return unsafe SnippetExtent.snippet(
        of: bytes, showing: window, of: matches.matches, length: length)
    }
  }
}
