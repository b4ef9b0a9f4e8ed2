import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

@Suite struct CalendarSwitchTests {
  private static func converted(_ text: String, _ calendar: DateCalendarName, end: Bool) -> String {
    CalendarSwitch.converted(text, to: calendar, isEnd: end)
  }

  @Test(arguments: [
    ("2015", "1436-03-10", "1437-03-20"), ("2015-07", "1436-09-14", "1436-10-15"),
    ("2024-05-18", "1445-11-10", "1445-11-10"),
  ]) func `known ranges`(text: String, first: String, last: String) {
    #expect(Self.converted(text, .hijri, end: false) == first)
    #expect(Self.converted(text, .hijri, end: true) == last)
  }

  /// Of random days, months and years of both calendars, from 1850 to 2100.
  @Test func `a range has the same days in either calendar, and comes back`() throws {
    var state: UInt64 = 7
    func random(_ range: ClosedRange<Int>) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + Int(state >> 33) % range.count
    }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    for _ in 0..<2_000 {
      let isHijri = random(0...1) == 1
      let year = isHijri ? random(1267...1524) : random(1850...2100)
      let parts = [String(year), two(random(1...12)), two(random(1...28))].prefix(random(1...3))
      let text = parts.joined(separator: "-")
      let date = try #require(ArticleDate(text), "\(text)")
      let other: DateCalendarName = isHijri ? .gregorian : .hijri
      for end in [false, true] {
        let there = Self.converted(text, other, end: end)
        let found = try #require(ArticleDate(there), "\(text) \(there)")
        let isDay = parts.count == 3
        #expect(isDay ? found.seconds == date.seconds : found.seconds.count == 86_400, "\(text)")
        #expect(
          end
            ? found.seconds.upperBound == date.seconds.upperBound
            : found.seconds.lowerBound == date.seconds.lowerBound, "\(text) \(there)")
        let back = Self.converted(there, isHijri ? .hijri : .gregorian, end: end)
        #expect(ArticleDate(back)?.seconds == found.seconds, "\(text) \(there) \(back)")
      }
      #expect(Self.converted(text, isHijri ? .hijri : .gregorian, end: false) == text)
    }
  }

  @Test func `a word that is not a date stays, and so does a day that is in neither calendar`() {
    #expect(Self.converted("gestern", .hijri, end: false) == "gestern")
    #expect(!Self.converted("0600-01-01", .hijri, end: false).hasPrefix("-"))
  }

  @Test func `the page has both, and a search in either finds the same`() async throws {
    let served = try await ServedIndex(SmallArchive.many(300))
    let page = try await served.send(.get, "/search?from=2015&to=2017-06&lang=en").text
    #expect(page.contains("calendar=hijri&amp;from=1436-03-10&amp;to=1438-10-06"))
    let hijri = try await served.send(
      .get, "/search?calendar=hijri&from=1436-03-10&to=1438-10-06&lang=en"
    ).text
    #expect(hijri.contains("Rabi I 1436") && hijri.contains("from=2015-01-01&amp;to=2017-06-30"))
    func count(_ text: String) -> Substring? {
      text.range(of: "role=\"status\"><span>").map { text[$0.upperBound...].prefix { $0 != "<" } }
    }
    #expect(count(page) == count(hijri) && count(page) != nil)
  }
}
