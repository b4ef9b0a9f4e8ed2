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

  /// Makes a request.
  public init(_ queries: [QuerySource], by unit: DateUnit = .month, filter: QuerySource? = nil) {
    self.queries = queries
    self.unit = unit
    self.filter = filter
  }
}

extension TrendRequest: Codable {
  private enum Member: String, CodingKey {
    case queries, filter, reading, field, unit, calendar
  }

  /// Reads a request.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    queries = try members.decode([QuerySource].self, forKey: .queries)
    filter = try members.decodeIfPresent(QuerySource.self, forKey: .filter)
    reading = try members.decodeIfPresent(QueryReading.self, forKey: .reading) ?? .lenient
    field = try members.decodeIfPresent(String.self, forKey: .field)
    unit = try members.decodeIfPresent(DateUnit.self, forKey: .unit) ?? .month
    calendar =
      try members.decodeIfPresent(DateCalendarName.self, forKey: .calendar) ?? .gregorian
  }
}
