/// Which documents match: a tree of conditions on the terms and phrases of a plan.
indirect enum MatchCondition {
  /// Those that have one of ``PlannedItems/conditions``.
  case item(Int)
  /// Those that match what is required, nothing that is forbidden, and enough of the others.
  case boolean(MatchClauses)
  /// Every document.
  case all
  /// No document.
  case none
}
