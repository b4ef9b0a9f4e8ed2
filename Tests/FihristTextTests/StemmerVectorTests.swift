import FihristText
import Foundation
import Testing

/// The vectors of the light stemmers, as `Vectors/light10-vectors.tsv` has them.
struct StemmerVector: Sendable {
  var input: String
  var folded: String
  var light10: String
  var lucene: String

  static func all() throws -> [StemmerVector] {
    let url = try #require(
      Bundle.module.url(forResource: "Vectors/light10-vectors", withExtension: "tsv"))
    let text = try String(contentsOf: url, encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return StemmerVector(
        input: columns[0], folded: columns[1], light10: columns[2], lucene: columns[3])
    }
  }
}

@Suite struct StemmerVectorTests {
  @Test func `the file holds 339 words`() throws {
    #expect(try StemmerVector.all().count == 339)
  }

  @Test func `exact folds every word of the vectors`() throws {
    for vector in try StemmerVector.all() {
      #expect(Analyzer.exact.tokens(in: vector.input).map(\.term) == [vector.folded])
    }
  }

  @Test(arguments: [Analyzer.light10, .arabic])
  func `light10 stems every word of the vectors as the paper does`(_ analyzer: Analyzer) throws {
    for vector in try StemmerVector.all() {
      #expect(analyzer.tokens(in: vector.input).map(\.term) == [vector.light10])
    }
  }

  @Test func `lucene stems every word of the vectors that it does not leave out`() throws {
    for vector in try StemmerVector.all() {
      let analysis = Analyzer.lucene.analysis(of: vector.input)
      #expect(analysis.count == 1)
      guard let word = analysis.first, !word.isStopWord else { continue }
      #expect(word.term == vector.lucene)
    }
  }
}
