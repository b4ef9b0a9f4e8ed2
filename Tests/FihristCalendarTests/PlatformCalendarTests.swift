import FihristCalendar
import Foundation
import Testing

/// The platform's calendar is ICU's, which knows the rule of the table since 1420.
@Suite struct PlatformCalendarTests {
  @Test func `months of 1420 to 1450 are those of the platform`() {
    var calendar = Calendar(identifier: .islamicUmmAlQura)
    calendar.timeZone = .gmt
    for year in 1_420...1_450 {
      for month in 1...12 {
        let seconds = TimeInterval(HijriCalendar.firstDay(year: year, month: month) * 86_400)
        let date = calendar.dateComponents(
          [.year, .month, .day], from: Date(timeIntervalSince1970: seconds))
        #expect(date.year == year && date.month == month && date.day == 1, "\(year)-\(month)")
      }
    }
  }
}
