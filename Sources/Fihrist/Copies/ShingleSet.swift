internal import FihristText

/// The shingles of a text: every four words in a row, as hashes.
///
/// Words are folded as by ``Analyzer/exact``, so vowel marks, hamzas and punctuation do not count.
/// (Broder, On the resemblance and containment of documents, SEQUENCES 1997.)
struct ShingleSet {
  /// How many words a shingle has.
  static let wordCount = 4

  /// The hashes, ascending, none twice.
  let hashes: [UInt64]

  /// Makes the set of what `words` has read; a text of fewer words is one shingle.
  init(_ words: TextWords) {
    let all = words.words.indices.map { Self.hash(words.term($0)) }
    guard all.count > Self.wordCount else {
      hashes = all.isEmpty ? [] : [Self.joined(all[...])]
      return
    }
    let shingles = (0...all.count - Self.wordCount).map { start in
      Self.joined(all[start..<start + Self.wordCount])
    }.sorted()
    var hashes: [UInt64] = []
    hashes.reserveCapacity(shingles.count)
    for hash in shingles where hash != hashes.last { hashes.append(hash) }
    self.hashes = hashes
  }

  /// How many shingles both have, of those that one of them has: 0 to 1.
  ///
  /// - Complexity: O(shingles of both).
  func overlap(with other: ShingleSet) -> Double {
    var (one, two, common) = (0, 0, 0)
    while one < hashes.count, two < other.hashes.count {
      let (a, b) = (hashes[one], other.hashes[two])
      if a == b { common += 1 }
      if a <= b { one += 1 }
      if b <= a { two += 1 }
    }
    let all = hashes.count + other.hashes.count - common
    return all == 0 ? 0 : Double(common) / Double(all)
  }

  /// FNV-1a (Fowler, Noll, Vo), then mixed.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  private static func joined(_ words: ArraySlice<UInt64>) -> UInt64 {
    words.reduce(UInt64(words.count)) { MixedBits.of($0 &* 0x9E37_79B9_7F4A_7C15 ^ $1) }
  }
}
