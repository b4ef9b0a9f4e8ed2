@_spi(Requests) internal import FihristSearch

extension ConcordanceRequest: Codable {
  private enum Member: String, CodingKey, CaseIterable {
    case query, filter, reading, fields, documentFields, words, characters, order, limit, counting
    case timeLimit
  }

  /// Reads a request.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    query = try members.decode(QuerySource.self, forKey: .query)
    filter = try members.decodeIfPresent(QuerySource.self, forKey: .filter)
    reading = try members.decodeIfPresent(QueryReading.self, forKey: .reading) ?? .lenient
    fields = try members.decodeIfPresent([String].self, forKey: .fields)
    documentFields = try members.decodeIfPresent([String].self, forKey: .documentFields) ?? []
    if let count = try members.decodeIfPresent(Int.self, forKey: .words) { width = .words(count) }
    if let count = try members.decodeIfPresent(Int.self, forKey: .characters) {
      width = .characters(count)
    }
    order = try members.decodeIfPresent(Order.self, forKey: .order) ?? .document
    limit = try members.decodeIfPresent(Int.self, forKey: .limit) ?? 100
    counting = try members.decodeIfPresent(MatchCounting.self, forKey: .counting) ?? .asFarAsSeen
    timeLimit = try members.decodeSecondsIfPresent(forKey: .timeLimit)
  }

  /// Writes the request; the time limit in seconds.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encode(query, forKey: .query)
    try members.encodeIfPresent(filter, forKey: .filter)
    if reading != .lenient { try members.encode(reading, forKey: .reading) }
    try members.encodeIfPresent(fields, forKey: .fields)
    if !documentFields.isEmpty { try members.encode(documentFields, forKey: .documentFields) }
    switch width {
    case .words(let count): try members.encode(count, forKey: .words)
    case .characters(let count): try members.encode(count, forKey: .characters)
    }
    try members.encode(order, forKey: .order)
    try members.encode(limit, forKey: .limit)
    if counting != .asFarAsSeen { try members.encode(counting, forKey: .counting) }
    try members.encodeIfPresent(timeLimit.map { $0 / .seconds(1) }, forKey: .timeLimit)
  }
}
