internal import CSQLite
internal import FihristArchive

/// The rows that a statement gives.
@safe final class SQLiteRows: DatabaseRows {
  let columns: [String]

  private let connection: SQLiteConnection
  private let statement: OpaquePointer
  /// Whether the last row was read: another step would start again.
  private var isAtEnd = false

  /// Prepares `text`, one statement that only reads.
  init(_ connection: SQLiteConnection, _ text: String) throws(ArchiveError) {
    self.connection = connection
    var prepared: OpaquePointer?
    var hasMore = false
    let bytes = Array(text.utf8) + [0]
    let status = unsafe bytes.withUnsafeBufferPointer { all in
      unsafe all.withMemoryRebound(to: CChar.self) { text in
        var rest: UnsafePointer<CChar>?
        let status = unsafe sqlite3_prepare_v2(
          connection.handle, text.baseAddress, Int32(clamping: text.count), &prepared, &rest)
        let more = unsafe rest.map { unsafe String(cString: $0) } ?? ""
        hasMore = more.contains { !$0.isWhitespace && $0 != ";" }
        return status
      }
    }
    guard status == SQLITE_OK, let prepared = unsafe prepared else {
      throw Self.refusal(connection, status)
    }
    guard !hasMore, unsafe sqlite3_stmt_readonly(prepared) != 0,
      unsafe sqlite3_column_count(prepared) > 0
    else {
      unsafe sqlite3_finalize(prepared)
      throw connection.error(
        .unsupported, "the query is not one SELECT", "give one statement that gives rows")
    }
    unsafe statement = prepared
    let count = unsafe sqlite3_column_count(prepared)
    columns = (0..<count).map { column in
      unsafe sqlite3_column_name(prepared, column).map { unsafe String(cString: $0) } ?? ""
    }
  }

  deinit { unsafe sqlite3_finalize(statement) }

  private static func refusal(_ connection: SQLiteConnection, _ status: Int32) -> ArchiveError {
    switch status & 0xFF {
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CANTOPEN, SQLITE_IOERR: damage(connection)
    case SQLITE_AUTH:
      connection.error(
        .unsupported, "the query does more than read (\(connection.lastProblem))",
        "give a SELECT of tables in this database")
    default:
      connection.error(
        .unsupported, "SQLite cannot run the query (\(connection.lastProblem))",
        "correct --query, or name a table with --table")
    }
  }

  private static func damage(_ connection: SQLiteConnection) -> ArchiveError {
    connection.error(
      .damaged, "SQLite cannot read it any further (\(connection.lastProblem))",
      "repair it with: sqlite3 FILE .recover")
  }

  func next() throws(ArchiveError) -> Bool {
    if isAtEnd { return false }
    isAtEnd = true
    switch unsafe sqlite3_step(statement) {
    case SQLITE_ROW:
      isAtEnd = false
      return true
    case SQLITE_DONE: return false
    case SQLITE_INTERRUPT:
      throw connection.error(.interrupted, "reading was interrupted", "run the command again")
    case SQLITE_TOOBIG:
      throw connection.error(
        .tooLong, "a value is longer than the limit", "leave it out with --query")
    default: throw Self.damage(connection)
    }
  }

  func text(of column: Int) -> [UInt8] {
    let column = Int32(clamping: column)
    // Values that are not text are pictures and the like; numbers have a text.
    guard unsafe sqlite3_column_type(statement, column) != SQLITE_BLOB,
      let start = unsafe sqlite3_column_text(statement, column)
    else { return [] }
    let count = unsafe Int(sqlite3_column_bytes(statement, column))
    return unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }
}
