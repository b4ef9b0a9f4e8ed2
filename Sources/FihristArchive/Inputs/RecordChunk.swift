/// Whole records and the bytes that they lie in.
struct RecordChunk: Sendable {
  /// The bytes.
  var bytes: [UInt8]
  /// The records, in order.
  var records: [ScannedRecord]
  /// Records among these that were longer than the limit and are missing.
  var tooLong: [ScannedRecord] = []
}
