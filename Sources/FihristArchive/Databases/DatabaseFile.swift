/// A database that is read as a table.
enum DatabaseFile {
  /// The first bytes of every SQLite database.
  static let mark = Array("SQLite format 3\u{0}".utf8)

  /// The rows of the database `file`, which starts with `head`.
  ///
  /// - Parameter isPlain: Whether it is a file of its own, neither compressed nor in another one:
  ///   a database is read here and there, and not from its start to its end.
  static func rows(
    of file: InputFile, head: [UInt8], isPlain: Bool, _ options: ArchiveOptions
  ) throws(ArchiveError) -> any DatabaseRows {
    guard head.starts(with: mark) else {
      throw ArchiveError(
        .unsupported, path: file.path.spelling, reason: "it is not an SQLite database",
        advice: "leave out --format, or name its format")
    }
    guard let databases = options.databases else {
      throw ArchiveError(
        .unsupported, path: file.path.spelling, reason: "it is an SQLite database",
        advice: "index it with the tool fihrist, or export its rows as JSON lines")
    }
    guard isPlain else {
      throw ArchiveError(
        .unsupported, path: file.path.spelling,
        reason: "it is an SQLite database, which cannot be read while it is unpacked or piped",
        advice: "save it as a file of its own, and name that")
    }
    return try databases.open(
      path: file.path.bytes, spelling: file.path.spelling, limit: options.lineLimit,
      interruption: options.interruption)
  }
}
