/// Why a line is not a JSON object, and at which byte.
struct JSONProblem: Error, Hashable, Sendable {
  /// What is wrong.
  enum Kind: Hashable, Sendable {
    /// The line does not start with an opening brace.
    case noObject
    /// A member name in quotes was expected.
    case noName
    /// A colon was expected.
    case noColon
    /// A comma or a closing brace was expected.
    case noCommaInObject
    /// A comma or a closing bracket was expected.
    case noCommaInArray
    /// No value starts here.
    case noValue
    /// A number that JSON does not allow, such as 01 or 1. or +1.
    case number
    /// A string without a closing quote.
    case openString
    /// A backslash before something that cannot be escaped.
    case escape
    /// Arrays and objects nested beyond ``JSONCursor/depthLimit``.
    case tooDeep
    /// Something follows the object.
    case trailing
    /// The line ends inside the object.
    case cut
  }

  /// What is wrong.
  var kind: Kind

  /// The index of the byte where it was found.
  var index: Int

  /// What was found wrong, as a clause for people.
  var message: String {
    switch kind {
    case .noObject: "the record is not a JSON object"
    case .noName: "a member name in double quotes is missing"
    case .noColon: "a colon is missing"
    case .noCommaInObject: "a comma or } is missing"
    case .noCommaInArray: "a comma or ] is missing"
    case .noValue: "a value is missing"
    case .number: "the number is malformed"
    case .openString: "the string is not closed"
    case .escape: "the escape is unknown"
    case .tooDeep: "values are nested more than \(JSONCursor.depthLimit) levels deep"
    case .trailing: "something follows the object"
    case .cut: "the line ends inside the object"
    }
  }
}
