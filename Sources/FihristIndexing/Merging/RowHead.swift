/// A byte string at the head of one of the rows that are merged.
struct RowHead: Comparable {
  /// The string.
  var bytes: [UInt8]
  /// The number of the row.
  var row: Int

  /// By bytes as unsigned numbers; equal ones by row.
  static func < (a: RowHead, b: RowHead) -> Bool {
    if a.bytes == b.bytes { return a.row < b.row }
    return a.bytes.lexicographicallyPrecedes(b.bytes)
  }
}
