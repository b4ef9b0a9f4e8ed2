/// Where a word starts and ends in a text, in bytes.
package struct WordRange: Sendable, Hashable {
  /// The first byte.
  package var start: UInt32

  /// One past the last byte; greater than `start`.
  package var end: UInt32

  /// Makes the range of the bytes from `start` up to, not including, `end`.
  @inlinable
  package init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }

  /// The same as a range of `Int`.
  @inlinable package var bytes: Range<Int> { Int(start)..<Int(end) }
}
