import Fihrist
import FihristTestSupport
import Foundation
import Testing

@Suite struct ScoreTests {
  /// BM25 as the papers write it, for one term.
  private static func score(tf: Double, length: Double, average: Double, df: Double, n: Double)
    -> Double
  {
    let idf = log(1 + (n - df + 0.5) / (df + 0.5))
    return idf * (1 - 1 / (1 + tf / (1.2 * (0.25 + 0.75 * length / average))))
  }

  @Test func `scores are BM25 over the lengths of the documents`() async throws {
    let directory = try TemporaryDirectory()
    let field = Field.text("text", analyzer: "whitespace")
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [field]))
    let texts = ["a", "a b c d", "a a b c d e f g", "z"]
    for (number, text) in texts.enumerated() {
      try await writer.add(SourceDocument(key: "\(number)", values: ["text": text]))
    }
    try await writer.commit()
    try await writer.close()
    let hits = try Index(path: directory.path).search("a").hits
    let scores = Dictionary(uniqueKeysWithValues: hits.map { ($0.key, Double($0.score ?? -1)) })
    let average = 14.0 / 4
    for (key, tf, length) in [("0", 1.0, 1.0), ("1", 1, 4), ("2", 2, 8)] {
      let expected = Self.score(tf: tf, length: length, average: average, df: 3, n: 4)
      #expect(abs(try #require(scores[key]) - expected) < 1e-6, "document \(key)")
    }
    #expect(scores.count == 3)
  }
}
