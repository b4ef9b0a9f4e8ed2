/// Counts the words near the occurrences of a query, text by text.
struct NearWords {
  /// What is known of one term.
  struct Count {
    /// How often it is near an occurrence.
    var near = 0
    /// How often it is part of one.
    var inside = 0
    /// Its spellings near occurrences, and how often each is there.
    var spellings: [String: Int] = [:]
  }

  private let left: Int
  private let right: Int

  /// By term.
  private(set) var counts: [[UInt8]: Count] = [:]
  /// How many words are near occurrences.
  private(set) var nearWords = 0
  /// How many words are parts of them.
  private(set) var insideWords = 0
  /// How many occurrences there are.
  private(set) var occurrences = 0

  /// Counts words up to `left` before and `right` behind an occurrence.
  init(left: Int, right: Int) {
    self.left = max(0, left)
    self.right = max(0, right)
  }

  /// Adds a text with its occurrences, as ``OccurrenceFinder/occurrences(in:)`` gives them.
  mutating func add(_ spans: [Range<Int>], in words: TextWords, of text: [UInt8]) {
    occurrences += spans.count
    // The first word that was not counted yet.
    var next = 0
    for (number, span) in spans.enumerated() {
      let first = max(next, span.lowerBound - min(left, span.lowerBound))
      for index in first..<max(first, span.lowerBound) { addNear(index, in: words, of: text) }
      for index in span {
        counts[Array(words.term(index)), default: Count()].inside += 1
        insideWords += 1
      }
      let limit = number + 1 < spans.count ? spans[number + 1].lowerBound : words.words.count
      next = span.upperBound + min(right, max(0, limit - span.upperBound))
      for index in span.upperBound..<next { addNear(index, in: words, of: text) }
    }
  }

  private mutating func addNear(_ index: Int, in words: TextWords, of text: [UInt8]) {
    let spelling = String(decoding: text[words.words[index].bytes], as: UTF8.self)
    counts[Array(words.term(index)), default: Count()].near += 1
    counts[Array(words.term(index))]?.spellings[spelling, default: 0] += 1
    nearWords += 1
  }
}

extension NearWords.Count {
  /// The most frequent spelling; the first by bytes of equal ones.
  var spelling: String {
    let best = spellings.max { one, other in
      one.value != other.value
        ? one.value < other.value : other.key.utf8.lexicographicallyPrecedes(one.key.utf8)
    }
    return best?.key ?? ""
  }
}
