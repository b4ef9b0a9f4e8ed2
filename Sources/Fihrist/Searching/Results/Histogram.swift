/// How many of the documents that match have a value in each bucket.
public struct Histogram: Sendable, Hashable, Codable {
  /// The field.
  public var field: String

  /// What a bucket is.
  public var buckets: HistogramRequest.Buckets

  /// What the values are.
  public var type: FieldType

  /// The buckets from the first with a document to the last, in order; those between without any
  /// are there, up to ``maximumCount`` in all.
  public var values: [Bucket]

  /// The start of each bucket as the column has it: seconds since 1970 of a date, a whole number,
  /// or a number that is in the order of decimal values.
  public var starts: [Int64]

  /// How many documents have no value: dates that could not be read are among them.
  public var missing: Int

  /// So many buckets at most have gaps filled.
  public static let maximumCount = 10_000

  /// A bucket and how many documents are in it.
  public struct Bucket: Sendable, Hashable, Codable {
    /// Its name: `2015`, `2015-07`, `1436-10`, the first day of a week, or the least number.
    public var name: String
    /// How many documents are in it.
    public var count: Int

    /// Makes a bucket.
    public init(_ name: String, count: Int) {
      self.name = name
      self.count = count
    }
  }
}

extension HistogramRequest.Buckets: Codable {
  private enum Member: String, CodingKey { case unit, calendar, width }

  /// Reads buckets as ``HistogramRequest`` has them.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    if let width = try members.decodeIfPresent(Double.self, forKey: .width) {
      self = .numbers(width: width)
    } else {
      let calendar = try members.decodeIfPresent(DateCalendarName.self, forKey: .calendar)
      self = .dates(try members.decode(DateUnit.self, forKey: .unit), calendar ?? .gregorian)
    }
  }

  /// Writes buckets.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    switch self {
    case .numbers(let width): try members.encode(width, forKey: .width)
    case .dates(let unit, let calendar):
      try members.encode(unit, forKey: .unit)
      try members.encode(calendar, forKey: .calendar)
    }
  }
}
