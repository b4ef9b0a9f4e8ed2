@_spi(Requests) internal import FihristSearch

/// In JSON it has either `key` or `text`; all other members may be left out.
extension SimilarRequest: Codable {
  private enum Member: String, CodingKey, CaseIterable {
    case key, text, words, filter, reading, limit, fields, snippets, counting, statistics
  }

  /// Reads a request.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` of kind `invalid` unless it has just one of `key` and
  ///   `text`.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    switch (
      try members.decodeIfPresent(String.self, forKey: .key),
      try members.decodeIfPresent(String.self, forKey: .text)
    ) {
    case (let key?, nil): self.init(.key(key))
    case (nil, let text?): self.init(.text(text))
    default:
      throw IndexError.invalid(
        "request", "it must have either \"key\" or \"text\"", advice: "give one of the two")
    }
    wordCount = try members.decodeIfPresent(Int.self, forKey: .words) ?? wordCount
    filter = try members.decodeIfPresent(QuerySource.self, forKey: .filter)
    reading = try members.decodeIfPresent(QueryReading.self, forKey: .reading) ?? .lenient
    limit = try members.decodeIfPresent(Int.self, forKey: .limit) ?? limit
    fields = try members.decodeIfPresent([String].self, forKey: .fields)
    snippets = try members.decodeIfPresent(SnippetOptions.self, forKey: .snippets)
    counting = try members.decodeIfPresent(MatchCounting.self, forKey: .counting) ?? .asFarAsSeen
    statistics = try members.decodeIfPresent(CollectionStatistics.self, forKey: .statistics)
  }

  /// Writes the request.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    switch source {
    case .key(let key): try members.encode(key, forKey: .key)
    case .text(let text): try members.encode(text, forKey: .text)
    }
    try members.encode(wordCount, forKey: .words)
    try members.encodeIfPresent(filter, forKey: .filter)
    if reading != .lenient { try members.encode(reading, forKey: .reading) }
    try members.encode(limit, forKey: .limit)
    try members.encodeIfPresent(fields, forKey: .fields)
    try members.encodeIfPresent(snippets, forKey: .snippets)
    if counting != .asFarAsSeen { try members.encode(counting, forKey: .counting) }
    try members.encodeIfPresent(statistics, forKey: .statistics)
  }
}
