import FihristCalendar
import Testing

@Suite struct HijriDayTests {
  /// Events whose day newspapers and histories give in both calendars, with the weekday.
  @Test(arguments: [
    // The first issue of the newspaper Umm al-Qura, and its 56th.
    (1343, 5, 15, "1924-12-12", Weekday.friday), (1344, 7, 8, "1926-01-22", .friday),
    // King Abdulaziz dies; Faisal becomes king and dies.
    (1373, 3, 2, "1953-11-09", .monday), (1384, 6, 27, "1964-11-02", .monday),
    (1395, 3, 13, "1975-03-25", .tuesday),
    // The first day of the 15th century.
    (1400, 1, 1, "1979-11-20", .tuesday),
    // The kings Khalid, Fahd and Abdullah die.
    (1402, 8, 21, "1982-06-13", .sunday), (1426, 6, 26, "2005-08-01", .monday),
    (1436, 4, 3, "2015-01-23", .friday),
    // Days of the archive's newspapers, and the last of the table.
    (1436, 10, 5, "2015-07-21", .tuesday), (1445, 11, 10, "2024-05-18", .saturday),
    (1500, 12, 30, "2077-11-16", .tuesday),
  ])
  func `known days`(_ year: Int, _ month: Int, _ day: Int, _ iso: String, _ weekday: Weekday) throws
  {
    let hijri = try #require(HijriDay(year: year, month: month, day: day))
    let gregorian = try #require(hijri.gregorian)
    #expect(gregorian.iso == iso && !hijri.isApproximate)
    #expect(hijri.weekday == weekday && gregorian.weekday == weekday)
    #expect(HijriDay(gregorian) == hijri)
  }

  /// The months of 1402 to 1500 as R. H. van Gent lists them: for each year a number in whose bits,
  /// from the lowest, a month of 30 days is set. His list of the years before is of computed
  /// months.
  private static let vanGent = """
    A57 4AE 976 56C B55 AAA A55 4AD 95D 2DA 5D9 DB2 BA4 B4A A55 2B5 575 B6A BD2 BC4
    B89 A95 52D 5AD B6A 6D4 DC9 D92 AA6 956 2AE 56D 36A B55 AAA 94D 49D 95D 2BA 5B5
    5AA D55 A9A 92E 26E 55D ADA 6D4 6A5 54B A97 54E AAE 5AC BA9 D92 B25 64B CAB 55A
    B55 6D2 EA5 E4A A95 52D AAD 36C 759 6D2 695 52D A5B 4BA 9BA 3B4 B69 B52 AA6 4B6
    96D 2EC 6D9 EB2 D54 D2A A56 4AE 96D D6A B54 B29 A93 52B A57 536 AB5 6AA E93
    """

  @Test func `months of 1402 to 1500 are those of an independent list`() {
    for (index, text) in Self.vanGent.split(whereSeparator: \.isWhitespace).enumerated() {
      let bits = Int(text, radix: 16) ?? 0
      for month in 1...12 {
        let length = HijriCalendar.length(year: 1_402 + index, month: month)
        #expect(length == 29 + bits >> (month - 1) & 1, "\(1_402 + index)-\(month)")
      }
    }
  }

