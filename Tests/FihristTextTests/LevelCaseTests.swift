import FihristText
import Testing

/// What must match, and what must not: by the level that decides.
@Suite struct LevelCaseTests {
  @Test func `pairs of words meet at the level of the table`() throws {
    let rows = try LevelVector.rows(of: "level-cases")
    #expect(rows.count > 200)
    for row in rows {
      let one = try #require(Analyzer.arabic.explanation(of: row[0]).first)
      let other = try #require(Analyzer.arabic.explanation(of: row[1]).first)
      let kind = one.meeting(with: other)?.kind.rawValue ?? "apart"
      #expect(kind == row[2], "\(row[0]) \(row[1])")
      #expect(other.meeting(with: one)?.term == one.meeting(with: other)?.term)
    }
  }
}
