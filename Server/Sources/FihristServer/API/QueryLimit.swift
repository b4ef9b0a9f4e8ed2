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
  /// - Throws: ``Problem`` of code `query-limit`, or `query-syntax` for a value that its field
  ///   cannot have.
  static func read(
    _ text: String, _ name: String, in index: Index, _ limits: ServerLimits
  ) throws(Problem) -> ParsedQuery {
    guard text.unicodeScalars.count <= limits.queryLength else {
      throw Problem(
        .queryLimit, "\(name) has more than \(limits.queryLength) characters; shorten it",
        parameter: name)
    }
    let parsed = index.parsed(text)
    guard count(parsed.clauses) <= limits.clauses else {
      throw Problem(
        .queryLimit, "\(name) has more than \(limits.clauses) words and phrases; search for fewer",
        parameter: name)
    }
    try check(conditions(parsed.clauses), name, in: index)
    return parsed
  }

  /// Reads a text that must be a query.
  ///
  /// - Parameter name: The parameter that has it.
  /// - Throws: ``Problem`` of code `query-syntax`.
  static func strict(
    _ text: String, _ name: String, in index: Index, isFilter: Bool = false
  ) throws(Problem) -> Query {
    do {
      return try index.query(strictly: text, isFilter: isFilter)
    } catch {
      var problem = Problem(error)
      problem.parameter = name
      throw problem
    }
  }

  /// Refuses values that a field cannot have, where a call has the name of the field as parameter.
  static func check(
    _ values: [String], ofField field: String, in index: Index
  ) throws(Problem) {
    for value in values {
      guard let reason = refusal(Condition(field: field, condition: .equals(value)), in: index)
      else { continue }
      var problem = Problem(.badParameter, reason, parameter: field)
      let isDate = index.schema.fields.first { $0.name == field }?.type == .date
      (problem.value, problem.isAboutDate) = (value, isDate)
      throw problem
    }
  }

  /// The conditions on numbers, dates and the like.
  private static func conditions(_ clauses: [ParsedQuery.Clause]) -> [Condition] {
    clauses.flatMap { clause -> [Condition] in
      switch clause.node.content {
      case .group(let inner, _): conditions(inner)
      case .column(let field, let condition): [Condition(field: field, condition: condition)]
      default: []
      }
    }
  }

  private struct Condition {
    var field: String
    var condition: Query.ColumnCondition
  }

  /// Refuses values that a field cannot have. The index reads them: it knows in which order its
  /// dates are written.
  private static func check(
    _ conditions: [Condition], _ name: String, in index: Index
  ) throws(Problem) {
    for condition in conditions {
      guard let reason = refusal(condition, in: index) else { continue }
      var problem = Problem(.querySyntax, "in \(name), \(reason)", parameter: name)
      let isDate = index.schema.fields.first { $0.name == condition.field }?.type == .date
      (problem.value, problem.isAboutDate) = ("\(condition.field):", isDate)
      throw problem
    }
  }

  /// Why the field of a condition cannot have its value, and what to do; nil if it can.
  private static func refusal(_ condition: Condition, in index: Index) -> String? {
    let type = index.schema.fields.first { $0.name == condition.field }?.type
    guard type != .keyword, type != .text else { return nil }
    do {
      try index.check(condition.condition, of: condition.field)
      return nil
    } catch let error as IndexError where error.kind == .invalid {
      return "\(error.reason); \(error.advice)"
    } catch {
      // The search itself says what else is wrong.
      return nil
    }
  }

  private static func count(_ clauses: [ParsedQuery.Clause]) -> Int {
    clauses.reduce(0) { sum, clause in
      guard case .group(let inner, _) = clause.node.content else { return sum + 1 }
      return sum + count(inner)
    }
  }
}
