internal import FihristAnswers

/// Requests that come in, and answers for other indexes that go out, as JSON.
enum RequestJSON {
  /// Reads `text`.
  ///
  /// - Parameter other: A member that another reads; `nil` for none.
  /// - Throws: ``CallError`` that says which member is wrong.
  static func read<Value: Decodable>(
    _ type: Value.Type, from text: String, _ name: String, besides other: String? = nil
  ) throws -> Value {
    do {
      var tree = try JSONParser.tree(of: text)
      if let other, case .object(var members) = tree {
        members[other] = nil
        tree = .object(members)
      }
      return try Value(from: JSONTreeDecoder(tree))
    } catch let problem as JSONParser.Problem {
      throw CallError(
        name, "it is not JSON at byte \(problem.offset): \(problem.reason)",
        advice: "correct the JSON")
    } catch let error as DecodingError {
      throw CallError(name, reason(of: error), advice: "see Documentation/Python.md for its shape")
    }
  }

  /// Writes `value`.
  static func text(of value: some Encodable) throws -> String {
    try JSONTreeEncoder.json(of: value).text
  }

  private static func reason(of error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      "the member \"\(path(context, key))\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "the member \"\(path(context))\" has a value of another type"
    case .dataCorrupted(let context): "the member \"\(path(context))\" or its value is not known"
    @unknown default: "it cannot be read"
    }
  }

  private static func path(
    _ context: DecodingError.Context, _ last: (any CodingKey)? = nil
  ) -> String {
    (context.codingPath + (last.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".")
  }
}
