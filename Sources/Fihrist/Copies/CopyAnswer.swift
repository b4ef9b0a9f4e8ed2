@_spi(Requests) internal import FihristSearch

/// What an index answers in one round; see ``CopyRounds``.
public struct CopyAnswer: Sendable, Hashable {
  /// What it found, without the texts of hits.
  var results: SearchResults?

  /// The search for documents like one that it has.
  var similar: SimilarSearch?

  /// Signatures or shingles of documents that it has.
  var texts: [CopyText] = []

  /// Hits with the fields and passages that were asked for.
  var hits: [Hit] = []

  /// The copies that it has.
  var lines: [CopyLine] = []

  /// Why it stopped early.
  var stopReason: StopReason?
}

extension CopyAnswer: Codable {
  private enum Member: String, CodingKey, CaseIterable {
    case results, similar, texts, hits, lines, stopReason
  }

  /// Reads an answer.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    results = try members.decodeIfPresent(SearchResults.self, forKey: .results)
    similar = try members.decodeIfPresent(SimilarSearch.self, forKey: .similar)
    texts = try members.decodeIfPresent([CopyText].self, forKey: .texts) ?? []
    hits = try members.decodeIfPresent([Hit].self, forKey: .hits) ?? []
    lines = try members.decodeIfPresent([CopyLine].self, forKey: .lines) ?? []
    stopReason = try members.decodeIfPresent(StopReason.self, forKey: .stopReason)
  }

  /// Writes the answer.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encodeIfPresent(results, forKey: .results)
    try members.encodeIfPresent(similar, forKey: .similar)
    if !texts.isEmpty { try members.encode(texts, forKey: .texts) }
    if !hits.isEmpty { try members.encode(hits, forKey: .hits) }
    if !lines.isEmpty { try members.encode(lines, forKey: .lines) }
    try members.encodeIfPresent(stopReason, forKey: .stopReason)
  }
}
