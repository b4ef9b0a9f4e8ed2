internal import Fihrist

extension ArchiveServer {
  private var concordanceParameters: [Parameter] {
    [
      Parameter("q", .text, "What to look for"),
      Parameter("order", .choice(["document", "left", "right"]), "The order of lines"),
    ] + call.language
  }

  /// Every occurrence of a query in its context.
  func concordancePage(_ exchange: Exchange) async throws -> Answer {
    let parameters = try read(exchange, concordanceParameters)
    let archive = try archive(of: parameters)
    let commit = try archive.current
    let frame = frame(exchange, parameters, archive)
    let text = parameters["q"]?.trimmed ?? ""
    try QueryLimit.check(text, "q", in: commit.index, configuration.limits)
    var request = ConcordanceRequest(text, limit: 100)
    request.order = parameters["order"].flatMap(ConcordanceRequest.Order.init) ?? .document
    request.timeLimit = .milliseconds(configuration.limits.pageMilliseconds)
    request.counting = .exact
    let asked = request
    let tag = tag(commit, .concordance, parameters.canonical, frame.style.language.rawValue)
    return try await gathered(
      exchange, commit, tag: tag, budget: configuration.limits.pageMilliseconds
    ) {
      text.isEmpty ? nil : try commit.index.concordance(asked)
    } shards: { broker, time in
      guard !text.isEmpty else { return Gathered(value: nil) }
      return Gathered(
        try await broker.gather(asked, generation: commit.generation, time: time))
    } write: { answer, found in
      answer.kind = .page
      answer.body = .bytes(
        ConcordancePage(frame: frame, text: text, order: asked.order, found: found.unlessNil())
          .bytes)
      answer.hits = found.value?.lines.count
      if found.value?.stopReason != nil { answer.tag = nil }
    }
  }
}
