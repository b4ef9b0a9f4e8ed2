package import FihristText

/// Builds snippets of documents for one query.
///
/// One builder serves all hits of a query. In the texts of a document it looks for the window with
/// the most distinct words of the query, where a complete phrase and words next to each other count
/// too, and takes the first of equal windows. What one snippet shows counts less in the next one,
/// so each word is shown if it can be. A word counts by its term, more in the form of the query;
/// words of the same root are shown where the document has the word in no form. A snippet starts
/// with the sentence if that is near. A document without any of the words is shown from its start.
package struct SnippetBuilder: Sendable {
  /// How many characters a snippet has at most.
  package let length: Int

  /// What is shown, by field; one for all if the query names no fields.
  private let targets: [String: SnippetTargets]
  private let common: SnippetTargets
  private let analyzer: Analyzer

  /// The most passages of one document.
  private static let maximumCount = 100

  /// Makes a builder.
  ///
  /// - Parameters:
  ///   - query: The query; what is in filters, and what must not be there, is not shown.
  ///   - analyzer: The analyzer of the index.
  ///   - fields: The names of the fields that texts are of.
  ///   - ranksRoots: Whether documents are ranked by the roots of words too.
  ///   - length: How many characters a snippet has at most; 20 at least.
  ///   - weight: How significant a term is, such as its idf; only ratios matter.
  package init(
    query: Query, analyzer: Analyzer, fields: [String] = [], ranksRoots: Bool = false,
    length: Int = 200, weight: ([UInt8]) -> Float = { _ in 1 }
  ) {
    self.length = min(max(length, 20), 100_000)
    self.analyzer = analyzer
    func targets(_ field: String) -> SnippetTargets {
      SnippetTargets(query, field: field, ranksRoots: ranksRoots, weight)
    }
    common = targets(fields.first ?? "")
    self.targets =
      query.namesFields && fields.count > 1
      ? Dictionary(fields.map { ($0, targets($0)) }) { one, _ in one } : [:]
  }

  private func targets(of text: SnippetText) -> SnippetTargets {
    targets.isEmpty ? common : targets[text.field] ?? common
  }

  /// A memory for the words of the texts; see ``KnownWords``.
  package func makeKnownWords() -> KnownWords { KnownWords(analyzer) }

  /// The best snippets of a document, and some of its texts as a whole.
  ///
  /// - Parameters:
  ///   - texts: Where snippets may be taken from, in the order of the fields.
  ///   - count: How many snippets at most; there is at least one if a text has any words and none
  ///     is left out.
  ///   - offset: How many of the best are left out.
  ///   - wholes: The texts that are shown whole, with the same words marked.
  ///   - known: The memory of words, which must be of the same analyzer.
  /// - Returns: The snippets in the order of `texts`, those of one text in its order and without
  ///   overlap; and `wholes` with marks.
  /// - Complexity: O(length of the texts), but of a very long text only the first 16 MiB are
  ///   searched, and 1 MiB after the first match; and O(n · log n) for n matches and each snippet.
  package func snippets(
    of texts: [SnippetText], count: Int, offset: Int = 0, wholes: [SnippetText] = [],
    _ known: KnownWords
  ) -> (snippets: [Snippet], wholes: [Snippet]) {
    var found = (texts + wholes).map { SnippetMatches(in: $0, targets(of: $0), known) }
    // Numbers of different targets name the same terms only without fields.
    let terms = found.reduce(into: Set<Int>()) { $0.formUnion($1.foundTerms) }
    for (index, text) in (texts + wholes).enumerated() {
      let own = targets.isEmpty ? terms : found[index].foundTerms
      found[index].settle(text, targets(of: text), analyzer, found: own)
    }
    let whole = zip(wholes, found[texts.count...]).map { SnippetExtent.whole($0, $1.matches) }
    guard count > 0 else { return ([], whole) }
    return (best(count, behind: max(0, offset), of: texts, found), whole)
  }

  private func best(
    _ count: Int, behind offset: Int, of texts: [SnippetText], _ found: [SnippetMatches]
  ) -> [Snippet] {
    let wanted = min(count, Self.maximumCount) + min(offset, Self.maximumCount)
    var choices = zip(texts, found).map {
      SnippetChoice($0, $1, values: targets(of: $0).values, length: length)
    }
    var chosen: [(text: Int, snippet: Snippet)] = []
    // A window next to an earlier one may need its characters; it is then skipped.
    for _ in 0..<4 * wanted where chosen.count < wanted {
      let windows = choices.map(\.best)
      var best: Int?
      for index in choices.indices {
        guard let window = windows[index] else { continue }
        if window.value > best.flatMap({ windows[$0]?.value }) ?? 0 { best = index }
      }
      guard let best, let window = windows[best] else { break }
      if let snippet = choices[best].take(window.range, isLast: chosen.count + 1 == wanted) {
        chosen.append((best, snippet))
        if targets.isEmpty, choices.count > 1 {
          for index in choices.indices { choices[index].devalue(as: choices[best]) }
        }
      }
    }
    guard !chosen.isEmpty || offset > 0 else { return start(of: texts).map { [$0] } ?? [] }
    return chosen.dropFirst(offset).sorted {
      ($0.text, $0.snippet.range.lowerBound) < ($1.text, $1.snippet.range.lowerBound)
    }.map(\.snippet)
  }

  /// The start of the longest text.
  private func start(of texts: [SnippetText]) -> Snippet? {
    let longest = texts.max { unsafe $0.bytes.count < $1.bytes.count }
    return longest.map { SnippetExtent.snippet(of: $0, showing: nil, [], length: length) }
  }
}

extension SnippetBuilder {
  /// The best snippets of `text`, at most `count`, as ``snippets(of:count:wholes:_:)`` chooses
  /// them.
  package func snippets(of text: String, count: Int, field: String = "") -> [Snippet] {
    var text = text
    return text.withUTF8 { bytes in
      unsafe snippets(of: [SnippetText(field, bytes)], count: count, makeKnownWords()).snippets
    }
  }

  /// The best snippet of `text`.
  package func snippet(of text: String) -> Snippet {
    snippets(of: text, count: 1).first
      ?? Snippet(
        field: "", text: "", marks: [], range: 0..<0, isCutBefore: false, isCutAfter: false)
  }
}
