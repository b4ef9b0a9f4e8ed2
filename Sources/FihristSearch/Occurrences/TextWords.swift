package import FihristText

/// The words of one text with their terms: a buffer that is refilled for text after text.
package struct TextWords {
  /// A word that has a term.
  package struct Word: Sendable {
    /// Its bytes in the text.
    package var bytes: Range<Int>
    /// Its position in the sequence of words, from 0.
    package var position: Int
    /// Where its term is.
    var term: Range<Int>
    /// Where the term of its form is, or its root; empty if that was not asked for.
    var other: Range<Int>
  }

  /// In the order of the text.
  package private(set) var words: [Word] = []

  /// How many positions the text has; words without a term have one too.
  package private(set) var positionCount = 0

  private var storage: [UInt8] = []
  /// What finds the words, and makes their terms.
  let analyzer: Analyzer
  /// What makes the second term of each word.
  private let other: Analyzer?

  /// Makes an empty buffer for words as `analyzer` finds them, and what `other` makes of them.
  package init(_ analyzer: Analyzer, other: Analyzer? = nil) {
    self.analyzer = analyzer
    self.other = other
  }

  /// The bytes of the term of word `index`.
  package func term(_ index: Int) -> ArraySlice<UInt8> { storage[words[index].term] }

  /// The bytes of its other term; empty if it has none.
  package func other(_ index: Int) -> ArraySlice<UInt8> { storage[words[index].other] }

  /// Makes the words those of `text`.
  ///
  /// - Complexity: O(bytes of `text`).
  package mutating func read(_ text: [UInt8]) {
    words.removeAll(keepingCapacity: true)
    storage.removeAll(keepingCapacity: true)
    positionCount = 0
    var terms = WordTerms()
    var others = WordTerms()
    unsafe text.withUnsafeBufferPointer { bytes in
      unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 256) { ranges in
        var offset = 0
        while case let count = unsafe analyzer.scanWords(bytes, from: &offset, into: ranges),
          count > 0
        {
          for index in 0..<count {
            let range = unsafe ranges[index].bytes
            let word = unsafe UnsafeBufferPointer(rebasing: bytes[range])
            terms.removeAll()
            unsafe analyzer.appendTerms(ofWord: word, to: &terms)
            others.removeAll()
            unsafe other?.appendTerms(ofWord: word, to: &others)
            append(terms, others, at: range.lowerBound)
          }
        }
      }
    }
  }

  private mutating func append(
    _ terms: borrowing WordTerms, _ others: borrowing WordTerms, at start: Int
  ) {
    for index in 0..<terms.count {
      let source = terms.source(of: index)
      let term = store(terms.bytes(of: index))
      words.append(
        Word(
          bytes: start + source.lowerBound..<start + source.upperBound,
          position: positionCount + terms.position(of: index), term: term,
          other: index < others.count
            ? store(others.bytes(of: index)) : term.upperBound..<term.upperBound))
    }
    positionCount += terms.positionCount
  }

  private mutating func store(_ bytes: ArraySlice<UInt8>) -> Range<Int> {
    let start = storage.count
    storage.append(contentsOf: bytes)
    return start..<storage.count
  }
}
