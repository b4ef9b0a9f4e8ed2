/// A pattern over the characters of terms.
indirect enum ScalarPattern: Sendable, Hashable {
  /// One of these.
  case scalar(ScalarSet)
  /// One after the other; none is the empty text.
  case sequence([ScalarPattern])
  /// Any one of these.
  case choice([ScalarPattern])
  /// The pattern again and again; `most` of `nil` is without end.
  case repeated(ScalarPattern, least: Int, most: Int?)

  /// Any characters.
  static let anything = ScalarPattern.repeated(.scalar(.all), least: 0, most: nil)

  /// The pattern of a text with `*`, `?` and `\`.
  init(wildcard text: String) {
    var parts: [ScalarPattern] = []
    var isEscaped = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\" where !isEscaped:
        isEscaped = true
        continue
      case "*" where !isEscaped: if parts.last != .anything { parts.append(.anything) }
      case "?" where !isEscaped: parts.append(.scalar(.all))
      default: parts.append(.scalar(ScalarSet(scalar)))
      }
      isEscaped = false
    }
    if isEscaped { parts.append(.scalar(ScalarSet("\\"))) }
    self = .sequence(parts)
  }
}

extension ScalarPattern {
  /// The pattern of `expansion`, which is not fuzzy.
  ///
  /// - Throws: ``PatternError`` if it is not a pattern, or too long.
  init(_ expansion: Query.Expansion) throws(PatternError) {
    switch expansion {
    case .regularExpression(let text): self = try PatternReader.read(text)
    case .prefix(let text):
      try Self.check(text)
      self = .sequence(text.unicodeScalars.map { .scalar(ScalarSet($0)) } + [.anything])
    case .wildcard(let text):
      try Self.check(text)
      self = ScalarPattern(wildcard: text)
    case .fuzzy: self = .choice([])
    }
  }

  private static func check(_ text: String) throws(PatternError) {
    guard text.unicodeScalars.count <= Query.maximumPatternLength else {
      throw PatternError(
        offset: Query.maximumPatternLength,
        reason: "a pattern has at most \(Query.maximumPatternLength) characters")
    }
  }
}
