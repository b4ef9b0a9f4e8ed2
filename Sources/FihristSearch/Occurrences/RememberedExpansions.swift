/// Patterns and fuzzy words, with which terms they stand for, as far as that was asked.
struct RememberedExpansions {
  private let expansions: SnippetExpansions
  private var known: [ArraySlice<UInt8>: Bool] = [:]

  /// No more terms are remembered; most words of an archive are among them.
  private static let maximumCount = 100_000

  /// Makes the memory; `nil` without expansions.
  init?(_ expansions: [Query.Expansion]) {
    guard !expansions.isEmpty else { return nil }
    self.expansions = SnippetExpansions(expansions)
  }

  /// Whether one of them stands for `term`.
  mutating func standFor(_ term: ArraySlice<UInt8>) -> Bool {
    guard !term.isEmpty else { return false }
    if let known = known[term] { return known }
    let isLike = expansions.index(of: term) != nil
    if known.count < Self.maximumCount { known[ArraySlice(Array(term))] = isLike }
    return isLike
  }
}
