/// What a document has in a sort key: comparable across segments.
package enum SortValue: Sendable, Hashable {
  /// A number as in the column.
  case number(Int64)
  /// The least string of the document if strings ascend, else the greatest.
  case string([UInt8])
  /// Nothing: comes last, whatever the direction.
  case missing
}
