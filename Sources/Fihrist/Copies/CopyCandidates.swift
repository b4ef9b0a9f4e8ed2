/// Pairs of documents whose texts may be copies, by their signatures: those that are equal in two
/// neighboring bytes, or among many documents in three, and in enough bytes of all.
///
/// Texts that overlap by one half have equal bytes with a probability of a little more than ½. Of
/// 32 pairs of bytes around a ring, one is equal with a probability of 0.9996; of 32 triples, 0.97
/// (Indyk & Motwani, Approximate nearest neighbors, STOC 1998).
struct CopyCandidates {
  private let signatures: SignatureList
  /// Which bytes are compared together.
  private let offsets: [Int]
  /// The fewest equal bytes.
  private let leastEqual: Int

  /// In a longer run of equal bytes only the first documents are compared with all others: most of
  /// them are copies of these.
  private static let comparedCount = 8

  /// With more documents a key of two bytes would be that of more than two of them by chance.
  static let mostForPairs = 1 << 17

  /// Two and a half standard errors of the share of equal bytes.
  private static let tolerance = 0.23

  /// - Parameters:
  ///   - overlap: How much of two texts must be the same, 0 to 1.
  ///   - mostForPairs: Among how many documents two bytes are compared.
  init(
    _ signatures: SignatureList, overlap: Double, mostForPairs: Int = Self.mostForPairs
  ) {
    self.signatures = signatures
    offsets = signatures.count > mostForPairs ? [0, 1, 5] : [0, 1]
    leastEqual = Self.leastEqual(overlap: overlap)
  }

  /// The fewest equal bytes of signatures whose texts may overlap so much.
  static func leastEqual(overlap: Double) -> Int {
    max(2, Int((overlap - tolerance) * Double(TextSignature.byteCount)))
  }

  /// Calls `body` with pairs of documents, the first below the second; some come several times.
  ///
  /// - Complexity: O(n · log n) for each of 32 keys, and the pairs.
  func forEach<Failure: Error>(
    _ body: (Int, Int) throws(Failure) -> Void
  ) throws(Failure) {
    let documents = (0..<signatures.count).filter(signatures.hasWords)
    for start in 0..<TextSignature.byteCount {
      // The key above the document, so that both are sorted at once.
      let rows = documents.map {
        UInt64(signatures.key($0, from: start, offsets)) << 32 | UInt64($0)
      }.sorted()
      var first = 0
      while first < rows.count {
        var end = first + 1
        while end < rows.count, rows[end] >> 32 == rows[first] >> 32 { end += 1 }
        for one in first..<min(end, first + Self.comparedCount) {
          for two in one + 1..<max(one + 1, end) {
            let first = Int(UInt32(truncatingIfNeeded: rows[one]))
            let second = Int(UInt32(truncatingIfNeeded: rows[two]))
            guard signatures.equalBytes(first, second) >= leastEqual else { continue }
            try body(first, second)
          }
        }
        first = end
      }
    }
  }
}
