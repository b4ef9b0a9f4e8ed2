internal import FihristCalendar

/// The buckets of a histogram: where they start, and what they are called.
struct HistogramBuckets {
  private let request: HistogramRequest
  private let type: FieldType

  /// - Parameter type: What the field's values are.
  init(_ request: HistogramRequest, _ type: FieldType) {
    self.request = request
    self.type = type
  }

  /// The buckets of the field's numbers.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` if the field's values do not have such buckets.
  func resolved() throws(IndexError) -> HistogramCounts.Buckets {
    switch (request.buckets, type) {
    case (.dates(let unit, let calendar), .date):
      let buckets = Self.dates(unit, calendar)
      return HistogramCounts.Buckets(
        start: { buckets.start(of: $0) }, next: { buckets.next(after: $0) })
    case (.numbers(let width), .integer) where width >= 1 && width < 0x1p53:
      let width = Int64(width)
      return HistogramCounts.Buckets(
        start: { $0 - ($0 % width + width) % width },
        next: { $0 > .max - width ? .max : $0 + width })
    case (.numbers(let width), .decimal) where width > 0 && width.isFinite:
      return Self.decimals(width)
    default: throw mismatch
    }
  }

  /// The histogram of `counts`.
  func histogram(_ counts: HistogramCounts) -> Histogram {
    let filled = counts.filled(limit: Histogram.maximumCount)
    return Histogram(
      field: request.field, buckets: request.buckets, type: type,
      values: filled.map { Histogram.Bucket(name($0.start), count: $0.count) },
      starts: filled.map(\.start), missing: counts.missingCount)
  }

  /// What the bucket that starts at `number` is called.
  func name(_ number: Int64) -> String {
    switch (request.buckets, type) {
    case (.dates(let unit, let calendar), _): Self.dates(unit, calendar).text(of: number)
    case (_, .decimal): String(ColumnNumber.decimal(of: number))
    default: String(number)
    }
  }

  private static func dates(_ unit: DateUnit, _ calendar: DateCalendarName) -> DateBuckets {
    let units: [DateUnit: DateBuckets.Unit] = [
      .year: .year, .month: .month, .week: .week, .day: .day,
    ]
    return DateBuckets(units[unit] ?? .day, calendar: calendar == .hijri ? .hijri : .gregorian)
  }

  /// Buckets of decimals: their numbers are in the order of the values, so that a bucket is an
  /// interval of both.
  private static func decimals(_ width: Double) -> HistogramCounts.Buckets {
    @Sendable func number(_ index: Double) -> Int64 {
      ColumnNumber.number(of: index * width) ?? .max
    }
    return HistogramCounts.Buckets(
      start: { number((ColumnNumber.decimal(of: $0) / width).rounded(.down)) },
      next: { number((ColumnNumber.decimal(of: $0) / width).rounded() + 1) })
  }

  private var mismatch: IndexError {
    let advice =
      switch type {
      case .date: "ask for a year, month, week or day"
      case .integer: "give a width of 1 or more"
      case .decimal: "give a width above 0"
      case .boolean: "search for \(request.field):true and for \(request.field):false"
      case .keyword, .text: "ask for a facet of it"
      }
    return IndexError.invalid(
      "",
      "values of type \(type.rawValue), as those of \"\(request.field)\", do not have such buckets",
      advice: advice)
  }
}
