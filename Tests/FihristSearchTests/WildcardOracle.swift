/// Patterns with `*` and `?` by recursion.
enum WildcardOracle {
  /// Whether `text` fits `pattern` as a whole.
  static func matches(_ pattern: [Character], _ text: [Character]) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    let rest = Array(pattern.dropFirst())
    switch first {
    case "*": return (0...text.count).contains { matches(rest, Array(text.dropFirst($0))) }
    case "?": return !text.isEmpty && matches(rest, Array(text.dropFirst()))
    case "\\":
      return !rest.isEmpty && text.first == rest[0]
        && matches(Array(rest.dropFirst()), Array(text.dropFirst()))
    default: return text.first == first && matches(rest, Array(text.dropFirst()))
    }
  }
}
