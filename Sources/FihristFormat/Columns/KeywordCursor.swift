package import FihristStorage

/// Steps over the strings of a keyword column, ascending.
package struct KeywordCursor {
  private let strings: FrontCodedStrings
  private var block: BlockCursor?
  private var read = 0

  /// The string that ``next()`` came to.
  package private(set) var string: [UInt8] = []

  init(_ strings: FrontCodedStrings) { self.strings = strings }

  /// Steps to the next string.
  ///
  /// - Returns: Whether there is one.
  /// - Throws: ``IndexError`` of kind `damaged`.
  package mutating func next() throws(IndexError) -> Bool {
    guard read < strings.count else { return false }
    let (number, index) = read.quotientAndRemainder(
      dividingBy: KeywordColumnWriter.blockStringCount)
    if index == 0 { string.removeAll(keepingCapacity: true) }
    if index == 0 || block == nil { block = try strings.cursor(ofBlock: number) }
    guard var cursor = block else { return false }
    try strings.next(&cursor, after: &string)
    block = cursor
    read += 1
    return true
  }
}
