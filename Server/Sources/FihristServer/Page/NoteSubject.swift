internal import Fihrist

/// What a note is about: where its text is, and what is written there.
///
/// The engine says this in its own sentence, which is in English; pages in other languages take it
/// from there.
struct NoteSubject: Hashable {
  /// Whether it is about the filter, and not about the query.
  let isInFilter: Bool
  /// The field, sign or words concerned, as they were typed; nil if it has no name.
  let name: String?
  /// The number of the character, from 1; nil if the note is about the whole text.
  let column: Int?

  private static let filter = "in the filter, "

  init(_ note: QueryNote) {
    isInFilter = note.text.hasPrefix(Self.filter)
    let text = isInFilter ? note.text.dropFirst(Self.filter.count) : note.text[...]
    guard let end = text.firstRange(of: "at character \(note.column)")?.lowerBound else {
      (name, column) = (nil, nil)
      return
    }
    column = note.column
    name = Self.introduction(note.code).flatMap { Self.name(text[..<end], behind: $0) }
  }

  /// What stands before the name in notes that have one.
  private static func introduction(_ kind: QueryError.Kind) -> [String]? {
    switch kind {
    case .unclosedQuote, .nestedQuote: ["the quote "]
    case .unclosedGroup, .unopenedGroup: ["the bracket "]
    case .numberOutOfRange: ["the number behind "]
    case .misplacedSign: ["the sign ", "the distance "]
    case .shortPattern: ["the pattern "]
    case .unknownField: ["the index has no field "]
    case .unsearchableField: ["the field "]
    case .missingOperand, .notANumber, .nameRange, .optionalCondition, .cutExpansion: [""]
    default: nil
    }
  }

  private static func name(_ text: Substring, behind introductions: [String]) -> String? {
    guard let introduction = introductions.first(where: text.hasPrefix) else { return nil }
    var name = text.dropFirst(introduction.count)
    for tail in [" ", ", which is"] where name.hasSuffix(tail) { name.removeLast(tail.count) }
    if name.count > 2, name.first == "\"", name.last == "\"" { name = name.dropFirst().dropLast() }
    return name.isEmpty ? nil : String(name)
  }
}
