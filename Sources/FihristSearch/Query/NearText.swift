/// What stands between the brackets of `NEAR(مجلس أمن, 5, ordered)`.
struct NearText {
  /// The scalars with the words.
  private(set) var words: Range<Int>
  /// How many other words may lie between them; `nil` if nothing is said.
  private(set) var distance: Int?
  /// Whether the words must come in their order.
  private(set) var isOrdered = false
  /// What stands behind a comma and should be a number, and where; it stays one of the words.
  private(set) var other: Range<Int>?
  /// Whether the distance has a minus before it.
  private(set) var isNegative = false

  /// Reads the scalars `range` of `source` from the end.
  init(_ source: QueryText, _ range: Range<Int>) {
    words = range
    var piece = Self.last(of: range, in: source)
    if let last = piece, source.string(last.text) == "ordered" {
      isOrdered = true
      words = last.before
      piece = Self.last(of: words, in: source)
    }
    guard let last = piece, !last.text.isEmpty else { return }
    var digits = source.scalars[last.text].filter { !QuerySyntax.isInvisible($0) }[...]
    let sign = digits.first.flatMap(QuerySyntax.sign)
    if sign != nil { digits = digits.dropFirst() }
    let values = digits.compactMap(QuerySyntax.digit)
    guard !values.isEmpty, values.count == digits.count else {
      other = last.text
      return
    }
    let number = values.reduce(0) { min($0 * 10 + $1, 1_000_000) }
    isNegative = sign == .mustNot && number > 0
    distance = isNegative ? 0 : number
    words = last.before
  }

  /// What follows the last comma of `range`, without what is around it, and what stands before the
  /// comma.
  private static func last(
    of range: Range<Int>, in source: QueryText
  ) -> (text: Range<Int>, before: Range<Int>)? {
    guard let comma = source.scalars[range].lastIndex(where: { $0 == "," || $0 == "،" }) else {
      return nil
    }
    var text = comma + 1..<range.upperBound
    let isAround = { QuerySyntax.separates($0) || QuerySyntax.isInvisible($0) }
    while let first = text.first, isAround(source.scalars[first]) { text = text.dropFirst() }
    while let last = text.last, isAround(source.scalars[last]) { text = text.dropLast() }
    return (text, range.lowerBound..<comma)
  }
}
