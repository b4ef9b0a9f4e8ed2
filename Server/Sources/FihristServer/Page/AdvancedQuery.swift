/// The inputs of the advanced form as one query in the query language.
struct AdvancedQuery {
  /// An input: its name, and how its words are written.
  enum Input: String, CaseIterable {
    case all, phrase, any, none, near, inTitle = "title", beginning = "begins", exact
    /// What no other input can say, in the query language.
    case rest
  }

  /// The names of the inputs.
  static let names = Input.allCases.map(\.rawValue)

  /// What was typed into each input.
  private(set) var inputs: [Input: String] = [:]

  /// The parameters of the form.
  static let known =
    names.map { Parameter($0, .text, "A line of the advanced form") }
    + [Parameter("q", .text, "The query to go on with")]

  init(parameters: Parameters) {
    for input in Input.allCases { inputs[input] = parameters[input.rawValue] }
  }

  /// Whether anything was typed into the form.
  var isFilled: Bool { !inputs.isEmpty }

  /// The query; empty without any words. One that only says what must not be there finds nothing,
  /// so it begins with everything.
  var text: String {
    var parts = Input.allCases.compactMap { input in
      inputs[input].flatMap { Self.part(input, $0) }.map { (input, $0) }
    }
    if !parts.isEmpty, parts.allSatisfy({ $0.0 == .none }) { parts.insert((.rest, "*"), at: 0) }
    // Operators would join the part before them, too.
    if parts.count > 1, let last = parts.last, last.0 == .rest,
      last.1.split(separator: " ").contains(where: { Self.operators.contains(String($0)) })
    {
      parts[parts.count - 1].1 = "+(\(last.1))"
    }
    return parts.map(\.1).joined(separator: " ")
  }

  /// The words of an input. Signs of the language are left out: the form is for those who do not
  /// know them.
  private static func words(in text: String) -> [String] {
    let signs = "+-\"“”«»()[]{}*?~^=/:√@<>"
    return text.split { $0.isWhitespace || signs.contains($0) }.map { word in
      operators.contains(String(word)) ? word.lowercased() : String(word)
    }
  }

  private static let operators = ["AND", "OR", "NOT"]

  /// What an input adds to the query; nil if it has no word.
  private static func part(_ input: Input, _ text: String) -> String? {
    guard input != .rest else { return text.trimmed.isEmpty ? nil : text.trimmed }
    let words = words(in: text)
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
    case .rest: joined
    }
  }
}

// MARK: Reading

extension AdvancedQuery {
  /// Those that take several parts of a query, in the order in which they are tried.
  private static let lists: [(Input, before: String, after: String)] = [
    (.inTitle, "+title:", ""), (.exact, "+=", ""), (.beginning, "+", "*"), (.all, "+", ""),
    (.none, "-", ""),
  ]
  /// Those that take one.
  private static let groups: [(Input, before: String, after: String)] = [
    (.exact, "+=\"", "\""), (.phrase, "+\"", "\""), (.near, "+NEAR(", ", 5)"), (.any, "+(", ")"),
  ]

  /// Fills the form with a query: each part into the input that would write it, and the others into
  /// the last.
  init(query: String) {
    guard let parts = Self.parts(of: query) else {
      inputs[.rest] = query.trimmed
      return
    }
    let isOnlyWithout =
      parts.first == "*" && parts.count > 1
      && parts.dropFirst().allSatisfy { Self.isWritten(by: .none, before: "-", after: "", $0) }
    var rest: [String] = []
    for part in isOnlyWithout ? parts.dropFirst() : parts[...] where !take(part) {
      rest.append(part)
    }
    // An operator joins what stands beside it, so nothing may be taken away from there.
    if parts.contains(where: Self.operators.contains) { (inputs, rest) = ([:], [query.trimmed]) }
    // Where nothing must be there, words without signs are any of these.
    let isOnlyWords = rest.allSatisfy { Self.words(in: $0) == [$0] }
    if !rest.isEmpty, isOnlyWords, Set(inputs.keys).isSubset(of: [.none]) {
      inputs[.any] = rest.joined(separator: " ")
    } else if !rest.isEmpty {
      inputs[.rest] = rest.joined(separator: " ")
    }
  }

  /// The parts between blanks, outside of quotes and brackets. Nil for a query with signs that the
  /// form does not write, between which blanks may stand too.
  private static func parts(of query: String) -> [String]? {
    guard !query.contains(where: { "“”„«»＂/\\".contains($0) }) else { return nil }
    var parts: [String] = [""]
    var (isQuoted, depth) = (false, 0)
    for character in query {
      switch character {
      case "\"": isQuoted.toggle()
      case "(", "[", "{": depth += isQuoted ? 0 : 1
      case ")", "]", "}": depth -= isQuoted ? 0 : 1
      default: break
      }
      if character.isWhitespace, !isQuoted, depth <= 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return isQuoted || depth != 0 ? nil : parts.filter { !$0.isEmpty }
  }

  /// Takes a part into the input that writes it so.
  private mutating func take(_ part: String) -> Bool {
    for (input, before, after) in Self.groups where inputs[input] == nil {
      guard Self.isWritten(by: input, before: before, after: after, part) else { continue }
      inputs[input] = Self.inside(part, before, after)
      return true
    }
    for (input, before, after) in Self.lists {
      guard Self.isWritten(by: input, before: before, after: after, part) else { continue }
      // A second word would be written as one phrase with the first.
      if input == .exact, inputs[input] != nil { continue }
      inputs[input] = [inputs[input], Self.inside(part, before, after)].compactMap(\.self)
        .joined(separator: " ")
      return true
    }
    return false
  }

  private static func inside(_ part: String, _ before: String, _ after: String) -> String {
    String(part.dropFirst(before.count).dropLast(after.count))
  }

  private static func isWritten(
    by input: Input, before: String, after: String, _ part: String
  ) -> Bool {
    part.hasPrefix(before) && part.hasSuffix(after) && part.count > before.count + after.count
      && self.part(input, inside(part, before, after)) == part
  }
}
