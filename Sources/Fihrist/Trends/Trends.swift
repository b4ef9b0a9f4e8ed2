/// How often queries occur in each period of a date column.
public struct Trends: Sendable, Hashable, Codable {
  /// The name of the date field.
  public var field: String

  /// What a period is.
  public var unit: DateUnit

  /// Whose months and years are meant.
  public var calendar: DateCalendarName

  /// The names of the periods in order: from the first with a document to the last, without gaps.
  public var periods: [String]

  /// The start of each period, in seconds since 1970.
  public var starts: [Int64]

  /// How many documents each period has, whether they match or not.
  public var documentCounts: [Int]

  /// The series, in the order of the queries.
  public var series: [Series]

  /// What was assumed where a text is not a valid query.
  public var notes: [QueryNote]

  /// Why the count ended before it was complete; `nil` if it is complete. Queries are counted one
  /// after the other, so that of a part of them everything may be missing.
  public var stopReason: StopReason?

  /// The counts of one query.
  public struct Series: Sendable, Hashable, Codable {
    /// The query as it was understood; empty if it was not a text.
    public var query: String

    /// A point for each period.
    public var points: [Point]

    /// The documents without a date.
    public var undated: Point
  }

  /// The counts of one query in one period.
  public struct Point: Sendable, Hashable, Codable {
    /// How many documents match.
    public var documents = 0

    /// How often the words and phrases of the query occur in them.
    public var occurrences = 0

    /// How many words all documents of the period have, matching or not, in the fields in which the
    /// query looks.
    public var words = 0

    /// How often the query occurs in a million words of the period; 0 if it has none. Whoever shows
    /// it leaves a gap there: without ``words`` nothing is known, and 0 would say that it is.
    public var perMillion: Double {
      words == 0 ? 0 : Double(occurrences) / Double(words) * 1_000_000
    }
  }
}
