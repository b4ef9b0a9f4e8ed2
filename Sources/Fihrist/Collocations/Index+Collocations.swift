internal import FihristStoredDocuments

extension Index {
  /// The words that stand near the words of a query more often than elsewhere.
  ///
  ///     var request = CollocationRequest("نفط")
  ///     request.measure = .logDice
  ///     for found in try index.collocations(request).words { print(found.word, found.logDice) }
  ///
  /// Occurrences are those that ``concordance(_:)`` shows. Words are told apart by their terms, as
  /// in a search. A window does not reach beyond the text of a field.
  ///
  /// - Parameter request: What to look for.
  /// - Throws: ``/FihristSearch/QueryError`` if the reading is strict and a text is not a query;
  ///   ``/FihristStorage/IndexError``: `.invalid` for a field that is not searched and stored, or
  ///   an index without positions; `.damaged`.
  /// - Complexity: O(bytes of the texts of the documents that match + postings of the words that
  ///   are near often enough).
  public func collocations(_ request: CollocationRequest) throws -> Collocations {
    let commit = commit
    let read = try commit.read(request.query, filter: request.filter, request.reading)
    let matches = try commit.matches(of: read, until: nil)
    var fields = try FieldFinders(
      read.query, in: request.fields, commit.snapshot.manifest.schema, commit.analyzer)
    let near = try commit.nearWords(request, matches, &fields)
    let passing = try commit.matches(
      of: OpenCommit.ReadRequest(query: .all, filter: read.filter, notes: []), until: nil)
    let wordCount = try commit.wordCount(of: passing, in: fields.names)
    var words: [Collocation] = []
    for (term, count) in near.counts where count.near >= max(1, request.minimumCount) {
      if !request.includesStopWords, commit.analyzer.isStopWord(count.spelling) { continue }
      let frequency = try commit.frequency(of: term, in: passing, fields.names)
      words.append(
        Collocation(
          word: count.spelling, term: String(decoding: term, as: UTF8.self),
          nearCount: count.near, wordCount: frequency - count.inside, nearWords: near.nearWords,
          allWords: wordCount - near.insideWords, occurrences: near.occurrences))
    }
    return Collocations(
      words: request.best(of: words), occurrences: near.occurrences, documentCount: matches.count,
      notes: read.notes)
  }
}

extension CollocationRequest {
  /// The first words in the order of the request.
  fileprivate func best(of words: [Collocation]) -> [Collocation] {
    func value(_ word: Collocation) -> Double {
      switch measure {
      case .logLikelihood: word.logLikelihood
      case .logDice: word.logDice
      case .count: Double(word.nearCount)
      }
    }
    let sorted = words.map { (value($0), $0) }.sorted { one, other in
      one.0 != other.0
        ? one.0 > other.0 : one.1.term.utf8.lexicographicallyPrecedes(other.1.term.utf8)
    }
    return sorted.prefix(max(0, limit)).map(\.1)
  }
}

extension Analyzer {
  /// Whether queries leave `word` out.
  fileprivate func isStopWord(_ word: String) -> Bool {
    queryWords(in: word).allSatisfy(\.isStopWord)
  }
}

extension OpenCommit {
  fileprivate func nearWords(
    _ request: CollocationRequest, _ matches: MatchingDocuments, _ fields: inout FieldFinders
  ) throws(IndexError) -> NearWords {
    var near = NearWords(left: request.left, right: request.right)
    for (index, segment) in snapshot.segments.enumerated() {
      try matches.forEach(segment: index) { document throws(IndexError) in
        for value in try segment.storedDocument(document).fields {
          guard let spans = fields.finders[value.field]?.occurrences(in: value.text),
            !spans.isEmpty, let words = fields.finders[value.field]?.words
          else { continue }
          near.add(spans, in: words, of: value.text)
        }
      }
    }
    return near
  }

  fileprivate func wordCount(
    of documents: MatchingDocuments, in fields: [String]?
  ) throws(IndexError) -> Int {
    var sum = 0
    for (index, segment) in snapshot.segments.enumerated() {
      var counter = try WordCounter(fields: fields, in: segment)
      try documents.forEach(segment: index) { document throws(IndexError) in
        sum += try counter.count(in: document)
      }
    }
    return sum
  }

  fileprivate func frequency(
    of term: [UInt8], in documents: MatchingDocuments, _ fields: [String]?
  ) throws(IndexError) -> Int {
    var sum = 0
    for (index, segment) in snapshot.segments.enumerated() {
      sum += try segment.frequency(of: term, in: documents.segments[index], fields: fields)
    }
    return sum
  }
}
