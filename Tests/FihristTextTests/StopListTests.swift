import FihristTestSupport
import FihristText
import Foundation
import Testing

@Suite struct StopListTests {
  private func words(_ file: String) throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let url = root.appending(path: "Data/stopwords/\(file).txt")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test func `the files are sorted and have the counts that their page gives`() throws {
    for (file, count) in [("lucene", 119), ("query-additions", 14), ("not-prefixed", 3)] {
      let words = try words(file)
      #expect(words.count == count)
      #expect(
        words == words.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
    }
  }

  @Test func `lucene leaves out the words of its file`() throws {
    for word in try words("lucene") {
      #expect(Analyzer.lucene.tokens(in: word).isEmpty, "\(word)")
    }
  }

  @Test func `arabic leaves the words of both files out of queries, also after و and ف`() throws {
    let kept = try words("not-prefixed")
    for word in try words("lucene") + words("query-additions") {
      #expect(Analyzer.arabic.queryWords(in: word).map(\.isStopWord) == [true], "\(word)")
      guard word.unicodeScalars.count > 1 else { continue }
      for prefix in ["و", "ف"] where !kept.contains(prefix + word) {
        #expect(
          Analyzer.arabic.queryWords(in: prefix + word).map(\.isStopWord) == [true], "\(word)")
      }
    }
    for word in kept {
      #expect(Analyzer.arabic.queryWords(in: word).map(\.isStopWord) == [false], "\(word)")
    }
  }
}
