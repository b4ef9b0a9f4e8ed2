internal import FihristText

/// How the frequent Arabic words of an archive are spelled, by their folded letters.
///
/// A segment's prose is stored as codes of words, and frequent words have short codes: the most
/// frequent spelling of some letters is the first of them in the order of codes. Where codes are
/// equally long, both are about as frequent, and the one of the smaller bytes comes first: that is
/// the one with its hamza. The segment with most documents comes first.
struct UsualSpellings: Sendable {
  /// A table with open addressing: 40 bits of the hash of some folded letters, and in the other 24
  /// where their spelling is in ``bytes``; 0 for an empty slot.
  private var slots: [UInt64]
  private var count = 0
  /// Spellings in UTF-8, each behind its byte count. The first byte belongs to none.
  private var bytes: [UInt8] = [0]

  private static let startMask: UInt64 = 1 << 24 - 1

  /// Whether all texts that are searched and stored are codes of words: then a word that has no
  /// spelling here is not frequent.
  let isComplete: Bool

  /// Reads the frequent words of `snapshot`.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  /// - Complexity: O(2^16) for each segment.
  init(_ snapshot: Snapshot, _ analyzer: Analyzer) throws(IndexError) {
    slots = [UInt64](repeating: 0, count: 1 << 16)
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
    let slot = slot(of: hash)
    guard slots[slot] == 0, word.count < 256, bytes.count + word.count < Self.startMask else {
      return
    }
    slots[slot] = hash & ~Self.startMask | UInt64(bytes.count)
    bytes.append(UInt8(word.count))
    unsafe bytes.append(contentsOf: word)
    count += 1
    if 2 * count > slots.count { grow() }
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: 2 * old.count)
    for entry in old where entry != 0 { slots[slot(of: entry)] = entry }
  }

  /// The slot of a hash, or the empty one where it belongs.
  private func slot(of hash: UInt64) -> Int {
    // A hash goes by its first bits, which are in the table too.
    var slot = Int(hash >> UInt64(64 - slots.count.trailingZeroBitCount))
    while slots[slot] != 0, (slots[slot] ^ hash) & ~Self.startMask != 0 {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// The most frequent spelling of `letters`, which are folded; nil if no frequent word has them.
  ///
  /// The caller checks that the letters of the spelling are these: other letters may have the same
  /// hash.
  func spelling(of letters: String) -> String? {
    var letters = letters
    let hash = letters.withUTF8 { unsafe Self.hash($0) }
    let start = Int(slots[slot(of: hash)] & Self.startMask)
    guard start > 0 else { return nil }
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
