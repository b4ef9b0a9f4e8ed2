import FihristCalendar
import Testing

/// The times that texts cover. Expected starts are written in one form and read by a plain rule.
@Suite struct DateSpanTests {
  /// The seconds of 2015-07-01 or 2015-07-01T10:20:30, by counting days one by one from 1970.
  private func seconds(_ text: String) -> Int64 {
    let parts = text.split { "-T:".contains($0) }.compactMap { Int64($0) }
    var days: Int64 = 0
    let year = Int(parts[0])
    func isLeap(_ year: Int) -> Bool { year % 4 == 0 && year % 100 != 0 || year % 400 == 0 }
    for past in min(year, 1970)..<max(year, 1970) {
      days += (isLeap(past) ? 366 : 365) * (year < 1970 ? -1 : 1)
    }
    let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    days += Int64(lengths.prefix(Int(parts[1]) - 1).reduce(0, +)) + parts[2] - 1
    let time = parts.dropFirst(3) + [0, 0, 0]
    return days * 86_400 + time.prefix(3).reduce(0) { $0 * 60 + $1 }
  }

  @Test(arguments: [
    ("2015", "2015-01-01", "2016-01-01"), ("2015-07", "2015-07-01", "2015-08-01"),
    ("2015-12", "2015-12-01", "2016-01-01"), ("12/2015", "2015-12-01", "2016-01-01"),
    ("2015/7", "2015-07-01", "2015-08-01"), ("٢٠١٥", "2015-01-01", "2016-01-01"),
    ("۲۰۱۵-۰۷", "2015-07-01", "2015-08-01"), ("عام 2015", "2015-01-01", "2016-01-01"),
    ("2015م", "2015-01-01", "2016-01-01"), ("تموز 2015", "2015-07-01", "2015-08-01"),
    ("يوليوز 2015", "2015-07-01", "2015-08-01"), ("جويلية 2015", "2015-07-01", "2015-08-01"),
    ("تموز/يوليو 2015", "2015-07-01", "2015-08-01"), ("July 2015", "2015-07-01", "2015-08-01"),
    ("شهر كانون الأول 2015", "2015-12-01", "2016-01-01"), ("1600", "1600-01-01", "1601-01-01"),
    ("2015-07-01", "2015-07-01", "2015-07-02"), ("2016-02-29", "2016-02-29", "2016-03-01"),
    ("2015-12-31", "2015-12-31", "2016-01-01"), ("1969-12-31", "1969-12-31", "1970-01-01"),
    ("2015-07-01T10", "2015-07-01T10:00:00", "2015-07-01T11:00:00"),
    ("2015-07-01T10:00", "2015-07-01T10:00:00", "2015-07-01T10:01:00"),
    ("2015-07-01T23:59:59", "2015-07-01T23:59:59", "2015-07-02"),
    ("2015-07-01 10:20:30", "2015-07-01T10:20:30", "2015-07-01T10:20:31"),
    ("20150701T102030", "2015-07-01T10:20:30", "2015-07-01T10:20:31"),
    ("20150701T1020Z", "2015-07-01T10:20:00", "2015-07-01T10:21:00"),
    ("20150701102030", "2015-07-01T10:20:30", "2015-07-01T10:20:31"),
    ("201507011020", "2015-07-01T10:20:00", "2015-07-01T10:21:00"),
    ("18:40 - 1 يوليو 2015", "2015-07-01T18:40:00", "2015-07-01T18:41:00"),
    ("1 يوليو 2015، 6:40 م", "2015-07-01T18:40:00", "2015-07-01T18:41:00"),
    ("1 يوليو 2015م 6:40 صباحا", "2015-07-01T06:40:00", "2015-07-01T06:41:00"),
    ("12:05 AM, July 1st 2015", "2015-07-01T00:05:00", "2015-07-01T00:06:00"),
    ("12:05 PM, July 1st 2015", "2015-07-01T12:05:00", "2015-07-01T12:06:00"),
    ("1436", "2014-10-25", "2015-10-14"), ("١٤٣٦ هـ", "2014-10-25", "2015-10-14"),
    ("1436-10", "2015-07-17", "2015-08-16"), ("شوال 1436", "2015-07-17", "2015-08-16"),
    ("1436/12", "2015-09-14", "2015-10-14"), ("1436-10-05", "2015-07-21", "2015-07-22"),
    ("5 شوال ١٤٣٦هـ", "2015-07-21", "2015-07-22"), ("5/10/1436", "2015-07-21", "2015-07-22"),
    ("1436-10-05T10:20", "2015-07-21T10:20:00", "2015-07-21T10:21:00"),
    ("الثلاثاء 5 شوال 1436 الموافق 2015", "2015-07-21", "2015-07-22"),
    ("شوال 1436 الموافق يوليو 2015", "2015-07-01", "2015-08-01"),
  ])
  func `half-open ranges of seconds`(_ text: String, _ start: String, _ end: String) throws {
    let span = try #require(WrittenDate(text)).span
    #expect(span.seconds == seconds(start)..<seconds(end), "\(text)")
    #expect(!span.isApproximate)
  }

