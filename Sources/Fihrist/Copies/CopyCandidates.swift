/// Pairs of signatures that are equal in a band of three values: those whose sets may overlap.
///
/// Sets that overlap by one half have a common band with a probability of 1 − (1 − ½³)⁴² = 0.996;
/// by one tenth, of 0.04. (Indyk & Motwani, Approximate nearest neighbors, STOC 1998.)
struct CopyCandidates {
  private let values: [UInt32]
  private let count: Int

  /// In a longer run of equal bands only the first documents are compared with all others: most of
  /// them are copies of these.
  private static let comparedCount = 8

  /// Takes the signatures of all documents, one behind the other.
  init(_ values: [UInt32]) {
    self.values = values
    count = values.count / MinHash.count
  }

  /// Calls `body` with pairs of documents, the first below the second; some come twice.
  ///
  /// - Complexity: O(n · log n) for each of the bands, and the pairs.
  func forEach<Failure: Error>(
    _ body: (Int, Int) throws(Failure) -> Void
  ) throws(Failure) {
    for band in 0..<MinHash.bandCount {
      let keys = (0..<count).map { (key: key($0, band), document: $0) }.sorted {
        $0.key != $1.key ? $0.key < $1.key : $0.document < $1.document
      }
      var start = 0
      while start < keys.count {
        var end = start + 1
        while end < keys.count, keys[end].key == keys[start].key { end += 1 }
        for one in start..<min(end, start + Self.comparedCount) {
          for two in one + 1..<max(one + 1, end) {
            try body(keys[one].document, keys[two].document)
          }
        }
        start = end
      }
    }
  }

  private func key(_ document: Int, _ band: Int) -> UInt64 {
    let start = document * MinHash.count + band * MinHash.bandLength
    return values[start..<start + MinHash.bandLength].reduce(0) {
      MixedBits.of($0 ^ UInt64($1))
    }
  }

  /// The share of equal values of two documents.
  func estimate(_ one: Int, _ other: Int) -> Double {
    let (a, b) = (one * MinHash.count, other * MinHash.count)
    let equal = (0..<MinHash.count).count { values[a + $0] == values[b + $0] }
    return Double(equal) / Double(MinHash.count)
  }
}
