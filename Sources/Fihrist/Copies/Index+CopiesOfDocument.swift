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
    let began = ContinuousClock.now
    let deadline = SearchDeadline(
      limit: timeLimit, elapsed: { began.duration(to: .now) },
      isCancelled: { Task.isCancelled })
    guard let found = try commit.document(withKey: key) else { return nil }
    let own = Snapshot.Location(segment: found.segment, document: found.document)
    let least = min(max(overlap, 0.3), 1)
    var texts = try CopyTexts(commit)
    let shingles = try texts.shingles(of: own)
    var copies = [own]
    for candidate in try candidates(own, key, least, in: commit, until: deadline) {
      if deadline.reason != nil { break }
      if shingles.overlap(with: try texts.shingles(of: candidate)) >= least {
        copies.append(candidate)
      }
    }
    var lines = try CopyLines(commit, fields: fields, texts: texts)
    return try lines.cluster(of: copies)
  }

  /// So many documents are compared by their words in an index without signatures.
  private static let mostLike = 32

  /// Documents other than `own` whose text may be much the same.
  private func candidates(
    _ own: Snapshot.Location, _ key: String, _ overlap: Double, in commit: OpenCommit,
    until deadline: SearchDeadline
  ) throws -> [Snapshot.Location] {
    guard commit.snapshot.manifest.schema.hasSignatures else {
      let hits = try similar(to: SimilarRequest(.key(key), limit: Self.mostLike))?.results.hits
      return try (hits ?? []).compactMap { hit in
        try commit.document(withKey: hit.key).map {
          Snapshot.Location(segment: $0.segment, document: $0.document)
        }
      }
    }
    let signature = try commit.snapshot.segments[own.segment].columns?.signatures()
      .map { $0.signature(of: Int(own.document)) }
    guard let signature, signature.contains(where: { $0 != 0 }) else { return [] }
    let leastEqual = CopyCandidates.leastEqual(overlap: overlap)
    var found: [Snapshot.Location] = []
    for (index, segment) in commit.snapshot.segments.enumerated() {
      if deadline.reason != nil { break }
      guard let column = try segment.columns?.signatures() else { continue }
      for document in 0..<UInt32(segment.documentCount)
      where column.equalBytes(Int(document), signature) >= leastEqual
        && segment.live?.isLive(document) ?? true
      {
        let location = Snapshot.Location(segment: index, document: document)
        if location != own { found.append(location) }
      }
    }
    return found
  }
}
