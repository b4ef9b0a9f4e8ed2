import Foundation
import Testing

@testable import FihristText

@Suite struct StopListEqualityTests {
  @Test func `the program has the words of the files, no more and no fewer`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    for (file, words) in [
      ("lucene", StopWordLists.lucene), ("query-additions", StopWordLists.queryAdditions),
      ("not-prefixed", StopWordLists.notPrefixed),
    ] {
      let url = root.appending(path: "Data/stopwords/\(file).txt")
      let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      #expect(lines.map(String.init).sorted() == words.sorted())
      #expect(Set(words).count == words.count)
    }
  }

  @Test func `a set knows its words and no others`() {
    let words = StopWordLists.lucene + ["x", "yy"]
    let set = StopWordSet(words)
    for word in words { #expect(set.contains(word)) }
    for word in ["", "z", "xx", "منن", "y"] { #expect(!set.contains(word)) }
    #expect(!StopWordSet([]).contains("a"))
  }
}
