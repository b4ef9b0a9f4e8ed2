import Fihrist

/// What a search says about a document, for people and for programs.
enum ExplanationReport {
  /// A line for each node of the tree, with its points in front, and one for the words.
  static func lines(_ answer: HitExplanation, for terminal: Terminal) -> [String] {
    lines(answer.explanation, depth: 0, for: terminal)
  }

  private static func lines(
    _ node: ScoreExplanation, depth: Int, for terminal: Terminal
  ) -> [String] {
    let margin = String(repeating: "  ", count: depth)
    let points = Quantity.decimal(node.value, decimals: 4)
    var lines = [margin + points + "  " + terminal.isolated(node.description.displayed)]
    let behind = margin + String(repeating: " ", count: points.count + 2)
    if !node.factors.isEmpty {
      let factors = node.factors.map {
        "\($0.name) \(Quantity.decimal($0.value, decimals: 4))"
      }
      lines.append(behind + terminal.faint(factors.joined(separator: ", ")))
    }
    for word in node.words {
      let rules = word.rules.isEmpty ? "" : " by " + word.rules.joined(separator: ", ")
      lines.append(
        behind + word.field.displayed + ": " + terminal.isolated(word.word.displayed)
          + terminal.faint(rules))
    }
    return lines + node.details.flatMap { self.lines($0, depth: depth + 1, for: terminal) }
  }

  /// One object.
  static func json(_ answer: HitExplanation) -> JSON {
    .object(
      [
        JSON.Member("key", .string(answer.key)), JSON.Member("found", .bool(answer.isFound)),
        JSON.Member("related", .bool(answer.isRelated)),
        JSON.Member("score", answer.score.map(JSON.single) ?? .null),
      ] + members(answer.explanation))
  }

  private static func members(_ node: ScoreExplanation) -> [JSON.Member] {
    var members = [
      JSON.Member("value", .number(node.value)),
      JSON.Member("description", .string(node.description)),
    ]
    if !node.factors.isEmpty {
      let factors = node.factors.map { JSON.Member($0.name, .number($0.value)) }
      members.append(JSON.Member("factors", .object(factors)))
    }
    if !node.words.isEmpty {
      members.append(JSON.Member("words", .array(node.words.map(object))))
    }
    let details = node.details.map { JSON.object(self.members($0)) }
    return members + [JSON.Member("details", .array(details))]
  }

  private static func object(_ word: ScoreExplanation.FoundWord) -> JSON {
    [
      "field": .string(word.field), "word": .string(word.word), "level": .string(word.level),
      "rules": .array(word.rules.map(JSON.string)),
    ]
  }
}
