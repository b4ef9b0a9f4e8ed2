import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// Where the bars of the timeline lead.
@Suite struct TimelineRangeTests {
  private struct Bar {
    var count: Int
    var address: String
  }

  private func bars(_ page: String) -> [Bar] {
    let chart = page.components(separatedBy: "<svg").dropFirst().first?
      .components(separatedBy: "</svg>").first
    return (chart ?? "").components(separatedBy: "<a href=\"").dropFirst().compactMap { part in
      let label = part.components(separatedBy: "aria-label=\"").last?.prefix { $0 != "\"" }
      guard let count = label?.split(separator: " ").last.flatMap({ Int($0) }) else { return nil }
      let address = part.prefix { $0 != "\"" }.replacing("&amp;", with: "&")
      return Bar(count: count, address: String(address))
    }
  }

  @Test(arguments: [
    ("2012-03-05", "2019-08-14", "gregorian"), ("2012-03", "2019", "gregorian"),
    ("2015-02-04", "2015-11-16", "gregorian"), ("1434-02-10", "1439-06-20", "hijri"),
    ("2012-03-05", "2019-08-14", "hijri"), ("1434-02-10", "1439-06-20", "gregorian"),
    ("1434", "2019-05", "gregorian"),
  ]) func `a bar leads to what it counts`(from: String, to: String, calendar: String)
    async throws
  {
    let served = try await ServedIndex(SmallArchive.many(300))
    let page = try await served.get(
      "/search", [("from", from), ("to", to), ("calendar", calendar), ("lang", "en")]
    ).text
    let bars = bars(page)
    #expect(bars.count > 2, "\(page)")
    var sum = 0
    for bar in bars {
      sum += bar.count
      let found = try await served.send(.get, bar.address).text
      #expect(
        found.contains("<span>\(bar.count) result"), "\(bar.address) should find \(bar.count)")
    }
    #expect(page.contains("<span>\(sum) result"))
  }

  private func dated(_ dates: [String]) async throws -> ServedIndex {
    try await ServedIndex(
      dates.enumerated().map { number, date in
        SmallArchive.article(
          "d\(number)", "خبر", "نص", source: "s\(number % 2)", tags: [], date: date)
      })
  }

  @Test(arguments: ["gregorian", "hijri"])
  func `hits of two months or less are shown by days`(calendar: String) async throws {
    let served = try await dated(["2024-05-12", "2024-05-12", "2024-05-18", "2024-06-05"])
    let search = [("q", "خبر"), ("calendar", calendar), ("lang", "en")]
    let days = bars(try await served.get("/search", search).text)
    #expect(days.map(\.count) == [2, 1, 1])
    for day in days {
      let found = try await served.send(.get, day.address).text
      #expect(found.contains("<span>\(day.count) result"), "\(day.address)")
    }
    // Values that were chosen narrow the days as they narrow the hits.
    let chosen = try await served.get("/search", search + [("source", "s0")]).text
    #expect(bars(chosen).map(\.count) == [1, 1])
    // Spread over more months, they are shown by months.
    let long = try await dated(["2024-05-12", "2024-05-18", "2024-08-05"])
    #expect(bars(try await long.get("/search", search).text).map(\.count) == [2, 1])
  }

  @Test func `hits of one day have one bar, with its count below`() async throws {
    let served = try await dated(["2024-05-18", "2024-05-18", "2024-05-18"])
    let page = try await served.get("/search", [("q", "خبر"), ("lang", "en")]).text
    #expect(bars(page).map(\.count) == [3])
    #expect(page.contains("<p class=\"ends\"><span>18 May 2024: 3</span></p>"))
    let address = try #require(bars(page).first?.address)
    #expect(address.contains("from=2024-05-18&to=2024-05-18"))
    #expect(try await served.send(.get, address).text.contains("<span>3 results</span>"))
  }
}
