import FihristStorage
import FihristText

/// What makes the terms of one level, and the terms so far: a class, because an array cannot hold
/// values that cannot be copied.
final class SpaceTerms {
  private let analyzer: Analyzer
  private(set) var terms = TermTable()

  init(_ analyzer: Analyzer) { self.analyzer = analyzer }

  /// How many terms there are.
  var count: Int { terms.count }

  /// The bytes of memory it holds.
  var memoryUsed: Int { terms.memoryUsed }

  /// Whether `byteCount` more bytes of terms still fit.
  func hasSpace(for byteCount: Int) -> Bool { terms.hasSpace(for: byteCount) }

  /// Makes `row` the terms of `word`, one for each position.
  func collectTerms(
    of word: UnsafeBufferPointer<UInt8>, with wordTerms: inout WordTerms,
    to row: inout GrowingBuffer<UInt32>
  ) {
    wordTerms.removeAll()
    unsafe analyzer.appendTerms(ofWord: word, to: &wordTerms)
    row.fill(count: wordTerms.positionCount, with: Vocabulary.hole)
    for index in 0..<wordTerms.count {
      let number = terms.number(ofTerm: index, of: wordTerms)
      unsafe row.base[wordTerms.position(of: index)] = number
    }
  }
}
