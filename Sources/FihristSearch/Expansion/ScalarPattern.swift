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

  /// The pattern of a text.
  init(_ text: some Sequence<Unicode.Scalar>) {
    self = .sequence(text.map { .scalar(ScalarSet($0)) })
  }

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
