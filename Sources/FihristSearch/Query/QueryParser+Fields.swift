internal import FihristStorage
internal import FihristText

/// Names of fields, and conditions on their values.
extension QueryParser {
  /// Reads the name of a field at `start` and what must be in it; `nil`, not moving, if there is
  /// none.
  mutating func takeField(at start: Int, _ occur: Query.Occur) throws(QueryError) -> [Part]? {
    if let roots = try takeRoots(at: start, occur) { return roots }
    guard !isBehindField, let (name, next) = fieldName(at: start) else { return nil }
    guard let field = fields.field(called: name) else {
      // Addresses of pages look so.
      if fields.isComplete, source[next] != "/" || source[next + 1] != "/" {
        let names = fields.names
        try report(at: start) { .unknownField(name, among: names, column: $0) }
      }
      return nil
    }
    guard let first = source[source.visible(from: next)] else { return nil }
    let hasValues = "[{<>".unicodeScalars.contains(first)
    guard field.kind == .values || field.kind == .words && !hasValues else {
      let expected =
        field.kind == .words
        ? "words, as in \(name):نفط" : "one of \(fields.names.joined(separator: ", "))"
      try report(at: start) { .unsearchableField(name, column: $0, expected: expected) }
      return nil
    }
    let saved = (wordField, valueField)
    (wordField, valueField) = field.kind == .words ? (field.name, nil) : (nil, field.name)
    index = source.visible(from: next)
    var parts: [Part]
    if let pair = QuotePair(opening: first) {
      parts = try quoted(pair, occur)
    } else if QuerySyntax.opensGroup(first) {
      parts = try group(occur)
    } else {
      // A sign behind the colon is meant for the word: title:-نفط. Before a value it is a part of
      // that.
      let meant = field.kind == .words ? try takeSign(behind: occur) : occur
      isBehindField = true
      parts = try bare(meant, isSigned: true)
    }
    isBehindField = false
    (wordField, valueField) = saved
    // A condition starts with the name of its field, as notes show it.
    if field.kind == .values {
      let named = source.bytes(start..<start).lowerBound
      for index in parts.indices { parts[index].clause.node.start = named }
    }
    return parts
  }

  /// What a sign behind the name of a field and `occur`, which stands before that, say together: a
  /// minus excludes wherever it stands. Two would say the opposite, and the second is reported.
  private mutating func takeSign(
    behind occur: Query.Occur
  ) throws(QueryError) -> Query.Occur {
    let start = source.visible(from: index)
    guard let sign = takeSign() else { return occur }
    if sign == .mustNot, occur == .mustNot {
      let text = source.string(start..<start + 1)
      try report(at: start) {
        .misplacedSign(
          text, column: $0,
          expected: "one minus, before the name of the field, as in -title:نفط")
      }
    }
    return occur == .mustNot ? occur : sign == .mustNot || occur == .should ? sign : occur
  }

  /// Reads `√` or `root:` at `start` and the words behind it, whose roots are asked for; `nil`, not
  /// moving, if there are none.
  private mutating func takeRoots(
    at start: Int, _ occur: Query.Occur
  ) throws(QueryError) -> [Part]? {
    // Behind the name of a field of words too: that has no roots, which is reported.
    guard valueField == nil, analyzer.hasLevels,
      !isBehindField || wordField != nil && rootSign == nil,
      let next = rootSign(at: start), let first = source[source.visible(from: next)],
      mayHaveRoots(first)
    else { return nil }
    let saved = (rootSign, hasReportedRoots)
    (rootSign, hasReportedRoots) = (start..<next, false)
    index = source.visible(from: next)
    isBehindField = true
    let parts: [Part]
    if let pair = QuotePair(opening: first) {
      parts = try quoted(pair, occur)
    } else if QuerySyntax.opensGroup(first) {
      isBehindField = false
      parts = try group(occur)
    } else {
      parts = try bare(occur, isSigned: true)
    }
    isBehindField = false
    (rootSign, hasReportedRoots) = saved
    return parts
  }

