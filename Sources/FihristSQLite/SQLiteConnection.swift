internal import CSQLite
internal import FihristArchive

/// A database that is open for reading.
@safe final class SQLiteConnection {
  /// The path that messages show.
  let spelling: String

  /// The database.
  let handle: OpaquePointer

  private let interruption: InputInterruption

  /// Opens the database at `path` as it lies there: without locks, and without files beside it.
  init(
    path: [UInt8], spelling: String, limit: Int, interruption: InputInterruption
  ) throws(ArchiveError) {
    self.spelling = spelling
    self.interruption = interruption
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    let status = unsafe sqlite3_open_v2(Self.address(path), &handle, flags, nil)
    guard status == SQLITE_OK, let handle = unsafe handle else {
      unsafe sqlite3_close_v2(handle)
      throw ArchiveError(
        .unreadable, path: spelling, reason: "SQLite cannot open it (\(Self.text(status)))",
        advice: "check that it may be read")
    }
    unsafe self.handle = handle
    unsafe fihrist_sqlite_restrict(handle)
    _ = unsafe sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Int32(clamping: max(limit, 1 << 20)))
    _ = unsafe sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, Self.statementLimit)
    _ = unsafe sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0)
    _ = unsafe sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, Self.depthLimit)
    _ = unsafe sqlite3_set_authorizer(
      handle,
      { _, action, _, name, _, _ in
        unsafe SQLiteConnection.verdict(action, name)
      }, nil)
    let client = unsafe Unmanaged.passUnretained(interruption).toOpaque()
    unsafe sqlite3_progress_handler(
      handle, Self.stepsBetweenChecks,
      { client in
        guard let client = unsafe client else { return 0 }
        return unsafe Unmanaged<InputInterruption>.fromOpaque(client).takeUnretainedValue()
          .isRequested ? 1 : 0
      }, client)
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  /// The longest statement in bytes, of the user or in the schema of the database.
  private static let statementLimit: Int32 = 1 << 20

  /// Expressions inside of each other.
  private static let depthLimit: Int32 = 100

  /// So many steps of SQLite's machine are made between two looks at the interruption.
  private static let stepsBetweenChecks: Int32 = 100_000

  /// Only reading is allowed: no writing, no settings, no other files.
  private static func verdict(_ action: Int32, _ name: UnsafePointer<CChar>?) -> Int32 {
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
    case SQLITE_FUNCTION:
      let function = unsafe name.map { unsafe String(cString: $0).lowercased() }
      return function == "load_extension" ? SQLITE_DENY : SQLITE_OK
    default: return SQLITE_DENY
    }
  }

  /// The address of the file at `path`, with `%NN` for each byte that is not a letter, a digit or a
  /// slash.
  private static func address(_ path: [UInt8]) -> String {
    var address = "file:"
    // Two slashes would start the name of a host.
    let slashes = path.prefix { $0 == UInt8(ascii: "/") }.count
    for byte in path.dropFirst(max(0, slashes - 1)) {
      let letter = Character(Unicode.Scalar(byte))
      let isPlain = letter.isASCII && (letter.isLetter || letter.isNumber || letter == "/")
      if isPlain {
        address.append(letter)
      } else {
        let digits = String(byte, radix: 16)
        address += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return address + "?immutable=1"
  }

  /// What a code of SQLite means.
  static func text(_ status: Int32) -> String {
    unsafe sqlite3_errstr(status).map { unsafe String(cString: $0) } ?? "error \(status)"
  }

  /// What went wrong last.
  var lastProblem: String {
    unsafe sqlite3_errmsg(handle).map { unsafe String(cString: $0) } ?? "SQLite does not say why"
  }

  /// An error about this database.
  func error(_ kind: ArchiveError.Kind, _ reason: String, _ advice: String) -> ArchiveError {
    ArchiveError(kind, path: spelling, reason: reason, advice: advice)
  }
}
