/// A value for each of a fixed set of short words: a hash table with open addressing.
struct ShortWordTable<Value: Sendable>: Sendable {
  /// An empty slot has no letters.
  private var slots: [(letters: UInt64, value: Value)]
  private let shift: UInt64

  /// Makes the table of `entries`; `join` makes one value of the two of a word that occurs twice.
  init(
    _ entries: [(word: ShortWord, value: Value)], default empty: Value,
    joining join: (Value, Value) -> Value
  ) {
    // At most a quarter is full, so that nearly every search ends at the first slot.
    var bits: UInt64 = 3
    while 1 << bits < 4 * entries.count { bits += 1 }
    shift = 64 - bits
    slots = Array(repeating: (0, empty), count: 1 << bits)
    for (word, value) in entries {
      let index = slot(of: word)
      let joined = slots[index].letters == 0 ? value : join(slots[index].value, value)
      slots[index] = (word.letters, joined)
    }
  }

  /// The value of `word`, or the default one.
  @inline(__always)
  subscript(word: ShortWord) -> Value { slots[slot(of: word)].value }

  /// The slot of `word`, or the empty one where it would be.
  @inline(__always)
  private func slot(of word: ShortWord) -> Int {
    // Multiplication by a number near 2⁶⁴ divided by the golden ratio spreads neighbours.
    var index = Int(truncatingIfNeeded: (word.letters &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while slots[index].letters != 0, slots[index].letters != word.letters {
      index = (index &+ 1) & (slots.count &- 1)
    }
    return index
  }
}

extension WordLists {
  /// The lists that have a word.
  static let table = ShortWordTable(
    all.flatMap { list, words in
      words.split(whereSeparator: \.isWhitespace).map { (ShortWord($0), list) }
    }, default: [], joining: { $0.union($1) })
}
