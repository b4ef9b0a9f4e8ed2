public import Fihrist

extension Suggestion {
  /// One object.
  public var json: JSON {
    ["text": .string(text), "kind": .string(kind.rawValue), "documents": .integer(documents)]
  }
}

extension JSON {
  /// The suggestions as one object, as `fihrist suggest --json` prints them.
  public init(_ suggestions: [Suggestion]) {
    self = ["suggestions": .array(suggestions.map(\.json))]
  }
}
