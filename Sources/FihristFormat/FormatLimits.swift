/// Limits of the format that several parts keep to; `Documentation/Format/README.md` lists all.
@usableFromInline
package enum FormatLimits {
  /// Most bytes of a document's key.
  package static let keyByteCount = 1_024

  /// Most documents of a segment: IDs take 24 bits in packed gaps.
  package static let documentCount = 1 << 24 - 1

  /// The greatest frequency of a posting; greater ones count as this, and BM25 has long saturated.
  @inlinable package static var frequency: Int { 1 << 24 - 1 }
}
