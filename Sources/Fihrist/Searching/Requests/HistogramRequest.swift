@_spi(Requests) internal import FihristSearch

/// A wish for how many of the matching documents have a value in each of a row of buckets.
public struct HistogramRequest: Sendable, Hashable {
  /// The name of an integer, decimal or date field with a column.
  public var field: String

  /// What a bucket is.
  public var buckets: Buckets

  /// Which values belong together.
  public enum Buckets: Sendable, Hashable {
    /// Years, months, weeks or days of a calendar; for date fields.
    case dates(DateUnit, DateCalendarName = .gregorian)
    /// Intervals of this width, above 0, from 0 on and back; for numbers.
    case numbers(width: Double)
  }

  /// Makes a request.
  public init(_ field: String, _ buckets: Buckets) {
    self.field = field
    self.buckets = buckets
  }
}

extension HistogramRequest: Codable {
  private enum Member: String, CodingKey, CaseIterable { case field, unit, calendar, width }

  /// Reads `{"field":"date","unit":"month","calendar":"hijri"}`, or for numbers
  /// `{"field":"length","width":100}`.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    field = try members.decode(String.self, forKey: .field)
    if let width = try members.decodeIfPresent(Double.self, forKey: .width) {
      buckets = .numbers(width: width)
    } else {
      let calendar = try members.decodeIfPresent(DateCalendarName.self, forKey: .calendar)
      buckets = .dates(
        try members.decode(DateUnit.self, forKey: .unit), calendar ?? .gregorian)
    }
  }

  /// Writes the request.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encode(field, forKey: .field)
    switch buckets {
    case .numbers(let width): try members.encode(width, forKey: .width)
    case .dates(let unit, let calendar):
      try members.encode(unit, forKey: .unit)
      if calendar != .gregorian { try members.encode(calendar, forKey: .calendar) }
    }
  }
}
