import Fihrist

extension [QueryNote] {
  /// Refuses a query or filter without words, as a search does.
  func refuseEmpty() throws {
    guard contains(where: { $0.code == .empty }) else { return }
    throw ToolError(
      "the query or the filter has no word to look for", advice: "type at least one word")
  }
}
