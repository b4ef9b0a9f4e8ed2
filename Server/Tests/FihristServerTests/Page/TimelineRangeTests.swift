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
}
