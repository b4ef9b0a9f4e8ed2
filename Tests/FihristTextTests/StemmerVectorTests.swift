import FihristText
import Foundation
import Testing

@Suite struct StemmerVectorTests {
  @Test func `the file holds 339 words`() throws {
    #expect(try StemmerVector.all().count == 339)
  }

  @Test func `exact folds every word of the vectors`() throws {
    for vector in try StemmerVector.all() {
      #expect(Analyzer.exact.tokens(in: vector.input).map(\.term) == [vector.folded])
    }
  }

  @Test func `light10 stems every word of the vectors as the paper does`() throws {
    for vector in try StemmerVector.all() {
      #expect(Analyzer.light10.tokens(in: vector.input).map(\.term) == [vector.light10])
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
