import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

/// What travels between shards about copies, and what is refused of it.
@Suite struct CopyCodingTests {
  @Test func `base64 is that of Foundation, without padding`() {
    var random = SeededGenerator(seed: 64)
    for count in 0..<70 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let expected = Data(bytes).base64EncodedString().replacing("=", with: "")
      #expect(Base64.text(of: bytes) == expected)
      #expect(Base64.bytes(of: expected) == bytes)
    }
    // A lone digit, bits that are left over, padding, and what is not a digit.
    for text in ["A", "AAAAA", "AB", "AAB", "AA==", "A A", "AAA\n", "AAAé", "-_-_"] {
      #expect(Base64.bytes(of: text) == nil, "\(text)")
    }
  }

  @Test func `shingles are read as they were written`() {
    var random = SeededGenerator(seed: 65)
    for count in [0, 1, 2, 5, 300] {
      let set = ShingleSet((0..<count).map { _ in UInt64.random(in: 0 ... .max, using: &random) })
      #expect(ShingleSet(bytes: set.bytes) == set)
    }
    #expect(ShingleSet(bytes: [1, 0, 0, 0, 0, 0, 0, 0])?.hashes == [1])
    let (one, two) = ([UInt8](repeating: 1, count: 8), [UInt8](repeating: 2, count: 8))
    #expect(ShingleSet(bytes: one + two) != nil)
    for bytes in [two + one, one + one, Array(one.dropLast()), one + [0]] {
      #expect(ShingleSet(bytes: bytes) == nil)
    }
  }

  @Test(arguments: [
    #"{"texts":[{}]}"#, #"{"texts":[{"key":"a","signature":"AA"}]}"#,
    #"{"texts":[{"key":"a","signature":"!"}]}"#, #"{"texts":[{"key":"a","shingles":"AAAA"}]}"#,
    #"{"texts":[{"key":"a","hashes":"AAAA"}]}"#, #"{"lines":[{"key":"a"}]}"#,
    #"{"lines":[{"key":"a","fields":[],"time":1e30}]}"#, #"{"hits":[{"key":"a"}]}"#,
    #"{"results":{}}"#, #"{"similar":{}}"#, #"{"stopReason":"never"}"#, #"{"other":1}"#, "[]",
  ])
  func `answers of another shape are refused`(_ text: String) {
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(CopyAnswer.self, from: Data(text.utf8))
    }
  }

  @Test(arguments: [
    #"{"texts":"a"}"#, #"{"other":1}"#, #"{"copiesOf":{"key":1}}"#, #"{"mostShingles":"x"}"#,
    #"{"search":{"query":"x","other":1}}"#, #"{"similar":{}}"#, #"{"timeLimit":1e300}"#,
  ])
  func `questions of another shape are refused`(_ text: String) {
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(CopyQuestion.self, from: Data(text.utf8))
    }
  }

  @Test func `answers that do not fit the question do no harm`() async throws {
    let archive = try await CopiedArchive(
      seed: 405, stories: 8, most: 10, shards: 2, hasSignatures: true)
    var random = SeededGenerator(seed: 405)
    var request = SearchRequest("خبر", limit: 5)
    request.collapsesCopies = true
    var seen: [CopyAnswer] = [CopyAnswer()]
    for round in 0..<100 {
      var (folding, copies) = (FoldedSearch(request), CopiesOfDocument(of: "k1"))
      for _ in 0..<20 {
        for question in [folding.question, copies.question].compactMap(\.self) where round < 20 {
          seen += try archive.shards.map { try $0.answer(to: question) }
        }
        let answers = (0..<Int.random(in: 0...3, using: &random)).map { _ in
          seen[Int.random(in: 0..<seen.count, using: &random)]
        }
        folding.take(answers)
        copies.take(answers)
      }
      if folding.question == nil { #expect(folding.results != nil) }
    }
    // Questions that nobody would ask, too.
    var question = CopyQuestion()
    question.copiesOf = CopyText(key: "k1", shingles: ShingleSet([1, 2]))
    question.overlap = -.infinity
    question.candidates = ["k1", "k2", "none"]
    question.mostShingles = -5
    _ = try archive.whole.answer(to: question)
    question = CopyQuestion()
    question.texts = ["k1", "k1", "none", ""]
    question.mostShingles = .min
    #expect(try archive.whole.answer(to: question).texts.count <= 2)
    question.search = request
    question.search?.limit = .min
    question.hits = ["k1", "none"]
    #expect(try archive.whole.answer(to: question).hits.count <= 1)
  }
}
