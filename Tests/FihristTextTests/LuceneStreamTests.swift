import FihristText
import Foundation
import Testing

@Suite struct LuceneStreamTests {
  @Test func `lucene gives the terms and positions that Lucene gives`() throws {
    let url = try #require(
      Bundle.module.url(forResource: "Vectors/lucene-streams", withExtension: "tsv"))
    let lines = try String(contentsOf: url, encoding: .utf8)
      .components(separatedBy: "\n").filter { !$0.hasPrefix("#") && !$0.isEmpty }
    #expect(lines.count == 176)
    for line in lines {
      let columns = line.components(separatedBy: "\t")
      let tokens = Analyzer.lucene.tokens(in: columns[0])
      #expect(tokens.map { "\($0.position):\($0.term)" }.joined(separator: " ") == columns[1])
    }
  }

  @Test func `words of more than 255 units are cut as Lucene cuts them`() {
    let text = String(repeating: "a", count: 600)
    #expect(Analyzer.lucene.tokens(in: text).map(\.term.count) == [255, 255, 90])
    let pairs = String(repeating: "𐐀", count: 200)
    #expect(Analyzer.lucene.tokens(in: pairs).map(\.term.unicodeScalars.count) == [127, 73])
  }

  @Test func `a lone tatweel keeps its position but has no term`() {
    let tokens = Analyzer.lucene.tokens(in: "a ـ b")
    #expect(tokens.map(\.position) == [0, 2])
  }
}
