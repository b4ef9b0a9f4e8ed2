/// The conditions of a boolean query.
struct MatchClauses {
  /// Documents match each of them; what costs least comes first.
  var required: [MatchCondition] = []
  /// Documents match ``minimum`` of them.
  var optional: [MatchCondition] = []
  /// Documents match none of them; what costs least comes first.
  var forbidden: [MatchCondition] = []
  /// How many of ``optional`` a document must match.
  var minimum = 0
}
