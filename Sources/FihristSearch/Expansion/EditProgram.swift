/// The texts that few edits make of a word, as a nondeterministic automaton: a state is a row of
/// the table of distances between the word's beginnings and what was read, with the row before it.
///
/// An edit inserts, leaves out or changes a scalar, or swaps two neighbors, which are not edited
/// again (the restricted distance of Damerau). Costs are counted in halves.
struct EditProgram {
  /// The word.
  let word: [UInt32]
  /// The scalars that have classes of their own: those of the word, and what they are confused
  /// with.
  let scalars: [UInt32]
  /// What may be spent, in halves.
  let limit: UInt16

  /// For each class and each scalar of the word the cost of a change, in halves.
  private let changes: [[UInt16]]

  /// The cost of an edit, and of changing a letter to one that is often confused with it.
  private static let edit: UInt16 = 2
  private static let confusion: UInt16 = 1

  /// Makes the program of `word`.
  init(_ word: [UInt32], edits: Int, isWeighted: Bool) {
    self.word = word
    limit = Self.edit * UInt16(clamping: edits)
    var scalars: [UInt32] = []
    for scalar in word {
      let others = isWeighted ? ConfusableLetters.others(than: scalar) : []
      for known in [scalar] + others where !scalars.contains(known) { scalars.append(known) }
    }
    self.scalars = scalars
    changes = ([nil] + scalars.map { $0 }).map { (read: UInt32?) in
      word.map { scalar in
        guard let read else { return Self.edit }
        if read == scalar { return 0 }
        return isWeighted && ConfusableLetters.others(than: scalar).contains(read)
          ? Self.confusion : Self.edit
      }
    }
  }

  /// The state before anything is read: a row, no row before it, and no class.
  var first: [UInt16] {
    let row = (0...word.count).map { min(UInt16($0) * Self.edit, limit + 1) }
    return row + [UInt16](repeating: limit + 1, count: word.count + 1) + [0]
  }

  /// The state after a scalar of class `read`; empty if nothing is near any more.
  func following(_ state: [UInt16], _ read: Int) -> [UInt16] {
    let count = word.count
    let before = Int(state[2 * count + 2])
    var row = [UInt16](repeating: limit + 1, count: count + 1)
    row[0] = state[0] + Self.edit
    var least = row[0]
    for index in 1...max(1, count) where count > 0 {
      var cost = min(state[index] + Self.edit, row[index - 1] + Self.edit)
      cost = min(cost, state[index - 1] + changes[read][index - 1])
      // The scalar before and this one are the word's two, the other way round.
      if index > 1, read > 0, before > 0, changes[read][index - 2] == 0,
        changes[before][index - 1] == 0
      {
        cost = min(cost, state[count + 1 + index - 2] + Self.edit)
      }
      row[index] = min(cost, limit + 1)
      least = min(least, cost)
    }
    row[0] = min(row[0], limit + 1)
    guard least <= limit else { return [] }
    return row + state[...count] + [UInt16(read)]
  }

  /// What the edits of a text cost that ends in `state`; `nil` if too much.
  func cost(_ state: [UInt16]) -> Int? {
    state[word.count] <= limit ? Int(state[word.count]) : nil
  }
}
