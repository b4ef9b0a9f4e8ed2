/// One of the values by which hits are ordered.
package struct SortKey: Sendable, Hashable {
  /// The ordinal of a field with a column; `nil` for the score.
  package var field: Int?
  /// Whether the greatest comes first.
  package var isDescending: Bool

  /// Makes a key.
  package init(field: Int?, isDescending: Bool) {
    self.field = field
    self.isDescending = isDescending
  }

  /// The score, the greatest first.
  package static let bestFirst = SortKey(field: nil, isDescending: true)
}
