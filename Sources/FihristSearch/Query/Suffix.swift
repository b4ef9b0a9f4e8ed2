/// What stands behind a part.
struct Suffix {
  /// `^2`.
  var boost: Float = 1
  /// `^=2`.
  var constantScore: Float?
  /// `~2` behind a phrase.
  var slop: Int?
  /// `@2` behind a group.
  var minimum: Int?
  /// `~`, `~1` or `~2` behind a word: how many edits; -1 if none is said.
  var edits: Int?
  /// The scalar `~`, of ``slop`` or ``edits``.
  var tilde = 0
}

extension ParsedQuery.Node {
  /// Changes the score as `suffix` says.
  mutating func apply(_ suffix: Suffix) {
    if let score = suffix.constantScore {
      constantScore = score
      boost = 1
    }
    boost = Query.boost(boost, times: suffix.boost)
  }
}

extension Query {
  /// The product of two factors as far as a query can have it: 0, or one in the range of factors.
  static func boost(_ one: Float, times other: Float) -> Float {
    let product = one * other
    return product < minimumBoost ? 0 : min(product, maximumBoost)
  }
}