  @Test func `every day of the table converts there and back`() throws {
    var day = try #require(GregorianDay(year: 1924, month: 8, day: 1)).daysSince1970
    var weekday = Weekday.friday
    var odd: [String] = []
    for year in HijriCalendar.tableYears {
      var daysOfYear = 0
      for month in 1...12 {
        let length = HijriCalendar.length(year: year, month: month)
        if length < 29 || length > 30 { odd.append("\(year)-\(month): \(length)") }
        daysOfYear += length
        for number in 1...length {
          let hijri = HijriDay(year: year, month: month, day: number)
          if hijri?.daysSince1970 != day || hijri?.isApproximate != false
            || hijri?.weekday != weekday || hijri?.gregorian.flatMap({ HijriDay($0) }) != hijri
          {
            Issue.record("\(year)-\(month)-\(number)")
            return
          }
          day += 1
          weekday = Weekday(rawValue: weekday.rawValue % 7 + 1) ?? .monday
        }
      }
      #expect((353...356).contains(daysOfYear), "\(year) has \(daysOfYear) days")
    }
    #expect(GregorianDay(daysSince1970: day)?.iso == "2077-11-17")
    // The newspaper corrected itself in these months.
    #expect(
      odd == [
        "1343-9: 28", "1345-5: 31", "1345-8: 28", "1348-11: 31", "1348-12: 28", "1349-10: 28",
        "1349-11: 31", "1364-8: 28",
      ])
  }

  @Test func `outside the table the arithmetic calendar counts, marked approximate`() throws {
    // Day after day from the first, 16 July 622 in the Julian calendar, to the end of 9999.
    var last = (year: 1, month: 1, day: 0)
    for day in -492_148..<GregorianCalendar.days.upperBound {
      let date = HijriCalendar.date(daysSince1970: day)
      let follows =
        date.day == last.day + 1 && (date.year, date.month) == (last.year, last.month)
        || date.day == 1 && last.day >= 28
          && date.year * 12 + date.month == last.year * 12 + last.month + 1
      if !follows
        || HijriCalendar.firstDay(year: date.year, month: date.month) + date.day - 1 != day
      {
        Issue.record("\(last) and \(date)")
        return
      }
      last = date
    }
    #expect(last == (9666, 4, 2))
    // What ICU's islamic-civil calendar has.
    for (iso, hijri) in [
      ("0700-01-01", "0080-11-01"), ("1000-06-01", "0390-06-18"), ("1492-01-11", "0897-03-01"),
      ("1800-01-01", "1214-08-04"), ("1882-11-12", "1300-01-01"), ("2100-01-01", "1523-10-19"),
      ("2500-07-07", "1936-08-09"),
    ] {
      let parts = iso.split(separator: "-").compactMap { Int($0) }
      let day = try #require(GregorianDay(year: parts[0], month: parts[1], day: parts[2]))
      #expect(HijriDay(day)?.iso == hijri)
    }
    // The fall of Baghdad, by all tables: 4 Safar 656, a Sunday, 10 February 1258 in the Julian
    // calendar.
    let baghdad = try #require(HijriDay(year: 656, month: 2, day: 4))
    #expect(baghdad.gregorian?.iso == "1258-02-17" && baghdad.weekday == .sunday)
    #expect(baghdad.isApproximate)
    #expect(try #require(HijriDay(year: 1342, month: 1, day: 1)).isApproximate)
    #expect(try #require(HijriDay(year: 1501, month: 1, day: 1)).isApproximate)
    #expect(HijriDay(year: 1501, month: 1, day: 1)?.gregorian?.iso == "2077-11-17")
  }

  @Test func `years of thirty have eleven days more than 354 each`() {
    for cycle in 0..<44 {
      let long = (1...30).filter {
        let year = cycle * 30 + $0
        return HijriCalendar.firstDay(year: year + 1, month: 1)
          - HijriCalendar.firstDay(year: year, month: 1) == 355
      }
      #expect(long == [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29])
    }
  }

  @Test func `a thirtieth day that the table lacks is the next day, approximately`() throws {
    // Ramadan 1445 had 30 days in the table, Shaaban 29.
    let day = try #require(HijriDay(year: 1445, month: 8, day: 30))
    #expect(day.isApproximate && day.gregorian?.iso == "2024-03-11")
    #expect(HijriDay(year: 1445, month: 8, day: 31) == nil)
    #expect(HijriDay(year: 1345, month: 5, day: 31)?.isApproximate == false)
    #expect(HijriDay(year: 1445, month: 13, day: 1) == nil)
    #expect(HijriDay(year: 0, month: 1, day: 1) == nil)
  }

  @Test func `the first Hijri day`() throws {
    let first = try #require(GregorianDay(year: 622, month: 7, day: 19))
    #expect(HijriDay(first) == HijriDay(year: 1, month: 1, day: 1) && first.weekday == .friday)
    #expect(HijriDay(try #require(GregorianDay(year: 622, month: 7, day: 18))) == nil)
  }
}
