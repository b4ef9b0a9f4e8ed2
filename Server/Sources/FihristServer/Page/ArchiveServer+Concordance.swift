internal import Fihrist

extension ArchiveServer {
  /// Every occurrence of a query in its context.
  func concordancePage(_ exchange: Exchange) async throws -> Answer {
    let (parameters, archive) = try readPage(exchange, call.concordancePage)
    let commit = try archive.current
    let frame = frame(exchange, parameters, archive)
    let text = parameters["q"]?.trimmed ?? ""
    try QueryLimit.check(text, "q", in: commit.index, configuration.limits)
    let condition = try QueryCondition(parameters, in: commit, limits: configuration.limits)
    let offset = parameters.number("offset", or: 0)
    var request = ConcordanceRequest(text, limit: offset + ConcordancePage.lineCount)
    request.filter = condition.query.map { .query($0) }
    request.order = parameters["sort"].flatMap(ConcordanceRequest.Order.init) ?? .document
    request.timeLimit = .milliseconds(configuration.limits.pageMilliseconds)
    let asking = Parameters(checked: parameters.narrowing).setting("q", text).canonical
    let counted = occurrences.count(of: asking, in: commit, index: archive.name)
    // The first page counts again what time ended, perhaps in a busy hour; those behind it do not.
    let isKnown = counted.map { $0.relation == .equal || offset > 0 } ?? false
    request.counting = isKnown ? .asFarAsSeen : .exact
    let (asked, mostOffset) = (request, configuration.limits.offset)
    let tag = tag(commit, .concordance, parameters.canonical, frame.variant)
    return try await gathered(
      exchange, commit, tag: tag, budget: configuration.limits.pageMilliseconds
    ) {
      text.isEmpty ? nil : try commit.index.concordance(asked)
    } shards: { broker, time in
      guard !text.isEmpty else { return Gathered(value: nil) }
      return Gathered(
        try await broker.gather(asked, generation: commit.generation, time: time))
    } write: { [occurrences] answer, found in
      var found = found
      if let value = found.value, found.missingShards.isEmpty {
        occurrences.keep(value, of: asking, in: commit, index: archive.name)
      }
      if let total = found.value?.total { found.value?.total = total.joined(with: counted) }
      found.value?.notes += condition.notes
      answer.kind = .page
      answer.body = .bytes(
        ConcordancePage(
          frame: frame, text: text, order: asked.order, offset: offset, mostOffset: mostOffset,
          found: found.unlessNil()
        ).bytes)
      answer.hits = found.value.map { max(0, $0.lines.count - offset) }
      // In the time of another request the count may come further.
      if found.value?.stopReason != nil || counted?.relation == .atLeast { answer.tag = nil }
    }
  }
}
