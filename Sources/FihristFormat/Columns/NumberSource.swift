package import FihristStorage

/// What a column of numbers is written from.
package protocol NumberSource {
  /// The value of `document`, or nil if it has none.
  func value(of document: Int) throws(IndexError) -> Int64?
}
