public import Fihrist

extension HitExplanation {
  /// One object, as `fihrist explain --json` prints it.
  public var json: JSON {
    .object(
      [
        JSON.Member("key", .string(key)), JSON.Member("found", .bool(isFound)),
        JSON.Member("related", .bool(isRelated)),
        JSON.Member("score", score.map(JSON.single) ?? .null),
      ] + explanation.members)
  }
}

extension ScoreExplanation {
  fileprivate var members: [JSON.Member] {
    var members = [
      JSON.Member("value", .number(value)), JSON.Member("description", .string(description)),
    ]
    if !factors.isEmpty {
      let factors = factors.map { JSON.Member($0.name, .number($0.value)) }
      members.append(JSON.Member("factors", .object(factors)))
    }
    if !words.isEmpty { members.append(JSON.Member("words", .array(words.map(\.json)))) }
    let details = details.map { JSON.object($0.members) }
    return members + [JSON.Member("details", .array(details))]
  }
}

extension ScoreExplanation.FoundWord {
  fileprivate var json: JSON {
    [
      "field": .string(field), "word": .string(word), "level": .string(level),
      "rules": .array(rules.map(JSON.string)),
    ]
  }
}
