/// Opens databases, which are files of tables.
package protocol Databases: Sendable {
  /// Opens the table or the query in the database at `path`: the bytes of the file's name.
  ///
  /// - Parameters:
  ///   - spelling: The path as messages show it.
  ///   - limit: The longest value, in bytes, that is read.
  ///   - interruption: Ends the reading when it is requested.
  /// - Throws: ``ArchiveError`` if it cannot be opened, or if nothing says which table is meant.
  func open(
    path: [UInt8], spelling: String, limit: Int, interruption: InputInterruption
  ) throws(ArchiveError) -> any DatabaseRows
}
