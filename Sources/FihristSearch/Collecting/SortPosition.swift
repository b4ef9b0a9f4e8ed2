/// Where a page of sorted hits starts: behind the document with these values and this key.
package struct SortPosition: Sendable, Hashable {
  package var values: [SortValue]
  package var key: [UInt8]

  /// Makes a position.
  package init(values: [SortValue], key: [UInt8]) {
    self.values = values
    self.key = key
  }
}
