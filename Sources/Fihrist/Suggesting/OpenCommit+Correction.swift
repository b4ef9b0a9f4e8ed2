internal import FihristText

extension OpenCommit {
  /// A word is not corrected if more documents have it.
  private static let rareCount = 5
  /// How many neighbors of a word are weighed.
  private static let neighborCount = 64
  /// How many of them are compared with the other words of the query.
  private static let candidateCount = 6

  /// The word of the archive that was probably meant by one that hardly occurs; `nil` if there is
  /// none.
  ///
  /// An edit is taken to be a hundredth as likely as none, and a confusion of letters a tenth. So
  /// the word with the most documents / 100 ^ edits was probably meant: documents that have it next
  /// to its neighbors in the query, otherwise those that have the other words too, if any does. It
  /// must be as likely as a word that one document in 30,000 has, and ten times as likely as the
  /// word itself. Instead of a word with the article only one is meant that is written with it, and
  /// the documents of the word count only if they write it so.
  ///
  /// - Parameters:
  ///   - word: The word.
  ///   - written: How it is written in the query.
  ///   - context: The other words of the query.
  func correction(
    of word: QueryWord, written: String, in context: WordContext
  ) throws -> String? {
    guard let term = word.term, !word.isStopWord else { return nil }
    let typed = snapshot.hasForms ? word.form ?? term : term
    let length = typed.unicodeScalars.count
    guard 3...Query.maximumFuzzyLength ~= length,
      typed.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic })
    else { return nil }
    var own = try snapshot.documentFrequency(of: Array(term.utf8))
    guard own <= Self.rareCount else { return nil }
    let hasArticle = written.hasPrefix("ال") && !typed.hasPrefix("ال") && snapshot.hasForms
    if hasArticle, try spelling(of: typed, withArticle: true) == nil { own = 0 }
    let neighbors = try terms(
      .fuzzy(typed, edits: length < 5 ? 1 : 2, isWeighted: true), limit: Self.neighborCount,
      by: .distance)
    let least = max(Double(snapshot.documentCount) / 30_000, Double(own) * 10)
    let likely = neighbors.filter { $0.term != typed && $0.likelihood >= least }
      .sorted { $0.isMoreLikely(than: $1) }
    var candidates: [IndexedTerm] = []
    for one in likely where candidates.count < Self.candidateCount {
      if hasArticle, try spelling(of: one.term, withArticle: true) == nil { continue }
      candidates.append(one)
    }
    guard let best = try fitting(candidates, context).first else { return nil }
    return try spelling(of: best.term, withArticle: hasArticle)
  }

  /// How the archive writes a form, with the article if that is wanted; `nil` if it never writes it
  /// so. Words such as الذي, whose forms keep the article, have it once.
  private func spelling(of form: String, withArticle: Bool) throws -> String? {
    guard withArticle else { return try spelling(of: form) }
    let keepsArticle = form.hasPrefix("ال")
    // Without texts nothing says how words are written.
    guard hasStoredTexts else { return (keepsArticle ? "" : "ال") + (try spelling(of: form)) }
    if let spelling = try spellingWithArticle(of: form) { return spelling }
    return keepsArticle ? try spelling(of: form) : nil
  }

  /// The candidates with the documents that fit the other words, the most likely first; as they are
  /// if none fits.
  private func fitting(_ candidates: [IndexedTerm], _ context: WordContext) throws -> [IndexedTerm]
  {
    guard candidates.count > 1 else { return candidates }
    for query in [nextToNeighbors, withOthers] {
      var fitting: [IndexedTerm] = []
      for var candidate in candidates {
        guard let term = analyzer.queryWords(in: candidate.term).first?.term,
          let query = try query(term, context)
        else { continue }
        candidate.documents = try withRanker { ranker throws(IndexError) in
          try ranker.matches(of: query).count
        }
        if candidate.documents > 0 { fitting.append(candidate) }
      }
      fitting.sort { $0.isMoreLikely(than: $1) }
      if !fitting.isEmpty { return fitting }
    }
    return candidates
  }

  /// The documents that have a term next to the words beside it.
  private func nextToNeighbors(_ term: String, _ context: WordContext) -> Query? {
    guard snapshot.manifest.schema.hasPositions else { return nil }
    let phrases = [context.previous.map { [$0, term] }, context.next.map { [term, $0] }]
    let known = phrases.compactMap(\.self)
    return known.isEmpty ? nil : .boolean(should: known.map { .phrase($0) })
  }

  /// The documents that have a term and all other words that the archive has.
  private func withOthers(_ term: String, _ context: WordContext) throws -> Query? {
    var known: [Query] = []
    for other in context.others where try snapshot.documentFrequency(of: Array(other.utf8)) > 0 {
      known.append(.term(other))
    }
    return known.isEmpty ? nil : .boolean(must: known + [.term(term)])
  }
}

extension IndexedTerm {
  /// How likely it is that the term was meant, up to a factor: documents / 100 ^ edits.
  fileprivate var likelihood: Double {
    var value = Double(documents)
    for _ in 0..<Int(edits * 2) { value /= 10 }
    return value
  }

  fileprivate func isMoreLikely(than other: IndexedTerm) -> Bool {
    let (one, another) = (likelihood, other.likelihood)
    return one != another ? one > another : term.utf8.lexicographicallyPrecedes(other.term.utf8)
  }
}
