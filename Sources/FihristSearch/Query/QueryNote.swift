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

extension QueryNote {
  /// The most notes of one kind on a text: each costs a walk over the text, and nobody reads more.
  package static let maximumCount = 16

  /// The note of an expansion that stands for more terms than are looked at.
  package init(cutting expansion: Query.Expansion, column: Int) {
    let text =
      switch expansion {
      case .prefix(let text): text + "*"
      case .wildcard(let text): text
      case .regularExpression(let text): "/\(text)/"
      case .fuzzy(let text, _, _): text + "~"
      }
    self.init(
      QueryError(
        kind: .cutExpansion, column: column,
        reason:
          "\(text) at character \(column) stands for too many words, and not all were searched",
        advice: "use a longer pattern"))
  }
}

extension ParsedQuery {
  /// Where the text has `expansion`, from 1; `nil` if it has not.
  package func column(of expansion: Query.Expansion) -> Int? {
    guard let node = Self.node(of: expansion, in: clauses) else { return nil }
    return text.column(ofByte: node.start)
  }

  private static func node(of expansion: Query.Expansion, in clauses: [Clause]) -> Node? {
    for clause in clauses {
      if clause.node.content == .expansion(expansion) { return clause.node }
      if case .group(let inner, _) = clause.node.content,
        let found = node(of: expansion, in: inner)
      {
        return found
      }
    }
    return nil
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
    case .unclosedGroup: "the group was closed at the end"
    case .unopenedGroup: "the bracket was ignored"
    case .tooDeep: "its parts were searched without it"
    case .missingOperand: "it was ignored"
    case .numberOutOfRange: "the nearest number was taken"
    case .badNear: "the words were searched by themselves"
    case .notANumber: "it was taken for one of the words"
    case .badRange, .badPattern: "it was searched as words"
    case .misplacedSign: "the sign was ignored"
    case .unknownField, .unsearchableField: "the text was searched as words"
    case .cutExpansion: "documents that have only others are missing"
    case .optionalCondition: "+ before it requires it"
    case .onlyExclusions: "* before it finds everything else"
    case .emptyRange: "no document meets it, as the smaller end comes first"
    case .shortPattern: "words of the index have no article"
    case .nameRange: "they were compared letter by letter, and letters come behind digits"
    }
  }
}

extension [QueryNote] {
  /// The notes of a filter, which say that they are about it.
  package var aboutFilter: [QueryNote] {
    map { QueryNote(code: $0.code, text: "in the filter, \($0.text)", column: $0.column) }
  }
}
