extension Index {
  /// The terms that start with a text and that most documents have.
  ///
  /// - Parameters:
  ///   - prefix: How terms start: folded letters, as an analyzer gives them.
  ///   - limit: How many terms at most, 0 or more.
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  /// - Complexity: O(terms that start so).
  public func terms(startingWith prefix: String, limit: Int = 10) throws -> [IndexedTerm] {
    try commit.terms(.prefix(prefix), limit: limit, by: .frequency)
  }

  /// The terms that few edits make of a word, the nearest first, and of those the ones that most
  /// documents have.
  ///
  /// - Parameters:
  ///   - word: Folded letters, as an analyzer gives them, at most
  ///     ``/FihristSearch/Query/maximumFuzzyLength``.
  ///   - edits: How many edits at most, 0 to 2.
  ///   - isWeighted: Whether a change between letters that Arabic typists confuse counts half.
  ///   - limit: How many terms at most, 0 or more.
  /// - Throws: ``/FihristStorage/IndexError``: `.invalid` for a word that is too long; `.damaged`.
  /// - Complexity: O(terms that an automaton of the word looks at), some hundredths of them all.
  public func terms(
    near word: String, edits: Int = 2, isWeighted: Bool = false, limit: Int = 5
  ) throws -> [IndexedTerm] {
    try commit.terms(
      .fuzzy(word, edits: edits, isWeighted: isWeighted), limit: limit, by: .distance)
  }
}

extension OpenCommit {
  /// The best terms of an expansion.
  func terms(
    _ expansion: Query.Expansion, limit: Int, by order: RankedTerms.Order
  ) throws(IndexError) -> [IndexedTerm] {
    let space = snapshot.typedSpace(isArabic: expansion.isArabic)
    let found = try RankedTerms(
      expansion, in: snapshot, space: space, limit: max(0, limit), by: order)
    // Those found count deleted documents.
    let isCounted = snapshot.segments.allSatisfy { $0.live == nil }
    var terms: [IndexedTerm] = []
    for term in found.terms {
      let documents =
        isCounted
        ? term.documents : try snapshot.documentFrequency(of: term.bytes, space: space)
      guard documents > 0 else { continue }
      terms.append(
        IndexedTerm(
          term: String(decoding: term.bytes, as: UTF8.self), documents: documents,
          edits: Double(term.cost) / 2))
    }
    return terms
  }
}

extension Query.Expansion {
  /// Whether it stands for Arabic words.
  fileprivate var isArabic: Bool {
    switch self {
    case .prefix(let text), .wildcard(let text), .regularExpression(let text),
      .fuzzy(let text, _, _):
      text.isArabic
    }
  }
}

extension String {
  /// Whether it has an Arabic letter.
  var isArabic: Bool { unicodeScalars.contains { 0x0600...0x06FF ~= $0.value } }
}
