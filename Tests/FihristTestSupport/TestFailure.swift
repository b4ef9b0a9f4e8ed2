/// What a function of the tests found wrong, in one sentence.
package struct TestFailure: Error, CustomStringConvertible {
  /// The sentence.
  package let description: String

  /// Makes a failure.
  package init(_ description: String) { self.description = description }
}
