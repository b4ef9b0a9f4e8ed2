/// A posting that was verified.
package struct VerifiedPosting {
  /// The ordinal of its term space.
  package let space: Int
  /// The term, in UTF-8.
  package let term: [UInt8]
  /// The document's ID.
  package let document: UInt32
  /// The frequency, in units.
  package let frequency: UInt32
  /// The positions, ascending; empty where the segment keeps none.
  package let positions: [UInt32]
}