  /// Whether `scalar` may start what roots are asked of, or what is reported if they are.
  private func mayHaveRoots(_ scalar: Unicode.Scalar) -> Bool {
    analyzer.mayBeInWord(scalar) || "=/*?".unicodeScalars.contains(scalar)
      || QuerySyntax.opensGroup(scalar) || QuotePair(opening: scalar) != nil
  }

  /// Reports the sign that asks for roots, once, if `content` has none: it is not one word, or a
  /// field must have it.
  mutating func reportRoots(of content: ParsedQuery.Content) throws(QueryError) {
    guard let sign = rootSign, !hasReportedRoots, content.isWords else { return }
    hasReportedRoots = true
    let text = source.string(sign)
    try report(at: sign.lowerBound) {
      .misplacedSign(
        text, column: $0,
        expected: "one word behind it, without a field, quotes or signs, as in √كتب")
    }
  }

  private func rootSign(at start: Int) -> Int? {
    if source[start] == "√" { return start + 1 }
    guard let (name, next) = fieldName(at: start), ["root", "الجذر"].contains(name),
      fields.field(called: name) == nil
    else { return nil }
    return next
  }

  /// A name with a colon at `start` and something directly behind it, and where that is.
  func fieldName(at start: Int) -> (String, next: Int)? {
    guard let first = source[start], first.properties.isAlphabetic else { return nil }
    var end = start
    while let scalar = source[end], QuerySyntax.isPlain(scalar) || scalar == "_" || scalar == "-" {
      end += 1
    }
    guard source[end] == ":" || source[end] == "\u{FF1A}" else { return nil }
    guard let next = source[source.visible(from: end + 1)], !QuerySyntax.separates(next),
      !QuerySyntax.closesGroup(next)
    else { return nil }
    return (source.string(start..<end), end + 1)
  }

  // MARK: Values

  /// The part of a condition on values.
  mutating func value(
    _ condition: Query.ColumnCondition, of field: String, _ range: Range<Int>,
    _ occur: Query.Occur, _ suffix: Suffix
  ) throws(QueryError) -> [Part] {
    try leaf(
      .column(field, condition), source.bytes(range), occur, suffix, isCommon: false, false)
  }

  /// Reads a value that is not in quotes: up to white space or a bracket.
  mutating func bareValue(of field: String, _ occur: Query.Occur) throws(QueryError) -> [Part] {
    isBehindField = false
    let start = source.visible(from: index)
    guard let first = source[start] else { return [] }
    if first == "[" || first == "{" { return try bracketedRange(of: field, at: start, occur) }
    if first == "<" || first == ">" { return try comparison(of: field, at: start, occur) }
    var end = start
    while let scalar = source[end], !QuerySyntax.endsBareText(scalar) { end += 1 }
    index = max(end, index + 1)
    var suffix = Suffix()
    let range = trimmed(try takeValueSuffix(endOf: start..<end, into: &suffix))
    guard !range.isEmpty else { return [] }
    return try value(condition(range), of: field, range, occur, suffix)
  }

  private mutating func takeValueSuffix(
    endOf range: Range<Int>, into suffix: inout Suffix
  ) throws(QueryError) -> Range<Int> {
    let kept = try takeSuffix(endOf: range, into: &suffix)
    if suffix.edits != nil {
      try report(at: suffix.tilde) {
        .misplacedSign(
          "~", column: $0, expected: "a value as it is in the column")
      }
    }
    return kept
  }

