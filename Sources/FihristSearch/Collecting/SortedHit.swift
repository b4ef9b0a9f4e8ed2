/// A document in an order by columns.
package struct SortedHit: Sendable {
  package var segment: Int
  package var document: UInt32
  /// One for each sort key.
  package var values: [SortValue]
  package var key: [UInt8]

  /// The score, if it is one of the keys.
  package var score: Float? {
    for case .score(let bits) in values { return Float(bitPattern: bits) }
    return nil
  }
}
