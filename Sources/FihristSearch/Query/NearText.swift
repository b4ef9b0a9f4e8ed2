/// What stands between the brackets of `NEAR(مجلس أمن, 5, ordered)`.
struct NearText {
  /// The scalars with the words.
  private(set) var words: Range<Int>
  /// How many other words may lie between them; `nil` if nothing is said.
  private(set) var distance: Int?
  /// Whether the words must come in their order.
  private(set) var isOrdered = false

  /// Reads the scalars `range` of `source` from the end.
  init(_ source: QueryText, _ range: Range<Int>) {
    words = range
    if let (text, before) = Self.last(of: words, in: source), text == "ordered" {
      isOrdered = true
      words = before
    }
    guard let (text, before) = Self.last(of: words, in: source), !text.isEmpty else { return }
    var number = 0
    for scalar in text.unicodeScalars {
      guard let digit = QuerySyntax.digit(scalar) else { return }
      number = min(number * 10 + digit, 1_000_000)
    }
    distance = number
    words = before
  }

  /// What follows the last comma of `range`, and what stands before it.
  private static func last(
    of range: Range<Int>, in source: QueryText
  ) -> (String, before: Range<Int>)? {
    guard let comma = source.scalars[range].lastIndex(where: { $0 == "," || $0 == "،" }) else {
      return nil
    }
    let text = source.scalars[comma + 1..<range.upperBound].filter {
      !QuerySyntax.separates($0) && !QuerySyntax.isInvisible($0)
    }
    return (String(String.UnicodeScalarView(text)), range.lowerBound..<comma)
  }
}
