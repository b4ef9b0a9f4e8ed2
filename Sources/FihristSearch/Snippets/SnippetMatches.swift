internal import FihristText

/// The occurrences of a query's terms in a text.
struct SnippetMatches {
  /// A word whose term the query has, or stands for.
  struct Match: Equatable {
    /// The word's bytes in the text.
    var bytes: Range<Int>
    /// About how many characters stand before the word in the text: vowel marks are not counted.
    var character: Int
    /// About how many characters stand before the word's end.
    var endCharacter: Int
    /// The word's position, as in the index.
    var position: Int
    /// The term's number in ``SnippetTargets``.
    var term: Int
  }

  /// How many bytes of a text are searched at most.
  static let maximumSearch = 16 << 20
  /// How many bytes are searched after the first match at most.
  static let maximumSearchBehindMatch = 1 << 20

  /// In the order of the text.
  private(set) var matches: [Match] = []

  private var countedBytes = 0
  private var countedCharacters = 0

  /// Searches `text`.
  init(in text: UnsafeBufferPointer<UInt8>, _ analyzer: Analyzer, _ targets: SnippetTargets) {
    guard targets.termCount > 0 else { return }
    var limit = Self.maximumSearch
    var terms = WordTerms()
    // Patterns are of forms too, if the analyzer makes them.
    let forms = targets.hasExpansions ? analyzer.forms : nil
    var formTerms = WordTerms()
    var offset = 0
    var position = 0
    unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 256) { words in
      while offset < limit,
        case let count = unsafe analyzer.scanWords(text, from: &offset, into: words), count > 0
      {
        for index in 0..<count {
          let range = unsafe words[index].bytes
          terms.removeAll()
          let word = unsafe UnsafeBufferPointer(rebasing: text[range])
          unsafe analyzer.appendTerms(ofWord: word, to: &terms)
          formTerms.removeAll()
          unsafe forms?.appendTerms(ofWord: word, to: &formTerms)
          unsafe append(
            terms, forms: formTerms, of: text, word: range, position: position, targets: targets)
          position += terms.positionCount
        }
        if let first = matches.first {
          limit = min(limit, first.bytes.lowerBound + Self.maximumSearchBehindMatch)
        }
      }
    }
  }

  private mutating func append(
    _ terms: borrowing WordTerms, forms: borrowing WordTerms,
    of text: UnsafeBufferPointer<UInt8>, word: Range<Int>, position: Int, targets: SnippetTargets
  ) {
    for index in 0..<terms.count {
      let form = index < forms.count ? forms.bytes(of: index) : terms.bytes(of: index)
      let stem = terms.bytes(of: index)
      guard
        let term = targets.number(of: stem) ?? targets.number(ofExpansionTo: form)
          ?? targets.number(ofExpansionTo: stem)
      else { continue }
      let source = terms.source(of: index)
      let bytes = word.lowerBound + source.lowerBound..<word.lowerBound + source.upperBound
      let character = unsafe characters(before: bytes.lowerBound, in: text)
      let endCharacter = unsafe characters(before: bytes.upperBound, in: text)
      matches.append(
        Match(
          bytes: bytes, character: character, endCharacter: endCharacter,
          position: position + terms.position(of: index), term: term))
    }
  }

  /// Continues counting where it last stopped; a sign with several terms is counted once.
  private mutating func characters(before end: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    while countedBytes < end {
      let byte = unsafe text[countedBytes]
      countedBytes += 1
      guard byte & 0xC0 != 0x80 else { continue }
      // The vowel marks U+064B…U+065F are D9 8B…D9 9F.
      if byte == 0xD9, countedBytes < text.count,
        unsafe (0x8B...0x9F).contains(text[countedBytes])
      {
        continue
      }
      countedCharacters += 1
    }
    return countedCharacters
  }
}
