package import FihristStorage

/// Walks over the keys of a segment in document order, which is key order.
package struct KeyCursor {
  private let reader: KeyReader
  private var scan: KeyScan?
  private var upcoming = 0

  init(_ reader: KeyReader) { self.reader = reader }

  /// Steps to the next key.
  ///
  /// - Returns: false after the last.
  /// - Throws: ``IndexError`` of kind `damaged`, also if the key is not greater than the previous
  ///   one.
  package mutating func next() throws(IndexError) -> Bool {
    guard upcoming < reader.count else { return false }
    let isFirst = upcoming % KeyWriter.blockKeyCount == 0
    let last = isFirst ? key : []
    if isFirst { scan = try KeyScan(reader, block: upcoming / KeyWriter.blockKeyCount) }
    try scan?.advance()
    guard !isFirst || last.lexicographicallyPrecedes(key) else {
      throw reader.damage("a block does not start above the previous one")
    }
    upcoming += 1
    return true
  }

  /// The current key; empty before the first call of ``next()``.
  package var key: [UInt8] { scan?.key ?? [] }

  /// The document of the current key.
  package var document: UInt32 { UInt32(max(0, upcoming - 1)) }
}
