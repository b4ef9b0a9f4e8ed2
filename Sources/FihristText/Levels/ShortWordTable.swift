/// A value for each of a fixed set of short words: a hash table with open addressing.
///
/// Like ``ByteTable``, the memory is written once and never freed.
@safe
struct ShortWordTable<Value: Sendable>: @unchecked Sendable {
  // Sendable because the memory is only read after `init`, and only this value has the address.
  private let slots: UnsafeMutablePointer<Slot>
  /// One less than the number of slots, a power of two: an index that is masked is in range.
  private let mask: Int
  private let shift: UInt64

  /// A word and its value; an empty slot has no letters and the default value.
  private struct Slot {
    var letters: UInt64
    var value: Value
  }

  /// Makes the table of `entries`; `join` makes one value of the two of a word that occurs twice.
  init(
    _ entries: [(word: ShortWord, value: Value)], default empty: Value,
    joining join: (Value, Value) -> Value
  ) {
    // At most a quarter is full, so that nearly every search ends at the first slot.
    var bits: UInt64 = 3
    while 1 << bits < 4 * entries.count { bits += 1 }
    shift = 64 - bits
    mask = 1 << bits - 1
    unsafe slots = .allocate(capacity: mask + 1)
    unsafe slots.initialize(repeating: Slot(letters: 0, value: empty), count: mask + 1)
    for (word, value) in entries {
      let index = slot(of: word)
      let isNew = unsafe slots[index].letters == 0
      let joined = unsafe isNew ? value : join(slots[index].value, value)
      unsafe slots[index] = Slot(letters: word.letters, value: joined)
    }
  }

  /// The value of `word`, or the default one.
  @inline(__always)
  subscript(word: ShortWord) -> Value { unsafe slots[slot(of: word)].value }

  /// The slot of `word`, or the empty one where it would be.
  @inline(__always)
  private func slot(of word: ShortWord) -> Int {
    // Multiplication by a number near 2⁶⁴ divided by the golden ratio spreads neighbours.
    var index = Int(truncatingIfNeeded: (word.letters &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while unsafe slots[index].letters != 0 && slots[index].letters != word.letters {
      index = (index &+ 1) & mask
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
