internal import Fihrist

/// Refuses queries that are larger than people write.
enum QueryLimit {
  /// Checks a text in the query language, as ``read(_:_:in:_:)`` does.
  static func check(
    _ text: String, _ name: String, in index: Index, _ limits: ServerLimits
  ) throws(Problem) {
    _ = try read(text, name, in: index, limits)
  }

  /// Reads a text in the query language.
  ///
  /// - Parameter name: The parameter that has it.
  /// - Throws: ``Problem`` of code `query-limit`.
  static func read(
    _ text: String, _ name: String, in index: Index, _ limits: ServerLimits
  ) throws(Problem) -> ParsedQuery {
    guard text.unicodeScalars.count <= limits.queryLength else {
      throw Problem(
        .queryLimit, "\(name) has more than \(limits.queryLength) characters; shorten it")
    }
    let parsed = index.parsed(text)
    guard count(parsed.clauses) <= limits.clauses else {
      throw Problem(
        .queryLimit, "\(name) has more than \(limits.clauses) words and phrases; search for fewer")
    }
    return parsed
  }

  private static func count(_ clauses: [ParsedQuery.Clause]) -> Int {
    clauses.reduce(0) { sum, clause in
      guard case .group(let inner, _) = clause.node.content else { return sum + 1 }
      return sum + count(inner)
    }
  }
}
