@_spi(Requests) public import FihristSearch

/// The parameters of trends: how often queries occur in each period of a date column.
///
/// In JSON every member but `queries` may be left out.
public struct TrendRequest: Sendable, Hashable {
  /// What to count; each is a series of its own.
  public var queries: [QuerySource]

  /// What documents must match as well. Words of other documents do not count.
  public var filter: QuerySource?

  /// How texts in the query language are read.
  public var reading: QueryReading = .lenient

  /// The name of a date field with a column; `nil` for the first of the schema.
  public var field: String?

  /// What a period is.
  public var unit = DateUnit.month

  /// Whose months and years are meant.
  public var calendar = DateCalendarName.gregorian

  /// How long to count; what was counted until then is returned, and ``Trends/stopReason`` says so.
  public var timeLimit: Duration?

  /// Makes a request.
  public init(_ queries: [QuerySource], by unit: DateUnit = .month, filter: QuerySource? = nil) {
    self.queries = queries
    self.unit = unit
    self.filter = filter
  }
}

extension TrendRequest {
  /// The periods of the date field `name`.
  func histogram(of name: String) -> HistogramBuckets {
    HistogramBuckets(HistogramRequest(name, .dates(unit, calendar)), .date)
  }
}

extension TrendRequest: Codable {
  private enum Member: String, CodingKey, CaseIterable {
    case queries, filter, reading, field, unit, calendar, timeLimit
  }

  /// Reads a request.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    queries = try members.decode([QuerySource].self, forKey: .queries)
    filter = try members.decodeIfPresent(QuerySource.self, forKey: .filter)
    reading = try members.decodeIfPresent(QueryReading.self, forKey: .reading) ?? .lenient
    field = try members.decodeIfPresent(String.self, forKey: .field)
    unit = try members.decodeIfPresent(DateUnit.self, forKey: .unit) ?? .month
    calendar =
      try members.decodeIfPresent(DateCalendarName.self, forKey: .calendar) ?? .gregorian
    timeLimit = try members.decodeSecondsIfPresent(forKey: .timeLimit)
  }

  /// Writes the request; the time limit in seconds.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encode(queries, forKey: .queries)
    try members.encodeIfPresent(filter, forKey: .filter)
    try members.encode(reading, forKey: .reading)
    try members.encodeIfPresent(field, forKey: .field)
    try members.encode(unit, forKey: .unit)
    try members.encode(calendar, forKey: .calendar)
    try members.encodeIfPresent(timeLimit.map { $0 / .seconds(1) }, forKey: .timeLimit)
  }
}
