/// A record and where it is.
struct ScannedRecord: Hashable, Sendable {
  /// Where it lies in the bytes. If it is broken, a part of it that shows the fault.
  var range: Range<Int>
  /// The line in which it starts, from 1.
  var line: Int
  /// Its number in the input, from 1.
  var number: Int
}
