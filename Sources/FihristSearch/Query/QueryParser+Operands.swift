internal import FihristText

/// Parts: words, phrases and groups, with the signs before them.
extension QueryParser {
  /// Reads the part at ``index``; there may be nothing in it to look for.
  mutating func operand() throws(QueryError) -> [Part] {
    var isForbidden = false
    while operatorWord() == .not {
      let start = index
      skip(.not)
      skipSeparators()
      guard let next = source[source.visible(from: index)],
        !(QuerySyntax.closesGroup(next) && nesting > 0)
      else {
        try report(at: start) { .missingOperand("NOT", column: $0) }
        return []
      }
      isForbidden = true
    }
    let start = index
    let sign = isAtBoundary ? takeSign() : nil
    isAtBoundary = false
    let occur = isForbidden ? .mustNot : sign ?? .should
    let before = index
    index = source.visible(from: index)
    guard let scalar = source[index] else { return [] }
    if let pair = QuotePair(opening: scalar) { return try quoted(pair, occur) }
    if QuerySyntax.opensGroup(scalar) { return try group(occur) }
    index = sign == nil ? start : before
    return try bare(occur, isSigned: sign != nil || isForbidden)
  }

  /// Moves past a sign that has something to refer to; any other sign is punctuation: one that
  /// stands alone, and one of several (`--help`).
  mutating func takeSign() -> Query.Occur? {
    let start = source.visible(from: index)
    guard let scalar = source[start], let occur = QuerySyntax.sign(scalar) else { return nil }
    let next = source.visible(from: start + 1)
    guard let following = source[next], !QuerySyntax.separates(following),
      QuerySyntax.sign(following) == nil, !QuerySyntax.closesGroup(following)
    else { return nil }
    index = next
    return occur
  }

  // MARK: Groups

  /// Reads the group whose bracket is at ``index``.
  mutating func group(_ occur: Query.Occur) throws(QueryError) -> [Part] {
    let opening = index
    index += 1
    isAtBoundary = true
    guard nesting < Query.maximumNesting else {
      try report(at: opening) { .tooDeep(column: $0) }
      return []
    }
    nesting += 1
    let clauses = try list()
    nesting -= 1
    let end = index
    if let scalar = source[index], QuerySyntax.closesGroup(scalar) {
      index += 1
    } else if !isFull {
      try report(at: opening) { .unclosedGroup(column: $0) }
    }
    isAtBoundary = false
    let suffix = try takeSuffix(of: .group(clauses.chosen.count { $0.occur == .should }))
    let chosen = clauses.chosen
    guard !chosen.isEmpty else { return [] }
    let isPlain = suffix.minimum == nil && chosen.count == 1 && chosen[0].occur != .mustNot
    var node =
      isPlain
      ? chosen[0].node
      : ParsedQuery.Node(
        content: .group(chosen, minimum: suffix.minimum ?? 0),
        range: source.bytes(opening + 1..<max(opening + 1, end)))
    if !isPlain { node.start = source.bytes(opening..<opening).lowerBound }
    node.apply(suffix)
    return [Part(clause: ParsedQuery.Clause(occur: occur, node: node))]
  }

  // MARK: Quotes

  /// Reads the phrase whose opening quote is at ``index``: up to its partner, or to the end.
  mutating func quoted(
    _ pair: QuotePair, _ occur: Query.Occur
  ) throws(QueryError) -> [Part] {
    let inside = try takeQuoted(pair)
    let suffix = try takeSuffix(of: .phrase)
    if let valueField {
      if suffix.slop != nil {
        try report(at: suffix.tilde) {
          .misplacedSign("~", column: $0, expected: "a value as it is in the column")
        }
      }
      return try value(
        .equals(source.string(inside)), of: valueField, inside, occur, suffix)
    }
    let words = wordReader.words(in: source.string(inside))
    hasWords = hasWords || !words.isEmpty
    guard let content = ParsedQuery.Content(words[...]) else { return [] }
    if let slop = suffix.slop, slop > 0, words.count < 2 {
      try report(at: suffix.tilde) { .distanceOfOneWord(slop, column: $0) }
    }
    let alternatives = content.alternatives(
      words[...], in: Array(source.string(inside).utf8), analyzer)
    let slop = suffix.slop ?? 0
    let range = range(of: words[...], in: inside)
    return try leaf(
      content.loosened(by: slop), range, occur, suffix, isCommon: words.allSatisfy(\.isStopWord),
      false, alternatives: alternatives.map { $0.loosened(by: slop) })
  }

