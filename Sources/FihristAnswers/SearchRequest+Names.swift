public import Fihrist

extension SearchRequest {
  /// Refuses two facets, histograms, summaries or orders of one field: an answer in JSON names them
  /// by it, and readers of JSON keep one of two members with one name.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` of kind `invalid`.
  public func checkNames() throws {
    try Self.check(facets.map(\.field), "facets")
    try Self.check(histograms.map(\.field), "histograms")
    try Self.check(summaries, "summaries")
    try Self.check(sort.map(\.field), "orders")
  }

  private static func check(_ fields: [String], _ what: String) throws(IndexError) {
    var known: Set<String> = []
    for field in fields where !known.insert(field).inserted {
      throw IndexError(
        .invalid, path: "field \"\(field)\"", reason: "the request has two \(what) of it",
        advice: "ask for one in each search")
    }
  }
}
