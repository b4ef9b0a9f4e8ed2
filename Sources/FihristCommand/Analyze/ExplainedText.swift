import Fihrist

/// The words of a text with their levels, as `fihrist analyze --explain` prints them.
struct ExplainedText {
  private let words: [WordExplanation]
  private let analyzer: Analyzer

  init(_ words: [WordExplanation], by analyzer: Analyzer) {
    self.words = words
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

  /// The same for programs.
  var json: JSON {
    var members = [
      JSON.Member("analyzer", .string(analyzer.name)),
      JSON.Member("words", .array(words.map(Self.json))),
    ]
    if words.count == 2 {
      members.append(.init("meet", JSON(words[0].meeting(with: words[1])?.kind.rawValue)))
    }
    return .object(members)
  }

  private static func json(_ word: WordExplanation) -> JSON {
    [
      "text": .string(word.text), "start": .integer(word.range.lowerBound),
      "end": .integer(word.range.upperBound), "position": .integer(word.position),
      "letters": .array(word.folding.map(json)),
      "levels": .array(
        word.levels.map { level in
          [
            "level": .string(level.kind.rawValue), "term": .string(level.term),
            "steps": .array(level.steps.map(json)),
          ]
        }),
    ]
  }

  private static func json(_ step: WordExplanation.Step) -> JSON {
    ["rule": .string(step.rule), "entry": JSON(step.entry), "result": JSON(step.result)]
  }
}
