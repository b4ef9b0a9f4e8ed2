/// The inputs of the advanced form as one query in the query language.
struct AdvancedQuery {
  /// An input: its name, and how its words are written.
  enum Input: String, CaseIterable {
    case all, phrase, any, none, near, inTitle = "title", beginning = "begins", exact
  }

  let parameters: Parameters

  /// The parameters of the form.
  static let known =
    Input.allCases.map { Parameter($0.rawValue, .text, "A line of the advanced form") }
    + [Parameter("q", .text, "The query to go on with")]

  /// Whether anything was typed into the form.
  var isFilled: Bool { Input.allCases.contains { parameters[$0.rawValue] != nil } }

  /// The query; empty without any words. One that only says what must not be there finds nothing,
  /// so it begins with everything.
  var text: String {
    let parts = Input.allCases.map { input in
      (input, parameters[input.rawValue].flatMap { part(input, words(in: $0)) })
    }.filter { $0.1 != nil }
    let isOnlyWithout = !parts.isEmpty && parts.allSatisfy { $0.0 == Input.none }
    return ((isOnlyWithout ? ["*"] : []) + parts.compactMap(\.1)).joined(separator: " ")
  }

  /// The words of an input. Signs of the language are left out: the form is for those who do not
  /// know them.
  private func words(in text: String) -> [String] {
    let signs = "+-\"“”«»()[]{}*?~^=/:√@<>"
    return text.split { $0.isWhitespace || signs.contains($0) }.map { word in
      ["AND", "OR", "NOT"].contains(String(word)) ? word.lowercased() : String(word)
    }
  }

  private func part(_ input: Input, _ words: [String]) -> String? {
    guard !words.isEmpty else { return nil }
    let joined = words.joined(separator: " ")
    return switch input {
    case .all: words.map { "+\($0)" }.joined(separator: " ")
    case .phrase: "+\"\(joined)\""
    case .any: words.count == 1 ? "+\(joined)" : "+(\(joined))"
    case .none: words.map { "-\($0)" }.joined(separator: " ")
    case .near: words.count == 1 ? "+\(joined)" : "+NEAR(\(joined), 5)"
    case .inTitle: words.map { "+title:\($0)" }.joined(separator: " ")
    case .beginning: words.map { "+\($0)*" }.joined(separator: " ")
    case .exact: words.count == 1 ? "+=\(joined)" : "+=\"\(joined)\""
    }
  }
}
