import FihristCalendar
import Testing

/// Buckets against a walk over all days of the years 1800 to 2200.
@Suite struct DateBucketTests {
  private static let days: Range<Int> = {
    let first = GregorianDay(year: 1800, month: 1, day: 1)?.daysSince1970 ?? 0
    return first..<(GregorianDay(year: 2201, month: 1, day: 1)?.daysSince1970 ?? 0)
  }()

  @Test func `days since 1970 are counted one by one, with their weekdays`() throws {
    var (year, month, day) = (1800, 1, 1)
    // 1 January 1800 was a Wednesday.
    var weekday = 3
    for count in Self.days {
      let gregorian = try #require(GregorianDay(daysSince1970: count))
      if gregorian != GregorianDay(year: year, month: month, day: day)
        || gregorian.daysSince1970 != count || gregorian.weekday.rawValue != weekday
      {
        Issue.record("\(year)-\(month)-\(day)")
        return
      }
      weekday = weekday % 7 + 1
      day += 1
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      if day > [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] {
        (month, day) = month == 12 ? (1, 1) : (month + 1, 1)
        if month == 1 { year += 1 }
      }
    }
    #expect((year, month, day) == (2201, 1, 1))
  }

  /// Whether a new bucket starts on `day`, asked of the dates alone.
  private func starts(_ buckets: DateBuckets, _ day: Int) throws -> Bool {
    let gregorian = try #require(GregorianDay(daysSince1970: day))
    let hijri = try #require(HijriDay(gregorian))
    let (month, number) =
      buckets.calendar == .gregorian
      ? (gregorian.month, gregorian.day) : (hijri.month, hijri.day)
    switch buckets.unit {
    case .day: return true
    case .week: return gregorian.weekday == buckets.firstWeekday
    case .month: return number == 1
    case .year: return number == 1 && month == 1
    }
  }

  @Test(arguments: DateCalendar.allCases, DateBuckets.Unit.allCases)
  func `every day is in the bucket that a walk gives it`(
    _ calendar: DateCalendar, _ unit: DateBuckets.Unit
  ) throws {
    for firstWeekday in unit == .week ? [.monday, .saturday, .sunday] : [Weekday.monday] {
      let buckets = DateBuckets(unit, calendar: calendar, firstWeekday: firstWeekday)
      var start: Int64?
      var waiting: [Int64] = []
      for day in Self.days {
        let seconds = Int64(day) * 86_400
        if try starts(buckets, day) {
          if waiting.contains(where: { buckets.next(after: $0) != seconds }) {
            Issue.record("\(buckets.text(of: seconds)) does not follow")
            return
          }
          (start, waiting) = (seconds, [])
        }
        guard let start else { continue }
        waiting = [start, seconds, seconds + 86_399]
        let text = buckets.text(of: seconds)
        if buckets.start(of: seconds) != start || buckets.start(of: seconds + 86_399) != start
          || text != buckets.text(of: start)
        {
          Issue.record("\(text) starts at \(buckets.start(of: seconds)) and not at \(start)")
          return
        }
      }
    }
  }

  @Test func `the name of a bucket, asked for as a date, is the bucket`() throws {
    for calendar in DateCalendar.allCases {
      for unit in [DateBuckets.Unit.year, .month, .day] {
        let buckets = DateBuckets(unit, calendar: calendar)
        var time: Int64 = -1_400_000_000
        while time < 3_390_000_000 {
          let span = try #require(WrittenDate(buckets.text(of: time))).span
          let range = buckets.start(of: time)..<buckets.next(after: time)
          #expect(span.seconds == range && span.calendar == calendar)
          time += unit == .day ? 86_400 * 17 : 86_400 * 29
        }
      }
    }
  }

  @Test func `names`() {
    // 2015-07-21T10:20:30, a Tuesday.
    let time: Int64 = 1_437_474_030
    func text(_ unit: DateBuckets.Unit, _ calendar: DateCalendar = .gregorian) -> String {
      DateBuckets(unit, calendar: calendar).text(of: time)
    }
    #expect(text(.year) == "2015" && text(.month) == "2015-07" && text(.day) == "2015-07-21")
    #expect(text(.year, .hijri) == "1436" && text(.month, .hijri) == "1436-10")
    #expect(text(.day, .hijri) == "1436-10-05" && text(.week, .hijri) == "1436-10-04")
    #expect(text(.week) == "2015-07-20")
    #expect(DateBuckets(.week, firstWeekday: .saturday).text(of: time) == "2015-07-18")
    #expect(DateBuckets(.week, firstWeekday: .sunday).text(of: time) == "2015-07-19")
  }

  @Test func `times beyond all years are in the first and last bucket`() {
    for calendar in DateCalendar.allCases {
      for unit in DateBuckets.Unit.allCases {
        let buckets = DateBuckets(unit, calendar: calendar)
        #expect(buckets.start(of: .min) == buckets.start(of: -62_135_596_800))
        #expect(buckets.start(of: .max) == buckets.start(of: 253_402_300_799))
        #expect(buckets.next(after: .max) > 253_402_300_799)
      }
    }
    #expect(DateBuckets(.year).text(of: .min) == "0001")
    #expect(DateBuckets(.month, calendar: .hijri).text(of: .min) == "-0640-05")
  }
}
