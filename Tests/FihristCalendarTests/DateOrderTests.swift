import FihristCalendar
import Testing

/// Which number of 05/06/2024 is the day.
@Suite struct DateOrderTests {
  private func day(_ text: String, _ order: DateSettings.Order) -> String? {
    WrittenDate(text, settings: DateSettings(order: order))?.gregorian?.iso
  }

  @Test func `the setting decides, and the date says so`() throws {
    #expect(day("05/06/2024", .dayFirst) == "2024-06-05")
    #expect(day("05/06/2024", .monthFirst) == "2024-05-06")
    #expect(try #require(WrittenDate("05/06/2024")).isOrderAssumed)
    let fifth = try #require(GregorianDay(year: 2024, month: 6, day: 5))
    let sixth = try #require(GregorianDay(year: 2024, month: 5, day: 6))
    #expect(throws: DateProblem.ambiguous(sixth, fifth)) {
      try WrittenDate(reading: "05/06/2024", settings: DateSettings(order: .undecided))
    }
  }

  @Test(arguments: DateSettings.Order.allCases)
  func `what can only be one day needs no setting`(_ order: DateSettings.Order) {
    for (text, iso) in [
      ("18/05/2024", "2024-05-18"), ("05/18/2024", "2024-05-18"), ("05/05/2024", "2024-05-05"),
      ("2024/05/06", "2024-05-06"), ("5 يونيو 2024", "2024-06-05"),
      // The weekday tells, and so does the Hijri day.
      ("الأربعاء 05/06/2024", "2024-06-05"), ("Monday 05/06/2024", "2024-05-06"),
      ("05/06/2024 الموافق 28/11/1445", "2024-06-05"),
      ("05/06/2024 الموافق 28 شوال 1445", "2024-05-06"),
      ("الأربعاء 28/11/1445 - 05/06/2024م", "2024-06-05"),
    ] {
      let date = WrittenDate(text, settings: DateSettings(order: order))
      #expect(date?.gregorian?.iso == iso && date?.isOrderAssumed == false, "\(text)")
    }
  }

  @Test func `every date in numbers of a year, in either order`() {
    for first in 0...32 {
      for second in 0...32 {
        let dayFirst = GregorianDay(year: 2023, month: second, day: first)
        let monthFirst = GregorianDay(year: 2023, month: first, day: second)
        let text = "\(first)/\(second)/2023"
        #expect(day(text, .dayFirst) == (dayFirst ?? monthFirst)?.iso, "\(text)")
        #expect(day(text, .monthFirst) == (monthFirst ?? dayFirst)?.iso, "\(text)")
        let isAmbiguous = dayFirst != nil && monthFirst != nil && first != second
        #expect((day(text, .undecided) == nil) == (isAmbiguous || dayFirst ?? monthFirst == nil))
        #expect((WrittenDate(text)?.isOrderAssumed ?? false) == isAmbiguous)
      }
    }
  }
}
