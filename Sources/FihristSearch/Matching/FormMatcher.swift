internal import FihristFormat
internal import FihristStorage
internal import FihristStoredDocuments
internal import FihristText

/// Tells which documents have a word of certain forms in certain fields, by reading their stored
/// text.
struct FormMatcher {
  private let reader: SegmentReader
  private let analyzer: Analyzer
  private let wanted: FormsInText
  /// What is known about words, by their bytes.
  private var known: [[UInt8]: Bool] = [:]

  /// More words are not remembered.
  private static let maximumKnownCount = 65_536

  /// Makes a matcher for the documents of `reader`.
  init(_ wanted: FormsInText, in reader: SegmentReader) {
    self.wanted = wanted
    self.reader = reader
    let analyzer = Analyzer(named: reader.schema.analyzerName) ?? .exact
    self.analyzer = analyzer.forms ?? analyzer
  }

  /// Whether `document` has such a word.
  ///
  /// - Complexity: O(stored text of the document).
  mutating func matches(_ document: UInt32) throws(IndexError) -> Bool {
    for value in try reader.storedDocument(document).fields
    where wanted.fields.contains(value.field) {
      if matches(value.text) { return true }
    }
    return false
  }

  private mutating func matches(_ text: [UInt8]) -> Bool {
    unsafe text.withUnsafeBufferPointer { bytes in
      unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 256) { words in
        var offset = 0
        while case let count = unsafe analyzer.scanWords(bytes, from: &offset, into: words),
          count > 0
        {
          for index in 0..<count {
            let word = unsafe UnsafeBufferPointer(rebasing: bytes[words[index].bytes])
            if unsafe fits(word) { return true }
          }
        }
        return false
      }
    }
  }

  /// Whether the form of a word fits.
  private mutating func fits(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let bytes = unsafe Array(word)
    if let known = known[bytes] { return known }
    var terms = WordTerms()
    unsafe analyzer.appendTerms(ofWord: word, to: &terms)
    let fits = (0..<terms.count).contains {
      wanted.automaton.accepts(Array(terms.string(of: $0).utf8))
    }
    if known.count < Self.maximumKnownCount { known[bytes] = fits }
    return fits
  }
}
