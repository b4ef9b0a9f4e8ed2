/// What was assumed about a text that is not a valid query.
public struct QueryNote: Sendable, Hashable, Codable {
  /// What was found.
  public var code: QueryError.Kind

  /// What was found and how it was read, in one sentence without a full stop.
  public var text: String

  /// The number of the character in the text, from 1.
  public var column: Int

  /// Makes a note.
  public init(code: QueryError.Kind, text: String, column: Int) {
    self.code = code
    self.text = text
    self.column = column
  }

  /// The note of lenient reading for an error of strict reading.
  init(_ error: QueryError) {
    self.init(
      code: error.kind, text: "\(error.reason); \(error.kind.assumption)", column: error.column)
  }
}

extension QueryError.Kind {
  /// What lenient reading does.
  fileprivate var assumption: String {
    switch self {
    case .empty: "nothing is found"
    case .unclosedQuote: "the phrase was closed at the end"
    case .nestedQuote: "the inner quote was ignored"
    case .tooManyTerms: "the words from there on were left out"
    }
  }
}

extension [QueryNote] {
  /// The notes of a filter, which say that they are about it.
  package var aboutFilter: [QueryNote] {
    map { QueryNote(code: $0.code, text: "in the filter, \($0.text)", column: $0.column) }
  }
}
