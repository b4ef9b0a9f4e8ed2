/// Four words in a row, as a number of 64 bits.
///
/// (Broder, On the resemblance and containment of documents, SEQUENCES 1997.)
package enum Shingle {
  /// How many words a shingle has.
  package static let wordCount = 4

  /// The number of a word by the bytes of its term: FNV-1a (Fowler, Noll, Vo), mixed.
  package static func word(_ term: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<term.count {
      unsafe hash = (hash ^ UInt64(term[index])) &* 0x100_0000_01B3
    }
    return MixedBits.of(hash)
  }

  /// The number of a word by the bytes of its term.
  package static func word(_ term: ArraySlice<UInt8>) -> UInt64 {
    unsafe term.withUnsafeBufferPointer { unsafe word($0) }
  }

  /// Calls `body` with each shingle of a text, in its order; a text of fewer words is one.
  ///
  /// - Parameter words: The numbers of its words.
  @inlinable
  package static func forEach(of words: [UInt64], _ body: (UInt64) -> Void) {
    guard words.count > wordCount else {
      if !words.isEmpty { body(joined(words[...])) }
      return
    }
    for start in 0...words.count - wordCount { body(joined(words[start..<start + wordCount])) }
  }

  /// A polynomial of the words, so that their order counts.
  @inlinable
  static func joined(_ words: ArraySlice<UInt64>) -> UInt64 {
    MixedBits.of(words.reduce(UInt64(words.count)) { $0 &* 0x9E37_79B9_7F4A_7C15 &+ $1 })
  }
}
