internal import Fihrist

extension QueryNote {
  /// What is said of a search from a day that is after its last.
  static let turnedRange = QueryNote(
    code: .emptyRange,
    text: "from is later than to; no document meets it, as the smaller end comes first", column: 1)
}
