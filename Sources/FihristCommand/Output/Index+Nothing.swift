import Fihrist

extension Index {
  /// The end of a command that has found nothing; an index without documents is the reason of any.
  ///
  /// - Parameters:
  ///   - reason: What was not found.
  ///   - advice: What may help in an index with documents.
  func nothing(_ reason: String, advice: String) -> ToolError {
    documentCount == 0
      ? ToolError(
        "the index has no document", advice: "add some with 'fihrist index'", status: .nothingFound)
      : ToolError(reason, advice: advice, status: .nothingFound)
  }
}
