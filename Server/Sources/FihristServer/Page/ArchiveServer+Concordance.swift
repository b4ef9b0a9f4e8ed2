internal import Fihrist

extension ArchiveServer {
  /// Those of the API that a form has; without a query it is empty.
  private var concordanceParameters: [Parameter] {
    [Parameter("q", .text, "What to look for")]
      + call.kwic.filter { ["sort", "offset"].contains($0.name) } + call.language
  }

  /// Every occurrence of a query in its context.
  func concordancePage(_ exchange: Exchange) async throws -> Answer {
    let parameters = try read(exchange, concordanceParameters)
    let archive = try exchange.archive(of: parameters)
    let commit = try archive.current
    let frame = frame(exchange, parameters, archive)
    let text = parameters["q"]?.trimmed ?? ""
    try QueryLimit.check(text, "q", in: commit.index, configuration.limits)
    let offset = parameters.number("offset", or: 0)
    var request = ConcordanceRequest(text, limit: offset + ConcordancePage.lineCount)
    request.order = parameters["sort"].flatMap(ConcordanceRequest.Order.init) ?? .document
    request.timeLimit = .milliseconds(configuration.limits.pageMilliseconds)
    let counted = occurrences.count(of: text, in: commit, index: archive.name)
    request.counting = counted == nil ? .exact : .asFarAsSeen
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
        occurrences.keep(value, of: text, in: commit, index: archive.name)
      }
      if let total = found.value?.total { found.value?.total = total.joined(with: counted) }
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
