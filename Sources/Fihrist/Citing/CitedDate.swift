/// A date of an article as far as it is known.
struct CitedDate {
  /// Year, month and day as they are written: `2024`, `05`, `18`.
  var year: String
  var month: String?
  var day: String?

  /// Reads a date that begins with `2024-05-18`, `2024-05` or `2024`; nil for another text.
  init?(_ text: String) {
    let parts = text.prefix { $0 != "T" && $0 != " " }.split(
      separator: "-", omittingEmptySubsequences: false)
    let lengths = [4, 2, 2]
    guard (1...3).contains(parts.count) else { return nil }
    for (part, length) in zip(parts, lengths) {
      guard part.utf8.count == length, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
    }
    year = String(parts[0])
    month = parts.at(1).map { String($0) }
    day = parts.at(2).map { String($0) }
  }
}
