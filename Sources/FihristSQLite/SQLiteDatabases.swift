internal import FihristArchive

/// Reads databases with the system's SQLite.
struct SQLiteDatabases: Databases {
  /// The table that is read; nil for the only one.
  var table: String?

  /// The query that is read instead.
  var query: String?

  func open(
    path: [UInt8], spelling: String, limit: Int, interruption: InputInterruption
  ) throws(ArchiveError) -> any DatabaseRows {
    try checkJournals(path, spelling)
    let connection = try SQLiteConnection(
      path: path, spelling: spelling, limit: limit, interruption: interruption)
    return try SQLiteRows(connection, statement(connection))
  }

  /// The statement that gives the rows.
  private func statement(_ connection: SQLiteConnection) throws(ArchiveError) -> String {
    if let query { return query }
    let kinds = table == nil ? "('table')" : "('table', 'view')"
    let names = try Self.strings(
      connection,
      "SELECT name FROM sqlite_master WHERE type IN \(kinds) AND name NOT LIKE 'sqlite\\_%' "
        + "ESCAPE '\\' ORDER BY name")
    if let table, names.contains(table) { return Self.selection(table) }
    if table == nil, names.count == 1 { return Self.selection(names[0]) }
    let list = names.prefix(12).map { "\"\($0)\"" }.joined(separator: ", ")
    let rest = names.count > 12 ? " and \(names.count - 12) more" : ""
    guard !names.isEmpty else {
      throw connection.error(.noInput, "it has no table", "check that it is the right database")
    }
    throw connection.error(
      .noInput,
      table.map { "it has no table \"\($0)\"; its tables are \(list)\(rest)" }
        ?? "it has \(names.count) tables: \(list)\(rest)",
      "name one with --table, or ask for rows with --query 'SELECT …'")
  }

  private static func selection(_ table: String) -> String {
    let parts = table.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
    return "SELECT * FROM \"\(parts.map { String($0) }.joined(separator: "\"\""))\""
  }

  private static func strings(
    _ connection: SQLiteConnection, _ statement: String
  ) throws(ArchiveError) -> [String] {
    let rows = try SQLiteRows(connection, statement)
    var strings: [String] = []
    while try rows.next() { strings.append(String(decoding: rows.text(of: 0), as: UTF8.self)) }
    return strings
  }

  /// Refuses a database whose last changes are still in a file beside it: it is read as it lies
  /// there, without looking at that file.
  private func checkJournals(_ path: [UInt8], _ spelling: String) throws(ArchiveError) {
    for suffix in ["-wal", "-journal"] where FileSize.bytes(of: path + suffix.utf8) > 0 {
      throw ArchiveError(
        .unreadable, path: spelling,
        reason: "changes that belong to it are still in \(spelling)\(suffix)",
        advice: "close the program that writes it, then run "
          + "sqlite3 \(spelling) 'PRAGMA wal_checkpoint(TRUNCATE)', or copy it with .backup")
    }
  }
}
