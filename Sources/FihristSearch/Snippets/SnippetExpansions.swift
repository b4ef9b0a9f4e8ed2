internal import Synchronization

/// The patterns and fuzzy words of a query, for finding the words of texts that they stand for.
final class SnippetExpansions: Sendable {
  /// No more of them are shown: each is compared with every word of a text.
  static let maximumCount = 64

  /// In the order of the query. One that is not a valid pattern is `nil`; a search with it fails
  /// before any snippet is made.
  private let automata: Mutex<[TermAutomaton?]>

  init(_ expansions: [Query.Expansion]) {
    automata = Mutex(expansions.map { try? TermAutomaton($0) })
  }

  /// The first of the expansions that stands for `term`; `nil` if none does.
  ///
  /// - Complexity: O(scalars of `term`) for each expansion, less where it cannot fit early.
  func index(of term: ArraySlice<UInt8>) -> Int? {
    var decoder = ScalarDecoder(Array(term))
    var scalars: [UInt32] = []
    while let scalar = decoder.next() { scalars.append(scalar) }
    return automata.withLock { automata in
      automata.firstIndex { $0?.accepts(scalars) ?? false }
    }
  }
}

extension TermAutomaton {
  /// Whether the term of `scalars` fits.
  fileprivate func accepts(_ scalars: [UInt32]) -> Bool {
    forgetIfLarge()
    var state = Self.start
    for scalar in scalars {
      state = following(state, scalar)
      if state == Self.dead { return false }
    }
    return cost(state) != nil
  }
}
