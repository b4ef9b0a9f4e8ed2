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
  /// Those that have terms at positions.
  case positional(PositionalCondition)
  /// Those that have a term of one of ``PlannedConditions/expansions``.
  case expansion(Int)
  /// Those that have a word as it is written.
  case exactForm(ExactFormCondition)
  /// Those whose values are as one of ``PlannedConditions/columns`` says.
  case column(Int)
  /// Those of one of ``PlannedConditions/constants``.
  case constant(Int)
}
