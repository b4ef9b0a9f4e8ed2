import Fihrist

/// The words of a text with their levels, as `fihrist analyze --explain` prints them.
struct ExplainedText {
  private let words: [WordExplanation]

  init(_ words: [WordExplanation]) { self.words = words }

  /// A row for each level of each word, and for two words whether they meet.
  var lines: [String] {
    var table = Table([
      ("position", .right), ("word", .left), ("level", .left), ("term", .left), ("steps", .left),
    ])
    for word in words {
      var cells = [String(word.position), word.text.displayed]
      if !word.folding.isEmpty {
        table.append(cells + ["letters", "", Self.text(of: word.folding)])
        cells = ["", ""]
      }
      if word.levels.isEmpty { table.append(cells + ["–", "–", ""]) }
      for level in word.levels {
        table.append(
          cells + [level.kind.rawValue, level.term.displayed, Self.text(of: level.steps)])
        cells = ["", ""]
      }
    }
    return table.lines(for: .output) + (words.count == 2 ? [verdict] : [])
  }

  private static func text(of steps: [WordExplanation.Step]) -> String {
    steps.map { step in
      step.rule + (step.entry.map { " (\($0.displayed))" } ?? "")
        + (step.result.map { " → \($0.displayed)" } ?? "")
    }.joined(separator: ", ")
  }

  /// Why two words find each other, or do not.
  private var verdict: String {
    guard let meeting = words[0].meeting(with: words[1]) else {
      let terms = words.map { $0.levels.last?.term.displayed ?? "–" }
      let kind = words[0].levels.last?.kind.rawValue ?? "term"
      return "They do not find each other: the \(kind) of one is \(terms[0]), of the other "
        + "\(terms[1])."
    }
    let term = meeting.term.displayed
    return switch meeting.kind {
    case .form: "They have the same form, \(term): each finds the other, and ranks it as itself."
    case .stem: "They have the same stem, \(term): each finds the other, below its own form."
    case .root: "They have only the same root, \(term): ranked queries bring each in as related."
    case .term: "They have the same term, \(term): each finds the other."
    }
  }
}
