extension OpenCommit {
  /// What this commit knows of a question about copies.
  ///
  /// - Parameter isPart: Whether other indexes answer too, and the results are merged.
  func answer(
    to question: CopyQuestion, isPart: Bool, until deadline: SearchDeadline
  ) throws -> CopyAnswer {
    if let search = question.search {
      guard let keys = question.hits else {
        return try light(search, isPart: isPart, until: deadline)
      }
      return try whole(keys, of: search, until: deadline)
    }
    if let similar = question.similar {
      return CopyAnswer(similar: try similarSearch(for: similar))
    }
    if let keys = question.signatures { return try signatures(of: keys, until: deadline) }
    if let keys = question.texts {
      return try shingles(of: keys, question.mostShingles, until: deadline)
    }
    if let key = question.document { return try document(key, question) }
    if let text = question.copiesOf { return try copies(of: text, question, until: deadline) }
    throw IndexError.invalid(
      "question", "it asks for nothing", advice: "send what FoldedSearch or CopiesOfDocument asks")
  }

  // MARK: Hits

  /// What a search finds, without texts. Errors are those of the whole search.
  private func light(
    _ request: SearchRequest, isPart: Bool, until deadline: SearchDeadline
  ) throws -> CopyAnswer {
    _ = try CopyTexts(self)
    _ = try builder(for: request, until: deadline)
    var light = request
    light.fields = []
    light.snippets = nil
    return CopyAnswer(results: try search(isPart ? light.part : light, until: deadline))
  }

  private func builder(
    for request: SearchRequest, until deadline: SearchDeadline
  ) throws -> HitBuilder {
    let plan = try ColumnPlan(request, snapshot.manifest.schema)
    return try HitBuilder(
      request, query: try read(request).query, plan: plan, in: self, until: deadline)
  }

  /// The hits of documents that are here, with the fields and passages that `request` asks for.
  private func whole(
    _ keys: [String], of request: SearchRequest, until deadline: SearchDeadline
  ) throws -> CopyAnswer {
    let builder = try builder(for: request, until: deadline)
    var answer = CopyAnswer()
    for key in keys {
      guard let found = try document(withKey: key) else { continue }
      answer.hits.append(
        try builder.hit(
          RankedHit(segment: found.segment, document: found.document, score: 0),
          key: Array(key.utf8), values: [], rank: 0, stopReason: &answer.stopReason))
    }
    return answer
  }

  // MARK: Texts

  private func location(of key: String) throws(IndexError) -> Snapshot.Location? {
    guard let found = try document(withKey: key) else { return nil }
    return Snapshot.Location(segment: found.segment, document: found.document)
  }

  private func signatures(of keys: [String], until deadline: SearchDeadline) throws -> CopyAnswer {
    var texts = try CopyTexts(self)
    var answer = CopyAnswer()
    for key in keys {
      guard let location = try location(of: key) else { continue }
      if answer.stops(at: deadline) { break }
      var signature: [UInt8] = []
      try texts.appendSignature(of: location, to: &signature)
      answer.texts.append(CopyText(key: key, signature: signature))
    }
    return answer
  }

  private func shingles(
    of keys: [String], _ most: Int?, until deadline: SearchDeadline
  ) throws -> CopyAnswer {
    var texts = try CopyTexts(self)
    var room = ShingleRoom(most: most)
    var answer = CopyAnswer()
    for key in keys {
      guard let location = try location(of: key) else { continue }
      if answer.stops(at: deadline) { break }
      let set = try texts.shingles(of: location)
      guard room.takes(set) else { break }
      answer.texts.append(CopyText(key: key, shingles: set))
    }
    return answer
  }

  // MARK: Copies of a document

  /// The document itself, with its signature if there are any.
  private func document(_ key: String, _ question: CopyQuestion) throws -> CopyAnswer {
    guard let location = try location(of: key) else { return CopyAnswer() }
    var texts = try CopyTexts(self)
    var text = CopyText(key: key, shingles: try texts.shingles(of: location))
    if snapshot.manifest.schema.hasSignatures {
      var signature: [UInt8] = []
      try texts.appendSignature(of: location, to: &signature)
      text.signature = signature
    }
    let lines = CopyLines(self, fields: question.fields ?? [])
    return CopyAnswer(texts: [text], lines: [try lines.line(of: location)])
  }

  /// The documents here whose text is much the same as another's; that one itself is not among
  /// them. Shingles are sent as far as there is room.
  private func copies(
    of other: CopyText, _ question: CopyQuestion, until deadline: SearchDeadline
  ) throws -> CopyAnswer {
    guard let shingles = other.shingles else { return CopyAnswer() }
    let least = min(max(question.overlap ?? CopiesRequest.usualOverlap, 0.3), 1)
    var texts = try CopyTexts(self)
    let lines = CopyLines(self, fields: question.fields ?? [])
    var room = ShingleRoom(most: question.mostShingles)
    var answer = CopyAnswer()
    let candidates =
      if let keys = question.candidates {
        try keys.compactMap(location)
      } else {
        try candidates(like: other, least, until: deadline)
      }
    for candidate in candidates {
      if answer.stops(at: deadline) { break }
      let set = try texts.shingles(of: candidate)
      guard shingles.overlap(with: set) >= least else { continue }
      let line = try lines.line(of: candidate)
      answer.lines.append(line)
      if room.takes(set) {
        answer.texts.append(CopyText(key: line.key, shingles: set))
      }
    }
    return answer
  }

  /// Documents other than one whose signatures are like its own.
  private func candidates(
    like other: CopyText, _ overlap: Double, until deadline: SearchDeadline
  ) throws -> [Snapshot.Location] {
    guard let signature = other.signature else { return [] }
    let own = try location(of: other.key)
    let leastEqual = CopyCandidates.leastEqual(overlap: overlap)
    var found: [Snapshot.Location] = []
    for (index, segment) in snapshot.segments.enumerated() {
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

extension CopyAnswer {
  /// Whether time is up, which the answer then says.
  fileprivate mutating func stops(at deadline: SearchDeadline) -> Bool {
    stopReason = deadline.reason
    return stopReason != nil
  }
}

/// How many shingles an answer may have still. Those of the first text always may be sent.
private struct ShingleRoom {
  let most: Int?
  private var sent = 0

  init(most: Int?) { self.most = most }

  /// Whether the shingles of one more text may be sent, which then are.
  mutating func takes(_ set: ShingleSet) -> Bool {
    if let most, sent > 0, sent + set.hashes.count > most { return false }
    sent += set.hashes.count
    return true
  }
}
