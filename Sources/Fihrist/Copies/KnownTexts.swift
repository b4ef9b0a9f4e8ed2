/// The signatures and shingles that are known of documents, by their keys.
struct KnownTexts {
  private struct Known {
    /// Empty if the document cannot be compared, since no index has answered for it.
    var signature: [UInt8]
    var shingles: ShingleSet?
    /// Whether its shingles cannot be had.
    var isWithoutShingles = false
  }

  // By bytes: keys that are equal to the eye may be two.
  private var known: [[UInt8]: Known] = [:]
  private var shingleCount = 0

  /// Shingles that are kept take 32 MiB at most, and those of two texts.
  private static let mostShingles = 4 << 20

  /// The signature of a document; empty if it cannot be had, and `nil` if it was not asked for.
  func signature(of key: String) -> [UInt8]? { known[Array(key.utf8)]?.signature }

  /// Whether shingles were not asked for yet, and may be had.
  func lacksShingles(of key: String) -> Bool {
    guard let one = known[Array(key.utf8)] else { return true }
    return one.shingles == nil && !one.isWithoutShingles
  }

  /// How much of two texts is the same; 0 if the shingles of one cannot be had, and `nil` if they
  /// were not asked for.
  func overlap(of key: String, with other: String) -> Double? {
    guard let one = known[Array(key.utf8)], let two = known[Array(other.utf8)] else { return nil }
    if one.isWithoutShingles || two.isWithoutShingles { return 0 }
    guard let first = one.shingles, let second = two.shingles else { return nil }
    return second.overlap(with: first)
  }

  /// Takes the signatures of documents that were asked for; the others cannot be had.
  mutating func takeSignatures(_ texts: [CopyText], of keys: [String]) {
    for text in texts {
      let key = Array(text.key.utf8)
      if let signature = text.signature, known[key] == nil {
        known[key] = Known(signature: signature)
      }
    }
    for key in keys where known[Array(key.utf8)] == nil {
      known[Array(key.utf8)] = Known(signature: [])
    }
  }

  /// Takes shingles.
  ///
  /// - Parameter pair: What is compared next. If no text came at all, its shingles cannot be had.
  mutating func takeShingles(_ texts: [CopyText], for pair: [String]) {
    if shingleCount > Self.mostShingles { forgetShingles(besides: pair) }
    var hasAny = false
    for text in texts {
      guard let shingles = text.shingles, let one = known[Array(text.key.utf8)],
        one.shingles == nil, !one.isWithoutShingles
      else { continue }
      known[Array(text.key.utf8)]?.shingles = shingles
      shingleCount += shingles.hashes.count
      hasAny = true
    }
    guard !hasAny else { return }
    for key in pair where lacksShingles(of: key) {
      known[Array(key.utf8)]?.isWithoutShingles = true
    }
  }

  private mutating func forgetShingles(besides pair: [String]) {
    let kept = Set(pair.map { Array($0.utf8) })
    shingleCount = 0
    for key in known.keys {
      if !kept.contains(key) { known[key]?.shingles = nil }
      shingleCount += known[key]?.shingles?.hashes.count ?? 0
    }
  }
}
