package import FihristFormat
package import FihristStorage

/// Reads the values of ascending documents: each block is looked up once.
package struct NumberWalk {
  private let column: NumberColumn
  private var block: NumberColumn.Block?

  /// Makes a walk before the first document.
  package init(_ column: NumberColumn) { self.column = column }

  /// The value of `document`, or nil if it has none.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  @inline(__always)
  package mutating func value(of document: Int) throws(IndexError) -> Int64? {
    guard column.hasValue(document) else { return nil }
    if let block, block.documents.contains(document) {
      return block[document - block.documents.lowerBound]
    }
    let next = try column.block(document / NumberColumn.blockDocumentCount)
    block = next
    return next[document - next.documents.lowerBound]
  }
}
