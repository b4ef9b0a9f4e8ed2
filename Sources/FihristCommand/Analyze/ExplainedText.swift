import Fihrist

/// The words of a text with their levels, as `fihrist analyze --explain` prints them.
struct ExplainedText {
  private let words: [WordExplanation]
  private let analyzer: Analyzer

  init(_ text: String, by analyzer: Analyzer) {
    words = analyzer.explanation(of: text)
    self.analyzer = analyzer
  }

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
    let meeting = words[0].meeting(with: words[1])
    if meeting == nil || meeting?.kind == .root, let others = alternatives { return others }
    guard let meeting else {
      let terms = words.map { $0.levels.last?.term.displayed ?? "–" }
      let kind = words[0].levels.last?.kind.rawValue ?? "term"
      return "They do not find each other: the \(kind) of one is \(terms[0]), of the other "
        + "\(terms[1])."
    }
    let term = meeting.term.displayed
    // Words that are not Arabic have stems alone.
    let haveForms = words.allSatisfy { $0.levels.contains { $0.kind == .form } }
    return switch meeting.kind {
    case .form: "They have the same form, \(term): each finds the other, and ranks it as itself."
    case .stem:
      "They have the same stem, \(term): each finds the other"
        + (haveForms ? ", below its own form." : ".")
    case .root: "They have only the same root, \(term): ranked queries bring each in as related."
    case .term: "They have the same term, \(term): each finds the other."
    }
  }

  /// That words find each other as other spellings or names, or one the other; nil if neither does.
  private var alternatives: String? {
    let texts = words.map(\.text)
    let first = analyzer.hasAlternative(texts[1], to: texts[0])
    let second = analyzer.hasAlternative(texts[0], to: texts[1])
    if first, second {
      return "They are other spellings or names of each other: each finds the other, at a lower "
        + "weight."
    }
    guard first || second else { return nil }
    let (one, other) = first ? (texts[0], texts[1]) : (texts[1], texts[0])
    return "\(one.displayed) also finds \(other.displayed), as another spelling or name, at a "
      + "lower weight."
  }
}
