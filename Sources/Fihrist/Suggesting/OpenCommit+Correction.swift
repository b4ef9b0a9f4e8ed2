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
    let own = try snapshot.documentFrequency(of: Array(term.utf8))
    var likely: [Candidate] = []
    for typed in typedForms(of: word, term, written) {
      likely += try candidates(for: typed, having: own)
    }
    likely.sort { $0.term.isMoreLikely(than: $1.term) }
    var candidates: [Candidate] = []
    for one in likely where candidates.count < Self.candidateCount {
      if one.hasArticle, try spelling(of: one.term.term, withArticle: true) == nil { continue }
      candidates.append(one)
    }
    guard let best = try fitting(candidates, context).first else { return nil }
    return try spelling(of: best.term.term, withArticle: best.hasArticle)
  }

  /// A form that was typed, and whether it stood behind the article.
  private struct TypedForm {
    var form: String
    var hasArticle: Bool
  }

  /// A word that may have been meant.
  private struct Candidate {
    var term: IndexedTerm
    var hasArticle: Bool
  }

  /// What may have been typed: a word that starts with the article is taken with it and without.
  /// The form of one that has a mistake tells nothing: الوزبر keeps the article, because و looks
  /// like "and" behind it, and المانبا loses the letters of ألمانيا.
  private func typedForms(of word: QueryWord, _ term: String, _ written: String) -> [TypedForm] {
    guard snapshot.hasForms, let form = word.form else {
      return [TypedForm(form: term, hasArticle: false)]
    }
    let whole = form.hasPrefix("ال") || !written.hasPrefix("ال") ? form : "ال" + form
    guard whole.hasPrefix("ال") else { return [TypedForm(form: whole, hasArticle: false)] }
    return [
      TypedForm(form: whole, hasArticle: false),
      TypedForm(form: String(whole.dropFirst(2)), hasArticle: true),
    ]
  }

  /// The words like a typed form that are likely enough to be meant, whose stem `own` documents
  /// have; none if it is too short, long or common.
  private func candidates(for typed: TypedForm, having own: Int) throws -> [Candidate] {
    let form = typed.form
    let length = form.unicodeScalars.count
    guard 3...Query.maximumFuzzyLength ~= length,
      form.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic })
    else { return [] }
    var own = own
    if typed.hasArticle, try spelling(of: form, withArticle: true) == nil { own = 0 }
    guard own <= Self.rareCount else { return [] }
    let neighbors = try terms(
      .fuzzy(form, edits: length < 5 ? 1 : 2, isWeighted: true), limit: Self.neighborCount,
      by: .distance)
    let least = max(Double(snapshot.documentCount) / 30_000, Double(own) * 10)
    return neighbors.filter { $0.term != form && $0.likelihood >= least }
      .map { Candidate(term: $0, hasArticle: typed.hasArticle) }
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
  private func fitting(_ candidates: [Candidate], _ context: WordContext) throws -> [Candidate] {
    guard candidates.count > 1 else { return candidates }
    for query in [nextToNeighbors, withOthers] {
      var fitting: [Candidate] = []
      for var candidate in candidates {
        guard let term = analyzer.queryWords(in: candidate.term.term).first?.term,
          let query = try query(term, context)
        else { continue }
        candidate.term.documents = try withRanker { ranker throws(IndexError) in
          try ranker.matches(of: query).count
        }
        if candidate.term.documents > 0 { fitting.append(candidate) }
      }
      fitting.sort { $0.term.isMoreLikely(than: $1.term) }
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
