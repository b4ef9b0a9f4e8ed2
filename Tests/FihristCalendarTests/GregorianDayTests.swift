import Testing

@testable import FihristCalendar

@Suite struct GregorianDayTests {
  @Test func `every day of the calendar and no other is accepted`() {
    var days = 0
    for year in [1900, 2000, 2023, 2024] {
      for month in 0...13 {
        for day in 0...32 where GregorianDay(year: year, month: month, day: day) != nil {
          days += 1
        }
      }
    }
    #expect(days == 365 + 366 + 365 + 366)
    #expect(GregorianDay(year: 0, month: 1, day: 1) == nil)
    #expect(GregorianDay(year: 10_000, month: 1, day: 1) == nil)
  }

  /// The day after `day`, by the calendar's own rule.
  private func next(_ day: GregorianDay) -> GregorianDay? {
    GregorianDay(year: day.year, month: day.month, day: day.day + 1)
      ?? GregorianDay(year: day.year, month: day.month + 1, day: 1)
      ?? GregorianDay(year: day.year + 1, month: 1, day: 1)
  }

  @Test func `counted days are those that follow each other, over all years`() throws {
    // From 1 January 1 to 31 December 9999, as seconds since 1970.
    var seconds: Int64 = -62_135_596_800
    var day = try #require(GregorianDay(year: 1, month: 1, day: 1))
    var count = 0
    while true {
      if GregorianDay(secondsSince1970: seconds) != day
        || GregorianDay(secondsSince1970: seconds + 86_399) != day
      {
        Issue.record("\(day.iso)")
        break
      }
      count += 1
      seconds += 86_400
      guard let following = next(day) else { break }
      day = following
    }
    #expect(count == 3_652_059)
    #expect(day.iso == "9999-12-31")
    #expect(GregorianDay(secondsSince1970: seconds) == nil)
    #expect(GregorianDay(secondsSince1970: -62_135_596_801) == nil)
  }

  @Test func `moments before 1970 and beyond all years`() {
    #expect(GregorianDay(secondsSince1970: 0)?.iso == "1970-01-01")
    #expect(GregorianDay(secondsSince1970: -1)?.iso == "1969-12-31")
    #expect(WrittenDate(millisecondsSince1970: -1)?.iso == "1969-12-31T23:59:59")
    #expect(WrittenDate(millisecondsSince1970: 1_715_990_400_000)?.iso == "2024-05-18")
    for extreme in [Int64.min, .max] {
      #expect(GregorianDay(secondsSince1970: extreme) == nil)
      #expect(WrittenDate(millisecondsSince1970: extreme) == nil)
    }
  }

  @Test func `the written form sorts as the days do`() throws {
    let days = [(987, 6, 5), (1998, 8, 4), (1998, 12, 3), (2024, 5, 18)]
      .compactMap { GregorianDay(year: $0, month: $1, day: $2) }
    #expect(days == days.sorted() && days.map(\.iso) == days.map(\.iso).sorted())
    #expect(days[0].iso == "0987-06-05")
  }
}
