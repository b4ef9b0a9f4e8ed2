internal import FihristAnswers

/// What an index answers, perhaps without some of its shards.
struct Gathered<Value: Sendable>: Sendable {
  var value: Value
  /// The shards that did not answer in time, of an index on other machines.
  var missingShards: [String] = []

  /// The answer of the API, which names the shards that are missing.
  ///
  /// - Parameter json: The answer of an index, an object.
  func answer(_ json: JSON) -> Answer.Body {
    guard !missingShards.isEmpty, case .object(let members) = json else { return .json(json) }
    let missing = JSON.Member("missing_shards", .array(missingShards.map(JSON.string)))
    return .json(.object(members + [missing]))
  }
}

extension Gathered {
  /// As an answer that may be missing.
  init<Known>(_ known: Gathered<Known>) where Value == Known? {
    self.init(value: known.value, missingShards: known.missingShards)
  }

  /// The answer; nil if there was nothing to ask.
  func unlessNil<Known>() -> Gathered<Known>? where Value == Known? {
    value.map { Gathered<Known>(value: $0, missingShards: missingShards) }
  }
}
