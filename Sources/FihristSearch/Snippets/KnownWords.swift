package import FihristText

/// The terms of words that texts had before, as fingerprints: enough to tell, without analyzing a
/// word again, that it is none of those that are looked for.
///
/// Equal bytes of a word always give equal terms, and most words of a text are words of many texts.
/// Words are told apart by 64 bits of their bytes, mixed with a random number: two different ones
/// are taken for the same with a chance of 2⁻⁶⁴, whatever texts contain. One memory serves one
/// thread at a time. It starts with 64 KiB and grows with what comes, up to 2 MiB.
@safe package final class KnownWords {
  /// What is known about a word.
  struct Fingerprints {
    /// That of its term; 0 if the word has several terms or positions, so that only its analysis
    /// tells. A word that the index leaves out has the fingerprint of no bytes.
    var term: UInt32
    /// That of its root, or of no bytes if it has none.
    var root: UInt32
  }

  /// One slot: the word's bits, and its fingerprints.
  private typealias Slot = SIMD2<UInt64>

  /// Longer words are analyzed each time.
  private static let maximumByteCount = 23
  /// At first and at most there are 2 to the power of these slots.
  private static let slotBits: (first: UInt64, last: UInt64) = (12, 17)

  /// Whose terms these are.
  let analyzer: Analyzer
  private let roots: Analyzer?
  private var slots: UnsafeMutablePointer<Slot>
  /// A slot is the first bits of its word: all but so many.
  private var shift: UInt64
  /// How many words were not known since it grew.
  private var missCount = 0
  private let seed: UInt64
  private var terms = WordTerms()

  /// Makes an empty memory for the words of `analyzer`.
  package init(_ analyzer: Analyzer) {
    self.analyzer = analyzer
    roots = analyzer.roots
    seed = UInt64.random(in: 0...(.max))
    shift = 64 - Self.slotBits.first
    unsafe slots = Self.emptySlots(1 << Self.slotBits.first)
  }

  private static func emptySlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
    unsafe slots.initialize(repeating: Slot(), count: count)
    return unsafe slots
  }

  /// Makes more slots, up to the last number of them.
  private func grow() {
    missCount = 0
    guard 64 - shift < Self.slotBits.last else { return }
    let (old, count) = unsafe (slots, 1 << (64 - shift))
    shift -= 1
    unsafe slots = Self.emptySlots(2 * count)
    for index in 0..<count where unsafe old[index].x != 0 {
      unsafe slots[Int(truncatingIfNeeded: old[index].x >> shift)] = old[index]
    }
    unsafe old.deallocate()
  }

  deinit { unsafe slots.deallocate() }

  /// What looking a word up gave.
  struct Look {
    /// The word's bits; 0 for a word that is too long.
    fileprivate var bits: UInt64
    fileprivate var slot: SIMD2<UInt64>
  }

  /// Looks up `words`, which the analyzer found in `text`.
  ///
  /// All at once, before anything depends on what is found: so the slots, which are seldom in a
  /// near cache, are fetched at the same time.
  ///
  /// - Parameter looks: As many as there are words; its contents are replaced.
  func look(
    up words: UnsafeMutableBufferPointer<WordRange>, count: Int,
    in text: UnsafeBufferPointer<UInt8>, into looks: UnsafeMutableBufferPointer<Look>
  ) {
    for index in 0..<count {
      let range = unsafe words[index].bytes
      let isLong = range.count > Self.maximumByteCount
      let bits = isLong ? 0 : unsafe bits(of: range, in: text)
      unsafe looks[index] = Look(
        bits: bits, slot: slots[Int(truncatingIfNeeded: bits &>> shift)])
    }
  }

  /// The fingerprints of the word at `range` of `text`, which was looked up.
  ///
  /// - Complexity: O(1) for a word that is known, otherwise O(length of the word).
  @inline(__always)
  func fingerprints(
    _ look: Look, of range: Range<Int>, in text: UnsafeBufferPointer<UInt8>
  ) -> Fingerprints {
    if look.slot.x == look.bits, look.bits != 0 {
      return Fingerprints(
        term: UInt32(truncatingIfNeeded: look.slot.y),
        root: UInt32(truncatingIfNeeded: look.slot.y >> 32))
    }
    return look.bits == 0
      ? unsafe analyzed(range, in: text) : unsafe learned(range, in: text, look.bits)
  }

  @inline(never)
  private func learned(
    _ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>, _ bits: UInt64
  ) -> Fingerprints {
    let found = unsafe analyzed(range, in: text)
    missCount += 1
    if missCount > 1 << (64 - shift) { grow() }
    unsafe slots[Int(truncatingIfNeeded: bits &>> shift)] = Slot(
      bits, UInt64(found.term) | UInt64(found.root) << 32)
    return found
  }

  @inline(never)
  private func analyzed(
    _ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>
  ) -> Fingerprints {
    unsafe analyzed(UnsafeBufferPointer(rebasing: text[range]))
  }

  /// The fingerprints of a word that the analyzer found.
  func analyzed(_ word: UnsafeBufferPointer<UInt8>) -> Fingerprints {
    let term = unsafe analyzer.fingerprint(ofWord: word, with: &terms)
    guard term != 0, let roots else { return Fingerprints(term: term, root: Self.none) }
    return Fingerprints(
      term: term, root: unsafe roots.fingerprint(ofWord: word, with: &terms))
  }

  /// The fingerprint of no bytes.
  private static let none = WordTerms.fingerprint([])

  /// 64 bits of a word; never 0.
  @inline(__always)
  private func bits(of range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let count = range.count
    var (first, second, third) = (UInt64(0), UInt64(0), UInt64(0))
    if range.lowerBound + 24 <= text.count, let base = text.baseAddress {
      let start = unsafe UnsafeRawPointer(base + range.lowerBound)
      unsafe first = start.loadUnaligned(as: UInt64.self).littleEndian & Self.mask(count)
      unsafe second =
        start.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
        & Self.mask(count - 8)
      unsafe third =
        start.loadUnaligned(fromByteOffset: 16, as: UInt64.self).littleEndian
        & Self.mask(count - 16)
    } else {
      var key = SIMD3<UInt64>()
      for index in 0..<count {
        let byte = unsafe UInt64(text[range.lowerBound + index])
        key[index >> 3] |= byte << UInt64(8 * (index & 7))
      }
      (first, second, third) = (key.x, key.y, key.z)
    }
    third |= UInt64(count) << 56
    return Self.mixed(Self.mixed(first ^ seed, second), third) | 1
  }

  /// The bits of the first `count` bytes of a word of eight.
  @inline(__always)
  private static func mask(_ count: Int) -> UInt64 {
    count >= 8 ? ~0 : count <= 0 ? 0 : (1 << UInt64(8 * count)) - 1
  }

  /// Whether `term` is one of the terms of `word`.
  ///
  /// - Complexity: O(length of the word): it is analyzed.
  package func hasTerm(_ term: [UInt8], _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    terms.removeAll()
    unsafe analyzer.appendTerms(ofWord: word, to: &terms)
    return (0..<terms.count).contains { terms.bytes(of: $0).elementsEqual(term) }
  }

  /// A mixture of both numbers: the halves of a product of 128 bits.
  @inline(__always)
  private static func mixed(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = (one ^ 0x9E37_79B9_7F4A_7C15)
      .multipliedFullWidth(by: other ^ 0xC2B2_AE3D_27D4_EB4F)
    return product.high ^ product.low
  }
}

extension KnownWords {
  /// Where words of `text` have `term` among the terms that the analyzer makes of them, in bytes.
  ///
  /// - Parameter term: Bytes of a term.
  /// - Complexity: O(words), with a small factor where the symbols of the text are known.
  package func occurrences(of term: [UInt8], in text: SnippetText) -> [Range<Int>] {
    let targets = SnippetTargets(.term(term), field: text.field, ranksRoots: false) { _ in 1 }
    return SnippetMatches(in: text, targets, self).matches.map(\.bytes)
  }
}
