package import FihristStorage

/// What a keyword column is written from: distinct strings, and which of them each document has.
package protocol KeywordSource {
  /// How many distinct strings there are.
  var stringCount: Int { get }

  /// Gives `body` the distinct strings, ascending by their bytes.
  func forEachString(
    _ body: (UnsafeBufferPointer<UInt8>) throws(IndexError) -> Void
  ) throws(IndexError)

  /// Makes `ordinals` the ordinals of the strings of `document`, ascending.
  func read(_ document: Int, into ordinals: inout [UInt32]) throws(IndexError)
}
