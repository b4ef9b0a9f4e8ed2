/// The rows of a table in a database, read once.
package protocol DatabaseRows: AnyObject {
  /// The names of the columns.
  var columns: [String] { get }

  /// Steps to the next row; false at the end.
  ///
  /// - Throws: ``ArchiveError`` if the rest cannot be read.
  func next() throws(ArchiveError) -> Bool

  /// The text of the column with the number `column` in this row; empty if it has none.
  func text(of column: Int) -> [UInt8]
}
