internal import Fihrist

/// A cursor of the API: the search that it goes on with, the commit, and where the page ended.
struct CursorText: Sendable {
  /// The name of the commit, which no other has: an index that is made anew begins with the same
  /// generations.
  var commit: String
  /// What names the search: a position among the hits of another means nothing.
  var search: String
  /// How many hits are on the pages before.
  var before: Int
  var cursor: SearchCursor

  /// No index has so many documents. A cursor that says more is not ours.
  private static let mostBefore = 1 << 40

  init(commit: String, search: String, before: Int, cursor: SearchCursor) {
    (self.commit, self.search) = (commit, search)
    (self.before, self.cursor) = (before, cursor)
  }

  /// Reads what ``text`` gave; nil for nil.
  ///
  /// - Parameter search: What names the search that is to go on.
  /// - Throws: ``Problem`` if the text is something else, or of another search.
  init?(_ text: String?, of search: String) throws(Problem) {
    guard let text else { return nil }
    let parts = text.split(separator: ".", maxSplits: 3)
    guard parts.count == 4, let before = Int(parts[2]),
      (0...Self.mostBefore).contains(before), let cursor = SearchCursor(text: String(parts[3]))
    else {
      throw Problem(
        .badParameter,
        "cursor is not what a search gave as next; leave it out to begin with the best",
        parameter: "cursor")
    }
    guard parts[1] == search else {
      throw Problem(
        .badParameter,
        "the cursor is of another search; send the query, conditions and order that it came from, "
          + "or leave it out",
        parameter: "cursor")
    }
    self.init(commit: String(parts[0]), search: search, before: before, cursor: cursor)
  }

  var text: String { "\(commit).\(search).\(before).\(cursor.text)" }

  /// What names a search: equal where the same documents match in the same order. How much is
  /// shown of them may change from page to page.
  ///
  /// - Parameter fields: Names of fields that conditions are on.
  static func name(
    of parameters: Parameters, index: String, fields: [String]
  ) -> String {
    let names = ["q", "mode", "filter", "from", "to", "sort", "collapse"]
    var decisive = Parameters(checked: [Parameters.Pair(name: "index", value: index)])
    for name in names where name != "mode" || parameters[name] == "strict" {
      if let value = parameters[name]?.trimmed { decisive = decisive.adding(name, value) }
    }
    for field in fields {
      // In any order: the values of a field are joined by OR.
      for value in parameters.values(ofField: field).sorted() {
        decisive = decisive.adding("field:" + field, value)
      }
    }
    return String(SHA256(Array(decisive.canonical.utf8)).text.prefix(8))
  }
}
