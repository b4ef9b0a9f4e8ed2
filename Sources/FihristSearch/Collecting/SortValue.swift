/// What a document has in a sort key: comparable across segments.
package enum SortValue: Sendable, Hashable {
  /// A number as in the column.
  case number(Int64)
  /// The least string of the document if strings ascend, else the greatest.
  case string([UInt8])
  /// The bits of a score. Scores are not negative, so their bits are in their order.
  case score(UInt32)
  /// The bits of the score of a document that has only related words, where such documents come
  /// behind all that match.
  case related(UInt32)
  /// Nothing: comes last, whatever the direction.
  case missing
}

extension SortValue {
  /// Whether a document with this value comes before one with `other`; `nil` if neither does.
  package func precedes(_ other: SortValue, isDescending: Bool) -> Bool? {
    switch (self, other) {
    case (.missing, .missing): nil
    case (.missing, _): false
    case (_, .missing): true
    case (.number(let a), .number(let b)): a == b ? nil : (a < b) != isDescending
    case (.score(let a), .score(let b)), (.related(let a), .related(let b)):
      a == b ? nil : (a < b) != isDescending
    case (.score, .related): true
    case (.related, .score): false
    case (.string(let a), .string(let b)):
      a == b ? nil : a.lexicographicallyPrecedes(b) != isDescending
    default: nil
    }
  }
}
