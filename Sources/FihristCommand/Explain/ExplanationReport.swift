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
    var lines = terminal.hanging(
      margin + points + "  ", node.description.displayed,
      style: { quoting($0, for: terminal) })
    let behind = margin + String(repeating: " ", count: points.count + 2)
    if let numbers = numbers(node) {
      lines += terminal.hanging(behind, numbers, style: terminal.faint)
    }
    for word in node.words { lines += self.lines(word, behind: behind, for: terminal) }
    return lines + node.details.flatMap { self.lines($0, depth: depth + 1, for: terminal) }
  }

  /// A word, and the rules that made its term of it; these on lines of their own if they do not
  /// fit on one with it.
  private static func lines(
    _ word: ScoreExplanation.FoundWord, behind margin: String, for terminal: Terminal
  ) -> [String] {
    let text = "\(word.field.displayed): \(word.word.displayed)"
    let shown = margin + "\(word.field.displayed): \(terminal.isolated(word.word.displayed))"
    guard !word.rules.isEmpty else { return [shown] }
    let rules = "by " + word.rules.joined(separator: ", ")
    let isNarrow = (margin + text + " " + rules).columnCount > terminal.columnCount
    guard terminal.isInteractive, isNarrow else { return [shown + terminal.faint(" " + rules)] }
    return [shown] + terminal.hanging(margin + "  ", rules, style: terminal.faint)
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

  /// `text` with what it quotes in «…» kept apart from the words around; what is quoted may end on
  /// another line.
  private static func quoting(_ text: String, for terminal: Terminal) -> String {
    var (quoted, rest) = ("", text[...])
    while let open = rest.firstIndex(of: "«") {
      quoted += rest[...open]
      let close = rest[open...].firstIndex(of: "»") ?? rest.endIndex
      quoted += terminal.isolated(String(rest[rest.index(after: open)..<close]))
      rest = rest[close...]
    }
    return quoted + rest
  }
}
