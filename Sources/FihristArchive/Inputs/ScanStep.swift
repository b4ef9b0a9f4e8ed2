/// What the next bytes of an input are.
enum ScanStep: Hashable {
  /// A record, or something broken where a record should be.
  case record(ScannedRecord)
  /// A record starts that the bytes do not hold to its end.
  case incomplete
  /// No record starts before the end of the bytes.
  case end
}
