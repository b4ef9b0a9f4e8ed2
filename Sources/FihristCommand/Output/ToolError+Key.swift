extension ToolError {
  /// The error of a key that no document has.
  static func noDocument(of key: String) -> ToolError {
    ToolError(
      "the index has no document of the key \"\(key.excerpt)\"",
      advice: "see the keys with 'fihrist search'", status: .nothingFound)
  }
}
