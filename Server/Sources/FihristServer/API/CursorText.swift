internal import Fihrist

/// A cursor of the API: where a page ended, and in which commit.
struct CursorText: Sendable {
  var generation: UInt64
  var cursor: SearchCursor

  init(generation: UInt64, cursor: SearchCursor) {
    (self.generation, self.cursor) = (generation, cursor)
  }

  /// Reads what ``text`` gave; nil for nil.
  init?(_ text: String?) throws(Problem) {
    guard let text else { return nil }
    let parts = text.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let generation = UInt64(parts[0]),
      let cursor = SearchCursor(text: String(parts[1]))
    else {
      throw Problem(
        .badParameter, "cursor is not what a search gave as next", parameter: "cursor")
    }
    self.init(generation: generation, cursor: cursor)
  }

  var text: String { "\(generation).\(cursor.text)" }
}
