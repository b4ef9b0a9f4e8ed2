internal import FihristText

/// The shingles of a text: every four words in a row, as hashes.
///
/// Words are folded as by ``Analyzer/exact``, so vowel marks, hamzas and punctuation do not count.
struct ShingleSet: Sendable, Hashable {
  /// The hashes, ascending, none twice.
  let hashes: [UInt64]

  /// Makes the set of a text by the numbers of its words; a text of fewer words is one shingle.
  init(_ words: [UInt64]) {
    var shingles: [UInt64] = []
    shingles.reserveCapacity(words.count)
    Shingle.forEach(of: words) { shingles.append($0) }
    shingles.sort()
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
}

extension ShingleSet {
  /// The hashes as bytes, eight each, the lowest first.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * hashes.count)
    for hash in hashes {
      for shift: UInt64 in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: hash >> (8 * shift))) }
    }
    return bytes
  }

  /// Reads what ``bytes`` gave; `nil` for anything else.
  init?(bytes: [UInt8]) {
    guard bytes.count % 8 == 0 else { return nil }
    var hashes: [UInt64] = []
    hashes.reserveCapacity(bytes.count / 8)
    for start in stride(from: 0, to: bytes.count, by: 8) {
      let hash = bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      if let last = hashes.last, last >= hash { return nil }
      hashes.append(hash)
    }
    self.hashes = hashes
  }
}
