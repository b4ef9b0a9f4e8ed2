/// The conditions of a boolean query.
struct MatchClauses {
  /// Documents must match each of them; the cheapest come first.
  var required: [MatchCondition] = []
  /// Documents must match at least ``minimum`` of them.
  var optional: [MatchCondition] = []
  /// Documents must match none of them; the cheapest come first.
  var forbidden: [MatchCondition] = []
  /// How many of ``optional`` a document must match.
  var minimum = 0
}
