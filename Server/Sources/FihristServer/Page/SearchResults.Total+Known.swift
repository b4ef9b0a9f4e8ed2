internal import Fihrist

extension SearchResults.Total {
  /// Whether it says anything: that there are none or more is true of every search.
  var isKnown: Bool { value > 0 || relation == .equal }

  /// Takes note that so many were found: a search that was stopped may not have counted them.
  mutating func include(_ found: Int, isWhole: Bool) {
    guard !isWhole else { return }
    (value, relation) = (max(value, found), .atLeast)
  }
}
