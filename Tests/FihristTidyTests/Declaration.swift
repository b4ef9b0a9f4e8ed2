/// What a line of Swift declares, as far as one can tell without a compiler.
struct Declaration {
  /// The name; `init` and `subscript` for these.
  var name: String
  /// `struct`, `func`, `case`…
  var keyword: String
  /// The words before the keyword, attributes left out.
  var modifiers: [Substring]

  static let typeKeywords: Set<Substring> = ["struct", "enum", "class", "actor", "protocol"]
  private static let keywords: Set<Substring> = typeKeywords.union([
    "func", "var", "let", "case", "typealias", "associatedtype", "init", "subscript", "extension",
    "import",
  ])
  private static let modifierWords: Set<Substring> = [
    "public", "package", "internal", "private", "fileprivate", "open", "static", "final",
    "mutating",
    "nonmutating", "indirect", "override", "required", "convenience", "lazy", "weak", "unowned",
    "nonisolated", "consuming", "borrowing", "unsafe", "isolated",
  ]

  /// Reads `line`; `nil` if it declares nothing.
  init?(_ line: Substring) {
    // Most lines declare nothing, which their first letter or word tells.
    guard let first = line.utf8.first(where: { $0 != 0x20 }),
      first == 0x40 || 0x61...0x7A ~= first
    else { return nil }
    let start = line.drop { $0 == " " }.prefix { $0.isLetter }
    guard first == 0x40 || Self.keywords.contains(start) || Self.modifierWords.contains(start)
    else {
      return nil
    }
    var words = line.split(separator: " ", maxSplits: 12)[...]
    var modifiers: [Substring] = []
    while let word = words.first {
      let bare = word.prefix { $0 != "(" }
      if word.hasPrefix("@") || word.hasPrefix("~") {
        words.removeFirst()
        continue
      }
      if word == "class", let next = words.dropFirst().first, next == "func" || next == "var" {
        words.removeFirst()
        continue
      }
      if Self.modifierWords.contains(bare) {
        modifiers.append(word)
        words.removeFirst()
        continue
      }
      let plain = word.prefix { $0.isLetter }
      guard Self.keywords.contains(plain) else { return nil }
      keyword = String(plain)
      self.modifiers = modifiers
      if plain == "init" || plain == "subscript" {
        name = keyword
        return
      }
      guard let next = words.dropFirst().first else { return nil }
      let spelled = next.drop { $0 == "`" }
      let identifier = spelled.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      name = identifier.isEmpty ? String(spelled.prefix { $0 != "(" }) : String(identifier)
      return
    }
    return nil
  }

  var isPublic: Bool { modifiers.contains("public") || modifiers.contains("open") }
  var isPrivate: Bool { modifiers.contains("private") || modifiers.contains("fileprivate") }
  var isType: Bool { Self.typeKeywords.contains(Substring(keyword)) }
}