  /// Without the punctuation at the end.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, QuerySyntax.followsLoosely(source.scalars[end - 1]) { end -= 1 }
    return range.lowerBound..<end
  }

  private func visibleText(_ range: Range<Int>) -> String {
    String(
      String.UnicodeScalarView(source.scalars[range].filter { !QuerySyntax.isInvisible($0) }))
  }

  private func condition(_ range: Range<Int>) -> Query.ColumnCondition {
    let text = visibleText(range)
    if text == "*" { return .exists }
    if let dots = text.range(ofPiece: ".."), text.count > 2 {
      return .between(
        bound(String(text[..<dots.lowerBound]), isIncluded: true),
        bound(String(text[dots.upperBound...]), isIncluded: true))
    }
    if text.hasSuffix("*"), !text.dropLast().contains("*") {
      return .prefix(String(text.dropLast()))
    }
    return .equals(text)
  }

  private func bound(_ text: String, isIncluded: Bool) -> Query.ColumnCondition.Bound? {
    text.isEmpty || text == "*" ? nil : .init(text, isIncluded: isIncluded)
  }

  // MARK: Ranges

  /// Reads `>300`, `>=300`, `<300` or `<=300`.
  private mutating func comparison(
    of field: String, at start: Int, _ occur: Query.Occur
  ) throws(QueryError) -> [Part] {
    let isLower = source[start] == ">"
    let isIncluded = source[start + 1] == "="
    index = source.visible(from: start + (isIncluded ? 2 : 1))
    var suffix = Suffix()
    var text = ""
    if let quote = source[index], let pair = QuotePair(opening: quote) {
      text = source.string(try takeQuoted(pair))
      suffix = try takeSuffix(of: .phrase)
    } else {
      var end = index
      while let scalar = source[end], !QuerySyntax.endsBareText(scalar) { end += 1 }
      text = visibleText(trimmed(try takeValueSuffix(endOf: index..<end, into: &suffix)))
      index = end
    }
    let range = start..<index
    guard !text.isEmpty else {
      try report(at: start) { .badRange(column: $0) }
      return []
    }
    let bound = Query.ColumnCondition.Bound(text, isIncluded: isIncluded)
    return try value(
      .range(lower: isLower ? bound : nil, upper: isLower ? nil : bound), of: field, range, occur,
      suffix)
  }

  /// Reads `[2015-07-01 TO 2015-08-01]`, `{…}` without the ends themselves, or `[1..5]`.
  private mutating func bracketedRange(
    of field: String, at start: Int, _ occur: Query.Occur
  ) throws(QueryError) -> [Part] {
    index = start + 1
    let lower = try takeBound(isIncluded: source[start] == "[")
    skipSeparators()
    var isRange = lower.isThere
    if source[index] == ".", source[index + 1] == "." {
      index += 2
    } else if source[index] == "T", source[index + 1] == "O" {
      index += 2
    } else {
      isRange = false
    }
    var upper = isRange ? try takeBound(isIncluded: true) : (bound: nil, isThere: false)
    skipSeparators()
    guard isRange, upper.isThere, let close = source[index], close == "]" || close == "}" else {
      try report(at: start) { .badRange(column: $0) }
      isAtBoundary = false
      // The whole of it, or up to white space, as words.
      var end = start + 1
      while let scalar = source[end], !QuerySyntax.endsBareText(scalar) { end += 1 }
      index = end
      return try words(start..<end, occur, Suffix(), isSigned: true)
    }
    upper.bound?.isIncluded = close == "]"
    index += 1
    isAtBoundary = false
    let range = start..<index
    let suffix = try takeSuffix(of: .group(0))
    return try value(
      .between(lower.bound, upper.bound), of: field, range, occur, suffix)
  }

  /// Reads an end of a range: a text in quotes or up to white space, two dots or a bracket.
  private mutating func takeBound(
    isIncluded: Bool
  ) throws(QueryError) -> (bound: Query.ColumnCondition.Bound?, isThere: Bool) {
    skipSeparators()
    index = source.visible(from: index)
    if let quote = source[index], let pair = QuotePair(opening: quote) {
      return (.init(source.string(try takeQuoted(pair)), isIncluded: isIncluded), true)
    }
    let start = index
    while let scalar = source[index], !QuerySyntax.separates(scalar), scalar != "]", scalar != "}",
      !(scalar == "." && source[index + 1] == ".")
    {
      index += 1
    }
    let text = visibleText(start..<index)
    return (bound(text, isIncluded: isIncluded), !text.isEmpty)
  }
}

extension Query.ColumnCondition {
  /// The range between two ends; without any, a value of whatever kind.
  static func between(_ lower: Bound?, _ upper: Bound?) -> Self {
    lower == nil && upper == nil ? .exists : .range(lower: lower, upper: upper)
  }
}
