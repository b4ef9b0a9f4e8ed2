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

  /// The most frequent spelling of letters, which are folded, in the largest segment that has one;
  /// nil if there is none without vowel marks.
  ///
  /// - Parameters:
  ///   - clitic: What is before the letters.
  ///   - respelled: Whether hamzas may have the other seats that forms do not have; nil then if the
  ///     letters have none.
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  /// - Complexity: O(letters · log(words)) for each segment.
  func spelling(
    of letters: String, behind clitic: String = "", respelled: Bool = false
  ) throws(IndexError) -> Spelling? {
    guard var choices = choices(of: clitic + letters) else { return nil }
    if respelled {
      let seats = Self.otherSeats(in: letters)
      guard !seats.isEmpty else { return nil }
      for seat in seats { choices[clitic.unicodeScalars.count + seat.index].append(seat.written) }
    }
    return try spelling([choices])
  }

  /// Where words may have a seat of hamza that their forms have not: مؤسسة is of the form موسسه,
  /// and مسئول of مسؤول.
  private static func otherSeats(
    in letters: String
  ) -> [(index: Int, written: Unicode.Scalar)] {
    let (waw, wawHamza, yehHamza): (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar)
    (waw, wawHamza, yehHamza) = ("\u{648}", "\u{624}", "\u{626}")
    var seats: [(index: Int, written: Unicode.Scalar)] = []
    for (index, letter) in letters.unicodeScalars.enumerated() {
      if letter == wawHamza { seats.append((index, yehHamza)) }
      if index == 1, letter == waw, letters.unicodeScalars.first == "\u{645}" {
        seats.append((index, wawHamza))
      }
    }
    return seats
  }

  /// The same of letters that end with an alef, written with the two vowel marks that stand there,
  /// before it or behind: جديدًا.
  func spellingWithTanwin(of letters: String) throws(IndexError) -> Spelling? {
    guard letters.unicodeScalars.last == "\u{627}", let choices = choices(of: letters) else {
      return nil
    }
    let (tanwin, alef): ([Unicode.Scalar], [Unicode.Scalar]) = (["\u{64B}"], ["\u{627}"])
    return try spelling([choices.dropLast() + [tanwin, alef], choices + [tanwin]])
  }

  /// The stored words that start with letters, which are folded, or with those that become them.
  ///
  /// - Complexity: O(words that start so).
  func words(startingWith letters: String) throws(IndexError) -> [String] {
    let choices = letters.unicodeScalars.map { written[$0] ?? [] }
    var words: [String] = []
    for segment in segments { words += try segment.words(startingWith: choices) }
    return words
  }

  /// What each letter may be; nil if there are none.
  private func choices(of letters: String) -> [[Unicode.Scalar]]? {
    guard let last = letters.unicodeScalars.last else { return nil }
    var choices = letters.unicodeScalars.map { written[$0] ?? [] }
    choices[choices.count - 1] = writtenLast[last] ?? []
    return choices
  }

  /// The most frequent word of the largest segment that has one of those.
  private func spelling(_ words: [[[Unicode.Scalar]]]) throws(IndexError) -> Spelling? {
    for (ordinal, segment) in segments.enumerated() {
      var best: Spelling?
      for choices in words {
        guard let found = try segment.mostFrequentWord(choices) else { continue }
        if best.map({ $0.bits <= found.bits }) == true { continue }
        best = Spelling(word: found.word, bits: found.bits, segment: ordinal)
      }
      if let best { return best }
    }
    return nil
  }
}
