internal import Synchronization

/// Where the strings stand that start like words that were looked for, kept for the next ones.
///
/// The words of one suggestion start alike, and so do those of the next, as long as somebody types.
/// It keeps beginnings of two letters, and longer ones where many strings start so: those of the
/// article.
final class WordStarts: Sendable {
  /// The strings of codes of one length that start alike.
  struct Start: Sendable {
    /// How many bits their codes have.
    var bits: Int
    /// What they start with, in letter code.
    var letters: [UInt8]
    /// All symbols whose strings do.
    var symbols: Range<Int>
  }

  private let blocks: WordBlocks
  /// All strings, by the lengths of their codes.
  private let all: [Start]
  /// By the codes that each of the first letters may have, behind their number.
  private let known = Mutex<[[UInt8]: [Start]]>([:])

  private static let leastLetterCount = 2
  /// So many strings are searched without a longer beginning.
  private static let fewStrings = 1 << 10
  /// About 2 kB each.
  private static let maximumKnownCount = 1 << 10

  /// Makes it for the strings of `blocks`.
  ///
  /// - Parameter ends: For each number of bits, from 1 on, one more than the last symbol whose code
  ///   has at most so many.
  init(_ blocks: WordBlocks, ends: [Int]) {
    self.blocks = blocks
    all = zip([0] + ends, ends).enumerated().map { index, range in
      Start(bits: index + 1, letters: [], symbols: range.0..<range.1)
    }
  }

  /// The strings that start like a word, those of shorter codes first and others in order.
  ///
  /// - Parameter letters: For each letter of the word, the codes that it may have, in ascending
  ///   order.
  /// - Complexity: The first time O(log(strings)) for each beginning; then that of a look-up.
  func starts(of letters: [[UInt8]]) -> [Start] {
    var starts = all
    var key: [UInt8] = []
    for (index, codes) in letters.enumerated() {
      if index >= Self.leastLetterCount,
        starts.reduce(0, { $0 + $1.symbols.count }) <= Self.fewStrings
      {
        break
      }
      key.append(UInt8(truncatingIfNeeded: codes.count))
      key += codes
      if let kept = known.withLock({ $0[key] }) {
        starts = kept
        continue
      }
      starts = next(starts, codes)
      known.withLock { known in
        if known.count >= Self.maximumKnownCount { known.removeAll() }
        known[key] = starts
      }
    }
    return starts
  }

  /// Those of `starts` that go on with one of `codes`.
  private func next(_ starts: [Start], _ codes: [UInt8]) -> [Start] {
    var next: [Start] = []
    for start in starts {
      for code in codes {
        let letters = start.letters + [code]
        let symbols = blocks.all(startingWith: letters, in: start.symbols)
        if !symbols.isEmpty {
          next.append(Start(bits: start.bits, letters: letters, symbols: symbols))
        }
      }
    }
    return next
  }
}
