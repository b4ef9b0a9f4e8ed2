internal import FihristText

/// How the frequent Arabic words of an archive are spelled, by their folded letters.
///
/// A segment's prose is stored as codes of words, and frequent words have short codes: the most
/// frequent spelling of some letters is the first of them in the order of codes. Where codes are
/// equally long, both are about as frequent, and the one of the smaller bytes comes first: that is
/// the one with its hamza. The segment with most
/// documents comes first.
struct UsualSpellings: Sendable {
  /// Where the spelling of some folded letters is in ``bytes``, by the hash of the letters.
  private var starts: [UInt64: UInt32] = [:]
  /// Spellings in UTF-8, each behind its byte count.
  private var bytes: [UInt8] = []

  /// Whether all texts that are searched and stored are codes of words: then a word that has no
  /// spelling here is not frequent.
  let isComplete: Bool

  /// Reads the frequent words of `snapshot`.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  /// - Complexity: O(2^16) for each segment.
  init(_ snapshot: Snapshot, _ analyzer: Analyzer) throws(IndexError) {
    let schema = snapshot.manifest.schema
    let prose = schema.indexedFields.filter { schema.fields[$0].isStored }
      .reduce(into: UInt64(0)) { $0 |= 1 << UInt64($1) }
    var words = prose
    for segment in snapshot.segments { words &= try segment.wordFields() }
    isComplete = words == prose
    let segments = snapshot.segments.sorted { $0.info.documentCount > $1.info.documentCount }
    for segment in segments {
      unsafe try segment.forEachFrequentWord { word in
        guard let hash = unsafe analyzer.withFoldedArabic(word, Self.hash) else { return }
        unsafe add(word, hash: hash)
      }
    }
  }

  private mutating func add(_ word: UnsafeBufferPointer<UInt8>, hash: UInt64) {
    guard starts[hash] == nil, word.count < 256 else { return }
    starts[hash] = UInt32(bytes.count)
    bytes.append(UInt8(word.count))
    unsafe bytes.append(contentsOf: word)
  }

  /// The most frequent spelling of `letters`, which are folded; nil if no frequent word has them.
  ///
  /// The caller checks that the letters of the spelling are these: other letters may have the same
  /// hash.
  func spelling(of letters: String) -> String? {
    var letters = letters
    let hash = letters.withUTF8 { unsafe Self.hash($0) }
    guard let start = starts[hash].map(Int.init) else { return nil }
    return String(decoding: bytes[(start + 1)...].prefix(Int(bytes[start])), as: UTF8.self)
  }

  /// FNV-1a of 64 bits.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<bytes.count {
      unsafe hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3
    }
    return hash
  }
}
