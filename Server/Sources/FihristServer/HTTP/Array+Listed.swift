extension [String] {
  /// The words as a sentence has them: "a", "a or b", "a, b or c".
  ///
  /// - Parameter last: What stands before the last.
  func listed(by last: String = "or") -> String {
    guard count > 1, let end = self.last else { return first ?? "" }
    return "\(dropLast().joined(separator: ", ")) \(last) \(end)"
  }
}
