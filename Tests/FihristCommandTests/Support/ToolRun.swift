import Foundation

/// One run of the built tool, as a user's shell would run it.
struct ToolRun {
  /// The exit code; 128 + the signal's number if a signal ended it.
  var status: Int32

  /// What stood on standard output.
  var output: String

  /// What stood on standard error.
  var errors: String

  /// From its start to its end.
  var duration: Duration

  /// The lines of standard output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Standard output as a JSON object.
  func object() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    guard let object = value as? [String: Any] else { throw UnexpectedShape(text: output) }
    return object
  }

  /// Standard output as a value of `type`.
  func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(output.utf8))
  }

  /// Whether standard error is one sentence of the agreed form: the tool's name, what is wrong, and
  /// after a semicolon what to do.
  var hasOneSentence: Bool {
    errors.hasPrefix("fihrist: ") && errors.contains("; ") && errors.hasSuffix("\n")
      && errors.filter(\.isNewline).count == 1
  }
}
