package import FihristText

/// Makes snippets of texts for one query.
///
/// Made once a query and used for every hit. Of a text it looks for the window with the most
/// different terms of the query (a phrase that stands there whole counts on top), the first of equal
/// ones; and begins it with the sentence if that is near. A text without any of the terms is shown
/// from its beginning.
///
///     let maker = SnippetMaker(query: query, analyzer: .arabic)
///     let snippet = maker.snippet(of: body)
package struct SnippetMaker: Sendable {
  /// How many characters a snippet has at most.
  package let length: Int

  let targets: SnippetTargets
  private let analyzer: Analyzer

  /// Makes a maker.
  ///
  /// - Parameters:
  ///   - query: What was searched for; ``Query/Occur/mustNot`` clauses are not shown.
  ///   - analyzer: The analyser of the index.
  ///   - length: How many characters a snippet has at most; 20 at least.
  ///   - weight: How much it says that a term was found, such as its idf; only the ratios count.
  package init(
    query: Query, analyzer: Analyzer, length: Int = 200, weight: ([UInt8]) -> Float = { _ in 1 }
  ) {
    self.length = min(max(length, 20), 100_000)
    self.analyzer = analyzer
    targets = SnippetTargets(query, weight)
  }

  /// The snippet of `text`.
  ///
  /// - Complexity: O(length of `text`), but of a very long text only the first 16 MiB are searched,
  ///   and 1 MiB behind the first match.
  package func snippet(of text: String) -> Snippet {
    var text = text
    return text.withUTF8 { bytes in
      let matches = unsafe SnippetMatches(in: bytes, analyzer, targets)
      let window = SnippetWindow.best(of: matches, for: targets, length: length)
      return unsafe SnippetExtent.snippet(
        of: bytes, showing: window, of: matches.matches, length: length)
    }
  }
}
