internal import Fihrist

/// On which commit a search runs, and where its page starts there. It is read from parameters
/// without a look at the query, so that an answer that is kept can be told at once.
struct SearchStart: Sendable {
  let commit: ArchiveCommit
  /// Where the page before ended; nil if an offset says where this one starts.
  let cursor: CursorText?
  /// What cursors call the search.
  let search: String
  /// The order of hits.
  let sort: [SortOrder]

  /// Reads the parameters of a search.
  ///
  /// - Parameter archive: The index; a cursor chooses the commit.
  /// - Throws: ``Problem``.
  init(_ parameters: Parameters, of archive: ServedArchive) throws(Problem) {
    sort = parameters["sort"]?.split(separator: ",").map { SortOrder(text: String($0)) } ?? []
    // The fields of the newest commit are those of all: a schema does not change.
    search = CursorText.name(
      of: parameters, index: archive.name, fields: try archive.current.columnFields)
    try Self.checkOffset(parameters)
    cursor = try CursorText(parameters["cursor"], of: search)
    commit = try Self.commit(for: cursor, of: archive, sort: sort)
  }

  /// Refuses an offset that a cursor leaves without effect.
  private static func checkOffset(_ parameters: Parameters) throws(Problem) {
    guard parameters["cursor"] != nil, parameters.number("offset", or: 0) > 0 else { return }
    throw Problem(
      .badParameter,
      "cursor and offset exclude each other; leave out offset to go on behind a page",
      parameter: "offset")
  }

  private static func commit(
    for cursor: CursorText?, of archive: ServedArchive, sort: [SortOrder]
  ) throws(Problem) -> ArchiveCommit {
    guard let cursor else { return try archive.current }
    if let commit = archive.commit(named: cursor.commit) { return commit }
    // A position among values means the same in every commit, a score does not.
    guard !sort.isEmpty, sort.allSatisfy({ $0.field != "score" }) else {
      throw Problem(
        .cursorExpired,
        "the commit of the cursor is closed; start again without it, or sort by date",
        parameter: "cursor")
    }
    return try archive.current
  }
}
