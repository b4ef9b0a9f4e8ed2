/// The characters that mean something in a query.
enum QuerySyntax {
  /// The sign that makes a word or a phrase ``Query/Occur/must`` or ``Query/Occur/mustNot``: a plus
  /// or a minus, also the mathematical minus and the full-width forms. Dashes are no signs: `–` and
  /// `—` are punctuation wherever they stand.
  static func sign(_ scalar: Unicode.Scalar) -> Query.Occur? {
    switch scalar {
    case "+", "\u{FF0B}": .must
    case "-", "\u{2212}", "\u{FF0D}": .mustNot
    default: nil
    }
  }

  /// Whether a word or a sign can begin behind `scalar`: white space, but not the narrow space that
  /// groups the digits of a number.
  static func separates(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace && scalar != "\u{202F}"
  }

  /// Whether nothing is to be seen of `scalar`: direction marks, joiners, a byte order mark. Such
  /// characters come along when text is copied, and may stand around signs and quotes.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isDefaultIgnorableCodePoint
  }
}

/// A pair of quotes around a phrase.
struct QuotePair {
  let opening: Unicode.Scalar
  private let closings: [Unicode.Scalar]

  /// The pair that `opening` begins, or `nil` if it is no quote.
  ///
  /// `»…«` and `”…”` count too: the first is what Arabic keyboards give to those who type the quotes
  /// as they look, the second is how Swedish and some phones quote.
  init?(opening: Unicode.Scalar) {
    switch opening {
    case "\"", "\u{FF02}": closings = [opening]
    case "«": closings = ["»"]
    case "»": closings = ["«"]
    case "“": closings = ["”"]
    case "„": closings = ["“", "”"]
    case "”": closings = ["”"]
    default: return nil
    }
    self.opening = opening
  }

  /// Whether `scalar` ends the phrase.
  func closes(_ scalar: Unicode.Scalar) -> Bool { closings.contains(scalar) }

  /// Whether `scalar` begins a second phrase inside the first. Quotes of another kind do not: they
  /// are punctuation of the phrase.
  func nests(_ scalar: Unicode.Scalar) -> Bool { scalar == opening && !closes(scalar) }
}