  @Test(arguments: [
    ("2015", DateSpan.Precision.year, DateCalendar.gregorian), ("1436", .year, .hijri),
    ("2015-07", .month, .gregorian), ("رجب 1436", .month, .hijri), ("2015-07-01", .day, .gregorian),
    ("1436-10-05", .day, .hijri), ("2015-07-01T10", .hour, .gregorian),
    ("2015-07-01T10:00", .minute, .gregorian), ("1435708800", .second, .gregorian),
    ("18/05/2024 الموافق 10/11/1445", .day, .gregorian),
  ])
  func `what a text names`(
    _ text: String, _ precision: DateSpan.Precision, _ calendar: DateCalendar
  ) throws {
    let span = try #require(WrittenDate(text)).span
    #expect(span.precision == precision && span.calendar == calendar)
  }

  @Test(arguments: [
    "2024-05-18T01:20:30+03:00", "2024-05-18T01:20:30+0300", "2024-05-18 01:20:30+03",
    "Sat, 18 May 2024 01:20:30 +0300", "18 May 2024 01:20:30 GMT+3",
  ])
  func `a time zone changes nothing, or the day too where that is asked for`(_ text: String) throws
  {
    let written = try #require(WrittenDate(text))
    #expect(written.span.start == seconds("2024-05-18T01:20:30"))
    let universal = try #require(WrittenDate(text, settings: DateSettings(zone: .universal)))
    #expect(universal.span.start == seconds("2024-05-17T22:20:30"))
    #expect(universal.gregorian?.iso == "2024-05-18" && universal.time?.zone == 10_800)
  }

  @Test func `zones by name, to the west, and none`() throws {
    let settings = DateSettings(zone: .universal)
    for (text, expected) in [
      ("18 May 2024 10:20:30 EST", "2024-05-18T15:20:30"),
      ("18 May 2024 20:20:30 -0500", "2024-05-19T01:20:30"),
      ("2024-05-18T20:20:30-05:30", "2024-05-19T01:50:30"),
      ("Sat, 18 May 2024 10:20:30 GMT", "2024-05-18T10:20:30"),
      ("2024-05-18T10:20:30Z", "2024-05-18T10:20:30"),
      ("18 May 2024 10:20:30", "2024-05-18T10:20:30"),
      ("20:20:30 18/05/2024 -0500", "2024-05-19T01:20:30"),
      ("20:20:30 2024-05-08 -0500", "2024-05-09T01:20:30"),
      ("20:20:30 20240518 -05", "2024-05-19T01:20:30"),
      // Arabia and the Atlantic both have AST.
      ("18 May 2024 10:20:30 AST", "2024-05-18T10:20:30"), ("1716027630", "2024-05-18T10:20:30"),
    ] {
      #expect(WrittenDate(text, settings: settings)?.span.start == seconds(expected), "\(text)")
    }
  }

  @Test func `a time that no day has is skipped, and two times too`() {
    for text in [
      "2024-05-18 25:00", "2024-05-18T10:61:00", "18 مايو 2024 99:99", "2024-05-18T::",
      "18 مايو 2024 10:20 - 11:20", "10:20 - 11:20 18 مايو 2024",
      "10:20 - 11:20 18/05/2024", "10:20-11:20 - 18/05/2024", "25:00 | 2024-05-18",
      "10:20 – 11:20 2024/05/18", "10:20 - 11:20 20240518",
    ] {
      let date = WrittenDate(text)
      #expect(date?.gregorian?.iso == "2024-05-18" && date?.time == nil, "\(text)")
    }
  }

  @Test func `a sign between a time and a day is none of the day`() {
    for text in [
      "10:20 - 18/05/2024", "10:20 PM | 2024-05-18", "10:20 — 18.5.2024", "10:20 2024-05-18",
    ] {
      let date = WrittenDate(text)
      #expect(date?.gregorian?.iso == "2024-05-18" && date?.time != nil, "\(text)")
    }
    // What may be another time, or a period, is not read.
    for text in [
      "10:20 - 1120", "10:20 - 11", "10:20 - 05/2024", "- 18/05/2024", "10:20 / 18/05/2024",
      "10:20 - 18/05/2024 - 19/05/2024", "10:20 - 5 18/05/2024",
    ] {
      #expect(WrittenDate(text) == nil, "\(text)")
    }
  }

  @Test func `Hijri years outside the table are approximate`() {
    for (text, isApproximate) in [
      ("1342", true), ("1343", false), ("1500", false), ("1501", true), ("1300-05", true),
      ("30/8/1445", true), ("29/8/1445", false),
    ] {
      #expect(WrittenDate(text)?.span.isApproximate == isApproximate, "\(text)")
    }
  }
}
