/// The texts that few edits make of a word, as a nondeterministic automaton that reads a scalar by
/// a few operations on sets.
///
/// An edit inserts, leaves out or changes a scalar, or swaps two neighbors, which are not edited
/// again (the restricted distance of Damerau). Costs are counted in levels: one for an edit, or two
/// if a change between letters that are often confused costs half of one.
///
/// A state has a set for each level: bit i says that what was read comes from the first i scalars
/// of the word at that cost or less. Behind them come the sets of what the second half of a swap
/// would complete: bit i + 2 says that scalar i, if read next, does.
struct EditProgram {
  /// The scalars that have classes of their own: those of the word, and what they are confused
  /// with.
  let scalars: [UInt32]

  /// The length of the word.
  private let count: Int
  /// How many levels there are.
  private let levelCount: Int
  /// The levels that an edit costs.
  private let edit: Int
  /// For each class the scalars of the word that are of it: bit i + 1 for scalar i.
  private let equal: [UInt128]
  /// For each class the scalars that it is confused with.
  private let confused: [UInt128]

  /// Makes the program of `word`, which has at most ``Query/maximumFuzzyLength`` scalars.
  init(_ word: [UInt32], edits: Int, isWeighted: Bool) {
    count = word.count
    edit = isWeighted ? 2 : 1
    levelCount = edit * edits + 1
    var scalars: [UInt32] = []
    for scalar in word {
      let others = isWeighted ? ConfusableLetters.others(than: scalar) : []
      for known in [scalar] + others where !scalars.contains(known) { scalars.append(known) }
    }
    self.scalars = scalars
    func set(_ isMember: (UInt32) -> Bool) -> UInt128 {
      var set: UInt128 = 0
      for (index, scalar) in word.enumerated() where isMember(scalar) { set |= 2 << index }
      return set
    }
    equal = [0] + scalars.map { read in set { $0 == read } }
    confused =
      isWeighted
      ? [0] + scalars.map { read in set { ConfusableLetters.others(than: $0).contains(read) } }
      : []
  }

  /// The sets of a state.
  var stateLength: Int { levelCount + max(0, levelCount - edit) }

  /// The state before anything is read.
  var first: [UInt128] {
    var state = [UInt128](repeating: 0, count: stateLength)
    // At first only leaving out has made a text of the word.
    for level in 0..<levelCount { state[level] = mask & (2 << (level / edit) - 1) }
    return state
  }

  private var mask: UInt128 { 2 << count - 1 }

  /// Makes `next` the state after a scalar of class `read` in `state`.
  ///
  /// - Returns: Whether anything is still near.
  func follow(_ state: ArraySlice<UInt128>, _ read: Int, into next: inout [UInt128]) -> Bool {
    let base = state.startIndex
    let equal = equal[read]
    for level in 0..<levelCount {
      var set = state[base + level] << 1 & equal
      if edit == 2, level > 0 { set |= state[base + level - 1] << 1 & confused[read] }
      if level >= edit {
        let cheaper = state[base + level - edit]
        set |= cheaper | cheaper << 1 | next[level - edit] << 1
        set |= state[base + levelCount + level - edit] & equal << 1
        next[levelCount + level - edit] = cheaper << 2 & equal & mask
      }
      next[level] = set & mask
    }
    return next[levelCount - 1] != 0
  }

  /// What the edits of a text cost that ends in `state`, in halves of an edit; `nil` if too much.
  func cost(_ state: ArraySlice<UInt128>) -> Int? {
    let level = (0..<levelCount).first { state[state.startIndex + $0] >> count & 1 != 0 }
    return level.map { $0 * 2 / edit }
  }
}
