internal import Fihrist

/// A cursor of the API: the search that it goes on with, the commit, and where the page ended.
struct CursorText: Sendable {
  var generation: UInt64
  /// What names the search: a position among the hits of another means nothing.
  var search: String
  var cursor: SearchCursor

  init(generation: UInt64, search: String, cursor: SearchCursor) {
    (self.generation, self.search, self.cursor) = (generation, search, cursor)
  }

  /// Reads what ``text`` gave; nil for nil.
  ///
  /// - Parameter search: What names the search that is to go on.
  /// - Throws: ``Problem`` if the text is something else, or of another search.
  init?(_ text: String?, of search: String) throws(Problem) {
    guard let text else { return nil }
    let parts = text.split(separator: ".", maxSplits: 2)
    guard parts.count == 3, let generation = UInt64(parts[0]),
      let cursor = SearchCursor(text: String(parts[2]))
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
    self.init(generation: generation, search: search, cursor: cursor)
  }

  var text: String { "\(generation).\(search).\(cursor.text)" }

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
