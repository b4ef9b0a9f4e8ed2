/// Which words around an occurrence a line shows, and in what order lines come.
struct ConcordanceContext {
  let width: ConcordanceRequest.Width
  let order: ConcordanceRequest.Order

  /// How many words decide the order of lines at most.
  private static let sortedWordCount = 8

  /// The bytes of the text before and behind the words at `span`.
  func sides(
    of span: Range<Int>, in words: TextWords, of text: [UInt8]
  ) -> (left: Range<Int>, right: Range<Int>) {
    let all = words.words
    let start = all[span.lowerBound].bytes.lowerBound
    let end = all[span.lowerBound..<span.upperBound].reduce(start) {
      max($0, $1.bytes.upperBound)
    }
    var (first, last) = (span.lowerBound, span.upperBound - 1)
    switch width {
    case .words(let count):
      first = max(0, first - max(0, count))
      last = min(all.count - 1, last.addingClamped(max(0, count)))
    case .characters(let count):
      while first > 0,
        fits(all[first - 1].bytes.lowerBound..<start, count, of: text)
      {
        first -= 1
      }
      while last + 1 < all.count, fits(end..<all[last + 1].bytes.upperBound, count, of: text) {
        last += 1
      }
    }
    let left = min(start, all[first].bytes.lowerBound)..<start
    return (left, end..<max(end, all[last].bytes.upperBound))
  }

  /// Whether a piece of a text has at most `count` characters. A character has one byte at least.
  private func fits(_ bytes: Range<Int>, _ count: Int, of text: [UInt8]) -> Bool {
    guard bytes.count > count else { return true }
    // Marks belong to the character before, and none has more than a few.
    guard bytes.count / 32 <= count else { return false }
    return String(decoding: text[bytes], as: UTF8.self).count <= count
  }

  /// The words by which a line is sorted, folded, the nearest first; empty in the order of
  /// documents.
  func sortKey(of span: Range<Int>, in words: TextWords, of text: [UInt8]) -> [UInt8] {
    let indexes: [Int] =
      switch order {
      case .document: []
      case .left:
        Array(words.words[..<span.lowerBound].indices.suffix(Self.sortedWordCount))
          .reversed()
      case .right: Array(words.words[span.upperBound...].indices.prefix(Self.sortedWordCount))
      }
    var key: [UInt8] = []
    var terms = WordTerms()
    for index in indexes {
      terms.removeAll()
      unsafe text[words.words[index].bytes].withUnsafeBufferPointer {
        unsafe Analyzer.exact.appendTerms(ofWord: $0, to: &terms)
      }
      for term in 0..<terms.count { key += terms.bytes(of: term) }
      // Below every letter, so that a shorter word comes first.
      key.append(0x20)
    }
    return key
  }
}

extension Int {
  /// The sum, or the greatest number.
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, isPast) = addingReportingOverflow(other)
    return isPast ? .max : sum
  }
}
