internal import FihristStoredDocuments

/// Finds the most significant words of texts: those that are frequent there and rare elsewhere.
struct SignificantWords {
  private struct Count {
    var count = 0
    /// Spellings, and how often each is there.
    var spellings: [ArraySlice<UInt8>: Int] = [:]
  }

  private let snapshot: Snapshot
  private let analyzer: Analyzer
  private var counts: [[UInt8]: Count] = [:]
  private var words: TextWords

  init(_ commit: OpenCommit) {
    snapshot = commit.snapshot
    analyzer = commit.analyzer
    words = TextWords(commit.analyzer)
  }

  /// Adds the words of `text`.
  mutating func add(_ text: [UInt8]) {
    words.read(text)
    for index in words.words.indices {
      counts[Array(words.term(index)), default: Count()].count += 1
      counts[Array(words.term(index))]?.spellings[text[words.words[index].bytes], default: 0] += 1
    }
  }

  /// The `limit` words with the greatest count · idf; equal ones by the bytes of their terms. Words
  /// that queries leave out are not among them.
  ///
  /// - Parameters:
  ///   - minimum: How many documents must have a word.
  ///   - statistics: What decides; that of the index if `nil`.
  /// - Throws: ``IndexError``: `invalid` if the statistics do not know a word; `damaged`.
  mutating func best(
    _ limit: Int, minimum: Int, statistics: CollectionStatistics?
  ) throws(IndexError) -> [SimilarDocuments.Word] {
    var candidates: [(term: [UInt8], weight: Double, documents: Int)] = []
    for (term, count) in counts {
      let documents: Int
      if let statistics {
        documents = Int(clamping: try statistics.frequency(of: CollectionStatistics.Term(term)))
      } else {
        documents = try snapshot.documentFrequency(of: term)
      }
      guard documents >= minimum else { continue }
      let idf = InverseDocumentFrequency.value(
        documentCount: statistics?.documentCount ?? snapshot.documentCount,
        documentFrequency: UInt64(documents))
      candidates.append((term, Double(count.count) * idf, documents))
    }
    candidates.sort { one, other in
      one.weight != other.weight
        ? one.weight > other.weight : one.term.lexicographicallyPrecedes(other.term)
    }
    var best: [SimilarDocuments.Word] = []
    for candidate in candidates where best.count < limit {
      guard let count = counts[candidate.term] else { continue }
      let text = Self.spelling(count.spellings)
      if analyzer.queryWords(in: text).allSatisfy(\.isStopWord) { continue }
      best.append(
        SimilarDocuments.Word(
          text: text, term: String(decoding: candidate.term, as: UTF8.self), count: count.count,
          documents: candidate.documents, weight: candidate.weight))
    }
    return best
  }

  /// How many documents there are, how long they are, and how many have each word.
  func statistics() throws(IndexError) -> CollectionStatistics {
    var statistics = CollectionStatistics(
      documentCount: snapshot.documentCount, totalLengths: [.first: snapshot.totalLengths[0]])
    for term in counts.keys {
      statistics.documentFrequencies[CollectionStatistics.Term(term)] = UInt64(
        try snapshot.documentFrequency(of: term))
    }
    return statistics
  }

  private static func spelling(_ spellings: [ArraySlice<UInt8>: Int]) -> String {
    let best = spellings.max { one, other in
      one.value != other.value
        ? one.value < other.value : other.key.lexicographicallyPrecedes(one.key)
    }
    return String(decoding: best?.key ?? [], as: UTF8.self)
  }
}
