import Fihrist

/// What a search says about a document, for people.
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
    var lines = [margin + points + "  " + quoting(node.description.displayed, for: terminal)]
    let behind = margin + String(repeating: " ", count: points.count + 2)
    if let numbers = numbers(node) { lines.append(behind + terminal.faint(numbers)) }
    for word in node.words {
      let rules = word.rules.isEmpty ? "" : " by " + word.rules.joined(separator: ", ")
      lines.append(
        behind + word.field.displayed + ": " + terminal.isolated(word.word.displayed)
          + terminal.faint(rules))
    }
    return lines + node.details.flatMap { self.lines($0, depth: depth + 1, for: terminal) }
  }

  /// The numbers behind the points of a leaf.
  private static func numbers(_ node: ScoreExplanation) -> String? {
    guard !node.factors.isEmpty else { return nil }
    func factor(_ name: String, _ decimals: Int) -> String {
      let value = node.factors.first { $0.name == name }?.value ?? 0
      return Quantity.decimal(value, decimals: value == value.rounded() ? 0 : decimals)
    }
    let times = factor("frequency", 2)
    let words = factor("length", 1)
    return "share \(factor("share", 4)) of weight \(factor("weight", 4)), "
      + "idf \(factor("idf", 4)) × \(factor("multiplier", 2)): "
      + "\(times) \(times == "1" ? "time" : "times") in "
      + "\(words) \(words == "1" ? "word" : "words"), "
      + "\(factor("average_length", 1)) on average"
  }

  /// `text` with what it quotes in «…» kept apart from the words around.
  private static func quoting(_ text: String, for terminal: Terminal) -> String {
    var (quoted, rest) = ("", text[...])
    while let open = rest.firstIndex(of: "«"), let close = rest[open...].firstIndex(of: "»") {
      quoted += rest[...open]
      quoted += terminal.isolated(String(rest[rest.index(after: open)..<close]))
      rest = rest[close...]
    }
    return quoted + rest
  }
}
