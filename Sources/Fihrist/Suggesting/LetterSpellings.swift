internal import FihristText

/// How the archive spells words, by their folded letters.
///
/// A segment's prose is stored as codes of words, and frequent words have short codes: the usual
/// spelling of some letters is the word of the shortest code that has them when it is folded. Where
/// codes are equally long, both are about as frequent, and the one of the smaller bytes comes
/// first: that is the one with its hamza.
struct LetterSpellings: Sendable {
  /// For each folded letter, the letters that become it.
  private let written: [Unicode.Scalar: [Unicode.Scalar]]
  /// The same for letters at the end of a word.
  private let writtenLast: [Unicode.Scalar: [Unicode.Scalar]]
  /// The segments, that with most documents first.
  private let segments: [SegmentReader]

  /// Whether all texts that are searched and stored are codes of words: then a word that has no
  /// spelling here is not among them, but with vowel marks or letters of other languages.
  let isComplete: Bool

  /// The letters of Arabic. Words with others are not found.
  private static let arabic: ClosedRange<UInt32> = 0x0621...0x064A
  /// Teh marbuta and alef maksura end words.
  private static let lastAlone: Set<Unicode.Scalar> = ["\u{629}", "\u{649}"]

  init(_ snapshot: Snapshot, _ analyzer: Analyzer) throws(IndexError) {
    var written: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    for scalar in Self.arabic.compactMap(Unicode.Scalar.init) where scalar != "\u{640}" {
      let folded = analyzer.foldedLetters(of: String(scalar)).unicodeScalars
      guard let letter = folded.first, folded.count == 1 else { continue }
      written[letter, default: []].append(scalar)
    }
    writtenLast = written
    self.written = written.mapValues { $0.filter { !Self.lastAlone.contains($0) } }
    let schema = snapshot.manifest.schema
    let prose = schema.indexedFields.filter { schema.fields[$0].isStored }
      .reduce(into: UInt64(0)) { $0 |= 1 << UInt64($1) }
    var words = prose
    for segment in snapshot.segments { words &= try segment.wordFields() }
    isComplete = words == prose
    segments = snapshot.segments.sorted { $0.info.documentCount > $1.info.documentCount }
  }

  /// How the archive spells some letters.
  struct Spelling {
    var word: String
    /// The length of its code, in bits.
    fileprivate var bits: Int
    /// The ordinal of the segment among ``LetterSpellings/segments``.
    fileprivate var segment: Int

    /// Whether it occurs less than about once for sixteen times of another.
    func isSeldom(beside other: Spelling) -> Bool {
      segment > other.segment || segment == other.segment && bits > other.bits + 4
    }
  }

  /// The most frequent spelling of `letters`, which are folded, in the largest segment that has
  /// one; nil if there is none without vowel marks.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  /// - Complexity: O(letters · log(words)) for each segment.
  func spelling(of letters: String) throws(IndexError) -> Spelling? {
    var choices = letters.unicodeScalars.map { written[$0] ?? [] }
    guard let last = letters.unicodeScalars.last else { return nil }
    choices[choices.count - 1] = writtenLast[last] ?? []
    for (ordinal, segment) in segments.enumerated() {
      if let found = try segment.mostFrequentWord(choices) {
        return Spelling(word: found.word, bits: found.bits, segment: ordinal)
      }
    }
    return nil
  }
}
