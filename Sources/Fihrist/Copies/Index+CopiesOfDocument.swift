extension Index {
  /// The copies of one document: articles whose longest text has half of its shingles of four words
  /// in common with the document's.
  ///
  ///     let story = try index.copies(of: "2024-118", fields: ["title", "source", "date"])
  ///
  /// If the schema has signatures, all documents are compared by them; of copies that overlap by
  /// one half, 1 in 1,000 may be missed. Otherwise the 32 documents that are most like it by their
  /// words are compared, since every text of the index would have to be read.
  ///
  /// - Parameters:
  ///   - key: What identifies the document.
  ///   - overlap: How much of two texts must be the same, 0.3 to 1.
  ///   - fields: The names of stored fields that each document has.
  ///   - timeLimit: How long it may take; copies that were not found until then are missing.
  /// - Returns: The document and its copies, the earliest first: one document if it has none. `nil`
  ///   if no document has the key.
  /// - Throws: ``/FihristStorage/IndexError``: `.invalid` if no text is stored; `.damaged`.
  /// - Complexity: O(documents) with signatures, 32 bytes of each; and the bytes of the texts that
  ///   may be copies.
  public func copies(
    of key: String, overlap: Double = CopiesRequest.usualOverlap, fields: [String] = [],
    timeLimit: Duration? = nil
  ) throws -> CopyCluster? {
    let commit = commit
    let deadline = SearchDeadline.now(limit: timeLimit)
    var copies = CopiesOfDocument(of: key, overlap: overlap, fields: fields, isOneIndex: true)
    while let question = copies.question {
      copies.take([try commit.answer(to: question, isPart: false, until: deadline)])
    }
    return copies.cluster
  }

  /// Answers one of the questions of ``CopyRounds``, which several indexes answer together.
  ///
  /// - Throws: ``/FihristSearch/QueryError`` and ``/FihristStorage/IndexError`` as
  ///   ``search(_:)-(SearchRequest)``; `.invalid` if no text is stored.
  /// - Complexity: That of a search without texts; or a look-up of each document that is named and,
  ///   for shingles, the bytes of its text; or that of ``copies(of:overlap:fields:timeLimit:)``.
  public func answer(to question: CopyQuestion) throws -> CopyAnswer {
    let limit = question.timeLimit ?? question.search?.timeLimit
    return try commit.answer(to: question, isPart: true, until: .now(limit: limit))
  }
}

extension SearchDeadline {
  /// The deadline of what begins now.
  fileprivate static func now(limit: Duration?) -> SearchDeadline {
    let began = ContinuousClock.now
    return SearchDeadline(
      limit: limit, elapsed: { began.duration(to: .now) }, isCancelled: { Task.isCancelled })
  }
}
