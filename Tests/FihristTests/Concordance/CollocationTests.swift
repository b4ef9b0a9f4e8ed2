import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

/// Collocations against a scan of the stored texts.
@Suite struct CollocationTests {
  private static let seed: UInt64 = 1_706

  private struct Counts: Equatable {
    var near = 0
    var all = 0
  }

  @Test(arguments: PlainArticles.Shape.allCases)
  func `contingency numbers are those of a scan`(_ shape: PlainArticles.Shape) async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(shape, at: directory.path, seed: Self.seed)
    let archive = try ScannedArchive(index)
    for (text, parts) in ScannedQueries.all {
      for (left, right) in [(2, 2), (0, 3), (5, 0)] {
        var request = CollocationRequest(.text(text), limit: 1_000)
        (request.left, request.right, request.minimumCount) = (left, right, 1)
        request.includesStopWords = true
        let found = try index.collocations(request)
        var counts: [String: Counts] = [:]
        var (nearWords, allWords, occurrenceCount) = (0, 0, 0)
        for document in archive.documents {
          let occurrences = archive.occurrences(of: parts, in: document)
          occurrenceCount += occurrences.count
          for field in ["title", "body"] {
            let spans = occurrences.filter { $0.field == field }.map(\.words)
            for (number, token) in archive.tokens(document, field).enumerated()
            where !spans.contains(where: { $0.contains(number) }) {
              allWords += 1
              counts[token.term, default: Counts()].all += 1
              let isNear = spans.contains { span in
                number < span.lowerBound
                  ? span.lowerBound - number <= left : number - span.upperBound <= right
              }
              guard isNear else { continue }
              nearWords += 1
              counts[token.term]?.near += 1
            }
          }
        }
        #expect(found.occurrences == occurrenceCount)
        let expected = counts.filter { $0.value.near > 0 }
        #expect(Set(found.words.map(\.term)) == Set(expected.keys), "\(text)")
        for word in found.words {
          #expect(
            Counts(near: word.nearCount, all: word.wordCount) == expected[word.term],
            "\(text) \(word.term) \(left) \(right) seed \(Self.seed)")
          #expect(word.nearWords == nearWords && word.allWords == allWords)
        }
        let values = found.words.map(\.logLikelihood)
        #expect(values == values.sorted(by: >))
      }
    }
  }

  /// The example of Dunning 1993, table of `the swiss`: 110 of bigrams AB, 2442 of A without B, 111
  /// of B without A, 29114 of neither; -2 log λ is 270.72.
  @Test func `log-likelihood is that of the paper`() {
    let word = Collocation(
      word: "swiss", term: "swiss", nearCount: 110, wordCount: 221, nearWords: 2_552,
      allWords: 31_777, occurrences: 2_552)
    #expect(abs(word.logLikelihood - 270.72) < 0.01)
    #expect(abs(word.expected - 17.748) < 0.001)
  }

  @Test func `logDice is that of the paper`() {
    func word(_ near: Int, _ node: Int, _ all: Int) -> Double {
      Collocation(
        word: "", term: "", nearCount: near, wordCount: all, nearWords: 1_000,
        allWords: 1_000_000, occurrences: node
      ).logDice
    }
    #expect(word(50, 50, 50) == 14)
    #expect(word(25, 50, 50) == 13)
    // Independent of the size of the archive, and about the ratio alone.
    #expect(word(50, 100, 100) == word(5, 10, 10))
  }

  @Test func `rare words and stop words are left out`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("body")]))
    for number in 0..<6 {
      let body = "شركة النفط في البحر" + (number == 0 ? " الأحمر" : "")
      try await writer.add(SourceDocument(key: "\(number)", values: ["body": body]))
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    var request = CollocationRequest("نفط")
    #expect(Set(try index.collocations(request).words.map(\.word)) == ["شركة", "البحر"])
    request.includesStopWords = true
    request.minimumCount = 1
    #expect(
      Set(try index.collocations(request).words.map(\.word))
        == ["شركة", "البحر", "في", "الأحمر"])
    request.measure = .count
    request.limit = 1
    #expect(try index.collocations(request).words.count == 1)
  }
}
