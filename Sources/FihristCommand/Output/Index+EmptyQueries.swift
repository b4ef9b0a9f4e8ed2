import Fihrist

extension Index {
  /// Refuses a query or a filter without a word to look for, and says which it is.
  ///
  /// - Parameters:
  ///   - queries: The texts of one query or more.
  ///   - filter: The text of the filter, if there is one.
  func refuseEmpty(_ queries: [String], filter: String?) throws {
    for query in queries where isEmpty(query) {
      throw ToolError(
        queries.count > 1
          ? "the query '\(query)' has no word to look for" : "the query has no word to look for",
        advice: queries.count > 1
          ? "leave it out, or type at least one word" : "type at least one word")
    }
    guard let filter, isEmpty(filter) else { return }
    throw ToolError(
      "the filter has no word to look for", advice: "leave it out, or type at least one word")
  }

  private func isEmpty(_ text: String) -> Bool {
    parsed(text).notes.contains { $0.code == .empty }
  }
}
