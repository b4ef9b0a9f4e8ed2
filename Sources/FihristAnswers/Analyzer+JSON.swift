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
      members.append(JSON.Member("meet", JSON(meeting(of: words[0], and: words[1]))))
    }
    return .object(members)
  }

  /// At which level two words find each other, or that a query for one has the other as an
  /// alternative, which counts more than a root; nil if neither finds the other.
  private func meeting(of one: WordExplanation, and other: WordExplanation) -> String? {
    let kind = one.meeting(with: other)?.kind
    guard kind == nil || kind == .root,
      hasAlternative(other.text, to: one.text) || hasAlternative(one.text, to: other.text)
    else { return kind?.rawValue }
    return "alternative"
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
