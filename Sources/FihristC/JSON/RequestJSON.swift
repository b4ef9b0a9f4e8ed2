@_spi(Requests) internal import Fihrist
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
      throw CallError(name, reason(of: error), advice: advice(for: error))
    }
  }

  /// Refuses a text with members; one without is `{}` or empty.
  static func checkIsEmpty(_ text: String, _ name: String) throws {
    guard !text.isEmpty, let member = try read([String: Anything].self, from: text, name).keys.min()
    else { return }
    throw CallError(
      name, "the member \"\(member)\" is not known here", advice: "leave out all members")
  }

  /// A value that nobody reads.
  private struct Anything: Decodable {
    init(from decoder: any Decoder) {}
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
    case .dataCorrupted(let context) where context.underlyingError is UnknownMember:
      "the member \"\(path(context))\" is not known"
    case .dataCorrupted(let context):
      if let cause = context.underlyingError as? IdleMember {
        "the member \"\(path(context))\" has no effect beside \(cause.other)"
      } else {
        "the member \"\(path(context))\" has an unknown value"
      }
    @unknown default: "it cannot be read"
    }
  }

  private static func advice(for error: DecodingError) -> String {
    guard case .dataCorrupted(let context) = error else {
      return "see Documentation/Python.md for its shape"
    }
    return switch context.underlyingError {
    case let cause as UnknownMember: "use \(cause.known.joined(separator: ", "))"
    case let cause as IdleMember: cause.advice
    default: "see Documentation/Python.md for its shape"
    }
  }

  private static func path(
    _ context: DecodingError.Context, _ last: (any CodingKey)? = nil
  ) -> String {
    (context.codingPath + (last.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".")
  }
}
