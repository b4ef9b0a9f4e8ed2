import FihristCalendar
import Testing

@Suite struct ArabicNameTests {
  @Test func `every name that is written is read as its month`() {
    for month in 1...12 {
      for naming in MonthNaming.allCases {
        let day = GregorianDay(year: 2015, month: month, day: 9)
        #expect(day.flatMap { WrittenDate($0.arabic(naming))?.gregorian } == day)
      }
      let day = HijriDay(year: 1436, month: month, day: 9)
      #expect(day.flatMap { WrittenDate($0.arabic)?.hijri } == day)
    }
  }

  @Test func `days in words`() throws {
    let day = try #require(GregorianDay(year: 2024, month: 5, day: 18))
    #expect(day.weekday.arabicName + " " + day.arabic() == "السبت 18 مايو 2024")
    #expect(day.arabic(.levantine) == "18 أيار 2024" && day.arabic(.maghrebi) == "18 ماي 2024")
    #expect(HijriDay(day)?.arabic == "10 ذو القعدة 1445 هـ")
    #expect(Set(Weekday.allCases.map(\.arabicName)).count == 7)
  }
}
