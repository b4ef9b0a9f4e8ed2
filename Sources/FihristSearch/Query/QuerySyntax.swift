/// The characters that have a meaning in a query.
enum QuerySyntax {
  /// The sign that makes a word or a phrase ``Query/Occur/must`` or ``Query/Occur/mustNot``: a plus
  /// or a minus, also the mathematical minus and the full-width forms. Dashes are not signs: `–`
  /// and `—` are punctuation wherever they stand.
  static func sign(_ scalar: Unicode.Scalar) -> Query.Occur? {
    switch scalar {
    case "+", "\u{FF0B}": .must
    case "-", "\u{2212}", "\u{FF0D}": .mustNot
    default: nil
    }
  }

  /// Whether a word or a sign can start after `scalar`: white space, but not the narrow space that
  /// groups the digits of a number.
  static func separates(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace && scalar != "\u{202F}"
  }

  /// Whether `scalar` is invisible: a direction mark, a joiner or a byte order mark. Copied text
  /// often contains such characters, also around signs and quotes.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isDefaultIgnorableCodePoint
  }
}
