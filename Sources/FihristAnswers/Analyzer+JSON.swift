public import Fihrist

extension Analyzer {
  /// The words of `text` and what the index stores for each as one object, as
  /// `fihrist analyze --json` prints it.
  public func json(of text: String) -> JSON {
    ["analyzer": .string(name), "tokens": .array(analysis(of: text).map(\.json))]
  }

  /// The words of `text` with their levels as one object, as `fihrist analyze --explain --json`
  /// prints it.
  public func explanationJSON(of text: String) -> JSON {
    let words = explanation(of: text)
    var members = [
      JSON.Member("analyzer", .string(name)), JSON.Member("words", .array(words.map(\.json))),
    ]
    if words.count == 2 {
      members.append(JSON.Member("meet", JSON(words[0].meeting(with: words[1])?.kind.rawValue)))
    }
    return .object(members)
  }
}

extension AnalyzedToken {
  fileprivate var json: JSON {
    [
      "text": .string(text), "start": .integer(range.lowerBound),
      "end": .integer(range.upperBound), "position": .integer(position), "term": JSON(term),
      "rules": .array(rules.map(JSON.string)),
    ]
  }
}

extension WordExplanation {
  fileprivate var json: JSON {
    [
      "text": .string(text), "start": .integer(range.lowerBound),
      "end": .integer(range.upperBound), "position": .integer(position),
      "letters": .array(folding.map(\.json)),
      "levels": .array(
        levels.map { level in
          [
            "level": .string(level.kind.rawValue), "term": .string(level.term),
            "steps": .array(level.steps.map(\.json)),
          ]
        }),
    ]
  }
}

extension WordExplanation.Step {
  fileprivate var json: JSON {
    ["rule": .string(rule), "entry": JSON(entry), "result": JSON(result)]
  }
}
