public import FihristArchive

extension ArchiveOptions {
  /// Reads SQLite databases too: the rows of a table, or of a query, as those of a CSV file. They
  /// are opened for reading only, and nothing is written beside them.
  ///
  /// - Parameters:
  ///   - table: The table, or the view; nil if every database has one table.
  ///   - query: A query that gives the rows, instead of a table.
  public mutating func readDatabases(table: String? = nil, query: String? = nil) {
    databases = SQLiteDatabases(table: table, query: query)
  }
}
