@_spi(Requests) internal import FihristSearch

extension SearchRequest: Codable {
  private enum Member: String, CodingKey, CaseIterable {
    case query, filter, reading, limit, offset, after, fields, snippets, counting, timeLimit
    case statistics, sort, group, collapsesCopies, facets, histograms, summaries
  }

  /// Reads a request.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    query = try members.decode(QuerySource.self, forKey: .query)
    filter = try members.decodeIfPresent(QuerySource.self, forKey: .filter)
    reading = try members.decodeIfPresent(QueryReading.self, forKey: .reading) ?? .lenient
    limit = try members.decodeIfPresent(Int.self, forKey: .limit) ?? 10
    start = .offset(try members.decodeIfPresent(Int.self, forKey: .offset) ?? 0)
    if let cursor = try members.decodeIfPresent(SearchCursor.self, forKey: .after) {
      try Self.checkOffset(offset, in: members)
      start = .after(cursor)
    }
    sort = try members.decodeIfPresent([SortOrder].self, forKey: .sort) ?? []
    group = try members.decodeIfPresent(GroupRequest.self, forKey: .group)
    collapsesCopies =
      try members.decodeIfPresent(Bool.self, forKey: .collapsesCopies) ?? false
    facets = try members.decodeIfPresent([FacetRequest].self, forKey: .facets) ?? []
    histograms = try members.decodeIfPresent([HistogramRequest].self, forKey: .histograms) ?? []
    summaries = try members.decodeIfPresent([String].self, forKey: .summaries) ?? []
    fields = try members.decodeIfPresent([String].self, forKey: .fields)
    snippets = try members.decodeIfPresent(SnippetOptions.self, forKey: .snippets)
    counting = try members.decodeIfPresent(MatchCounting.self, forKey: .counting) ?? .asFarAsSeen
    timeLimit = try members.decodeSecondsIfPresent(forKey: .timeLimit)
    statistics = try members.decodeIfPresent(CollectionStatistics.self, forKey: .statistics)
  }

  /// Refuses an offset that a cursor leaves without effect.
  private static func checkOffset(
    _ offset: Int, in members: KeyedDecodingContainer<Member>
  ) throws {
    guard offset != 0 else { return }
    let cause = IdleMember(
      other: Member.after.rawValue, advice: "leave out offset to go on behind a page")
    throw DecodingError.dataCorrupted(
      DecodingError.Context(
        codingPath: members.codingPath + [Member.offset], debugDescription: cause.description,
        underlyingError: cause))
  }

  /// Writes the request; the time limit in seconds.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encode(query, forKey: .query)
    try members.encodeIfPresent(filter, forKey: .filter)
    if reading != .lenient { try members.encode(reading, forKey: .reading) }
    try members.encode(limit, forKey: .limit)
    if offset != 0 { try members.encode(offset, forKey: .offset) }
    if case .after(let cursor) = start { try members.encode(cursor, forKey: .after) }
    if !sort.isEmpty { try members.encode(sort, forKey: .sort) }
    try members.encodeIfPresent(group, forKey: .group)
    if collapsesCopies { try members.encode(true, forKey: .collapsesCopies) }
    if !facets.isEmpty { try members.encode(facets, forKey: .facets) }
    if !histograms.isEmpty { try members.encode(histograms, forKey: .histograms) }
    if !summaries.isEmpty { try members.encode(summaries, forKey: .summaries) }
    try members.encodeIfPresent(fields, forKey: .fields)
    try members.encodeIfPresent(snippets, forKey: .snippets)
    if counting != .asFarAsSeen { try members.encode(counting, forKey: .counting) }
    try members.encodeIfPresent(timeLimit.map { $0 / .seconds(1) }, forKey: .timeLimit)
    try members.encodeIfPresent(statistics, forKey: .statistics)
  }
}