  /// Moves past the quote at ``index``, and its partner.
  ///
  /// Quotes of the same kind inside it are counted, so that its partner is the one that looks so.
  ///
  /// - Returns: What stands between them.
  mutating func takeQuoted(_ pair: QuotePair) throws(QueryError) -> Range<Int> {
    let opening = index
    index += 1
    let start = index
    var depth = 1
    var nested: Int?
    while let scalar = source[index] {
      if pair.nests(scalar) {
        nested = nested ?? index
        depth += 1
      }
      if pair.closes(scalar) { depth -= 1 }
      if depth == 0 { break }
      index += 1
    }
    let end = index
    if depth > 0 {
      try report(at: opening) { .unclosedQuote(pair.opening, column: $0) }
    } else {
      index += 1
    }
    if let nested { try report(at: nested) { .nestedQuote(pair.opening, column: $0) } }
    return start..<end
  }

  // MARK: Leaves

  /// The bytes of `words`, which are those of the scalars `inside`.
  func range(of words: ArraySlice<QueryWord>, in inside: Range<Int>) -> Range<Int> {
    let start = source.bytes(inside).lowerBound
    guard let first = words.first, let last = words.last else { return start..<start }
    return start + first.range.lowerBound..<start + last.range.upperBound
  }

  /// The part of one leaf; none if the query cannot have more.
  func part(
    _ node: ParsedQuery.Node, _ occur: Query.Occur, isCommon: Bool
  ) -> Part {
    Part(clause: ParsedQuery.Clause(occur: occur, node: node), isCommon: isCommon)
  }

  /// Counts a leaf and makes its part.
  ///
  /// - Parameters:
  ///   - isCommon: Whether it is a common word.
  ///   - mayBeLeftOut: Whether it is left out then if there are other words.
  ///   - alternatives: What counts as it; those that are too many are left out.
  mutating func leaf(
    _ content: ParsedQuery.Content, _ range: Range<Int>, _ occur: Query.Occur, _ suffix: Suffix,
    isCommon: Bool, _ mayBeLeftOut: Bool, alternatives: [ParsedQuery.Content] = []
  ) throws(QueryError) -> [Part] {
    let start = source.index(ofByte: range.lowerBound)
    guard try count(terms: content.termCount, at: start) else { return [] }
    try reportRoots(of: content)
    var node = ParsedQuery.Node(
      content: content, range: range, fields: content.mayHaveFields ? wordField.map { [$0] } : nil)
    node.isCommon = isCommon
    for alternative in alternatives {
      guard try count(terms: alternative.termCount, at: start) else { break }
      node.alternatives.append(alternative)
    }
    node.apply(suffix)
    return [part(node, occur, isCommon: isCommon && mayBeLeftOut && occur == .should)]
  }
}

extension ParsedQuery.Content {
  /// Whether it asks for words that may have roots, and not for these.
  var isWords: Bool {
    switch self {
    case .word, .phrase, .near, .expansion, .exactForm: true
    case .term, .root, .column, .all, .group: false
    }
  }

  /// Whether a field may be said to have it.
  var mayHaveFields: Bool {
    switch self {
    case .term, .word, .phrase, .near, .expansion, .exactForm: true
    case .root, .column, .all, .group: false
    }
  }
}
