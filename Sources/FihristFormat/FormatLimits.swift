/// Limits of the format that several parts share; `Documentation/Format/README.md` lists all.
@usableFromInline
package enum FormatLimits {
  /// The most bytes of a document's key.
  package static let keyByteCount = 1_024

  /// The most bytes of a value in a keyword column.
  package static let valueByteCount = 1_024

  /// The most documents of a segment: IDs take 24 bits in packed gaps.
  package static let documentCount = 1 << 24 - 1

  /// The greatest frequency of a posting; greater ones count as this, because BM25 has long
  /// saturated.
  @inlinable package static var frequency: Int { 1 << 24 - 1 }
}
