import Fihrist
import Foundation
import Testing

@testable import FihristServer

@Suite struct TrendsPageTests {
  private func page(
    _ served: ServedIndex, _ parameters: [(String, String)]
  ) async throws -> String {
    try await served.get("/trends", parameters + [("lang", "ar")]).text
  }

  /// The cells of the rows of the table.
  private func rows(_ page: String) -> [[String]] {
    let body = page.components(separatedBy: "<tbody>").last?.components(separatedBy: "</tbody>")
      .first
    return (body ?? "").components(separatedBy: "<tr>").dropFirst().map { row in
      row.components(separatedBy: ">").compactMap { part in
        part.split(separator: "<", omittingEmptySubsequences: false).first.map(String.init)
      }.filter { !$0.isEmpty }
    }
  }

  @Test func `the table has the numbers of the chart, in its order and with their units`()
    async throws
  {
    let served = try await ServedIndex(SmallArchive.many(300))
    let page = try await page(served, [("q", "الغاز"), ("q", "مصدر"), ("unit", "year")])
    var request = TrendRequest([.text("الغاز"), .text("مصدر")])
    request.unit = .year
    let found = try Index(path: served.path).trends(request)
    let rows = rows(page)
    #expect(rows.map { $0.first ?? "" } == found.periods)
    for (index, row) in rows.enumerated() {
      for (number, series) in found.series.enumerated() {
        let point = series.points[index]
        let share = Double(row[1 + 2 * number].replacing(",", with: "")) ?? -1
        #expect(abs(share - point.perMillion) <= 0.5, "\(row)")
        #expect(Int(row[2 + 2 * number].replacing(",", with: "")) == point.occurrences)
      }
    }
    #expect(page.contains(">في كل مليون كلمة</th>") && page.contains(">المواضع</th>"))
    #expect(page.contains("<span>المواضع في كل مليون كلمة</span>"))
  }

  @Test func `periods are days, weeks, months and years of both calendars`() async throws {
    let served = try await ServedIndex(SmallArchive.many(300))
    for unit in ["day", "week", "month", "year"] {
      for calendar in ["gregorian", "hijri"] {
        let page = try await page(
          served, [("q", "الغاز"), ("unit", unit), ("calendar", calendar)])
        #expect(page.contains("<option value=\"\(unit)\" selected>"))
        #expect(page.contains("<option value=\"\(calendar)\" selected>"))
        #expect(!rows(page).isEmpty, "\(unit) \(calendar)")
      }
    }
    let days = try await page(served, [("q", "الغاز"), ("unit", "day")])
    #expect(rows(days).count == 366 && days.contains("فترات أقدم ليست في الجدول"))
  }

  @Test func `periods without any text are gaps`() async throws {
    func article(_ key: String, _ body: String, _ date: String) -> SourceDocument {
      SmallArchive.article(key, "خبر", body, source: "s", tags: [], date: date)
    }
    let served = try await ServedIndex([
      article("b1", "الغاز في السوق", "2024-01-01"), article("b2", "سوق بلا كلام", "2024-01-02"),
      article("b3", "الغاز والنفط", "2024-01-03"), article("b4", "الغاز", "2024-01-06"),
    ])
    let page = try await page(served, [("q", "الغاز"), ("unit", "day")])
    let rows = rows(page)
    #expect(rows.count == 6)
    #expect(rows[1].dropFirst() == ["0", "0"])
    #expect(rows[3].dropFirst() == ["—", "—"] && rows[4].dropFirst() == ["—", "—"], "\(rows)")
    let lines = page.components(separatedBy: "<polyline").dropFirst().map { part in
      part.components(separatedBy: "points=\"").last?.prefix { $0 != "\"" }.split(separator: " ")
        ?? []
    }
    #expect(lines.map(\.count) == [3, 2] && lines.last?.first == lines.last?.last, "\(lines)")
    let api = try await served.get(
      "/v1/indexes/news/trends", [("q", "الغاز"), ("unit", "day")])
    let points = api["series.0.points"] as? [[String: Any]] ?? []
    #expect(points.map { $0["per_million"] is NSNull } == [false, false, false, true, true, false])
    #expect(points.map { $0["words"] as? Int == 0 } == [false, false, false, true, true, false])
    #expect(points.count == 6 && points[3]["occurrences"] as? Int == 0)
  }

  @Test func `where nothing is found, no table is shown`() async throws {
    let served = try await ServedIndex()
    let page = try await page(served, [("q", "زززز")])
    #expect(page.contains("<p>لا نتائج</p>") && !page.contains("<table"))
  }

  @Test func `a page compares three queries, and the form has them`() async throws {
    let served = try await ServedIndex()
    let page = try await page(served, [("q", ""), ("q", "نفط"), ("q", "قارب")])
    #expect(page.components(separatedBy: "name=\"q\"").count == 4)
    #expect(page.contains("value=\"نفط\"") && page.contains("value=\"قارب\""))
    let four = (0..<4).map { ("q", "كلمة\($0)") }
    #expect(try await served.get("/trends", four).status == 400)
  }

  @Test func `the axis ends at the least round number that holds all`() {
    for (most, top) in [
      (0.004, 0.01), (0.3, 0.5), (1, 1), (3, 5), (7, 10), (12, 20), (3_120, 5_000), (5_000, 5_000),
      (600_000, 1_000_000),
    ] {
      #expect(abs(TrendScale(most: most).top / top - 1) < 1e-9, "\(most)")
    }
  }

  @Test func `shares are written as far as they tell something`() {
    let configuration = FihristServer.ServerConfiguration(indexes: [])
    var arabic = configuration
    arabic.digits = .arabic
    for (share, text) in [
      (3_120.4, "3,120"), (12.34, "12.3"), (99.96, "100"), (2, "2"), (0.5, "0.5"),
      (0.0123, "0.012"),
      (0, "0"),
    ] {
      #expect(PageStyle(.english, configuration).number(share) == text)
    }
    #expect(PageStyle(.arabic, arabic).number(12.34) == "١٢٫٣")
  }
}
