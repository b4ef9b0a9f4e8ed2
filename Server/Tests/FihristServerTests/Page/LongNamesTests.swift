import Fihrist
import Foundation
import Testing

@testable import FihristServer

/// Names that are longer than there is room for.
@Suite struct LongNamesTests {
  @Test(arguments: [
    ("", 0), ("okaz", 4), (String(repeating: "ا", count: 80), 80),
    (String(repeating: "ا", count: 81), 81), (String(repeating: "كلمة ", count: 30), 80),
    ("قصير " + String(repeating: "ا", count: 300), 81),
    (String(repeating: "بٌَ", count: 200), 81),
  ]) func `a name is cut behind a word`(value: String, count: Int) {
    let name = ShortName(value)
    #expect(name.text.count == count, "\(name.text)")
    #expect((name.whole == nil) == (value == name.text))
    #expect(name.whole == nil || name.text.hasSuffix("…") && value.hasPrefix(name.text.dropLast()))
  }

  @Test func `boxes and chips are of the whole value, and show its beginning`() async throws {
    let long = (0..<60).map { "كلمة\($0)" }.joined(separator: " ")
    let served = try await ServedIndex([
      SmallArchive.article("a", "خبر", "نص", source: long, tags: ["وسم"], date: nil)
    ])
    let short = ShortName(long).text
    for parameters in [[("q", "خبر")], [("source", long)]] {
      let page = try await served.get("/search", parameters).text
      #expect(page.contains("name=\"source\" value=\"\(long)\""))
      #expect(page.contains("<bdi dir=\"rtl\" title=\"\(long)\">\(short)</bdi>"))
      #expect(!page.contains(">\(long)</bdi> <span class=\"number\">"))
    }
    let page = try await served.get("/search", [("source", long)]).text
    #expect(page.contains("<bdi title=\"\(long)\">\(short)</bdi><span class=\"cross\""))
  }
}
