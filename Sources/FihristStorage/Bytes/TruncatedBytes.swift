/// The error for bytes that end, or are invalid, before a value is complete.
package struct TruncatedBytes: Error, Hashable, Sendable, CustomStringConvertible {
  /// The offset of the value that cannot be read.
  package var offset: Int

  /// What was expected there.
  package var expected: String

  /// Makes the error.
  package init(offset: Int, expected: String) {
    self.offset = offset
    self.expected = expected
  }

  /// "expected … at byte …".
  package var description: String { "expected \(expected) at byte \(offset)" }
}
