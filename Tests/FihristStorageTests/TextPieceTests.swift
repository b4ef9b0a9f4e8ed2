import FihristTestSupport
import Testing

@testable import FihristStorage

/// Pieces of texts, beside the searches of the standard library.
@Suite struct TextPieceTests {
  @Test func `pieces are found and exchanged as the standard library does`() {
    var random = SeededGenerator(seed: 20)
    let letters = ["a", "ا", "\"", " ", "#", "ab", "بـ"]
    var found = 0
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? ""
      }.joined()
      let piece = (0..<Int.random(in: 1...2, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? ""
      }.joined()
      #expect(text.range(ofPiece: piece) == text.firstRange(of: piece))
      #expect(text.has(piece: piece) == text.contains(piece))
      #expect(text.exchanging(piece, for: "ز") == text.replacing(piece, with: "ز"))
      #expect(
        text.dropFirst().exchanging(piece, for: "") == text.dropFirst().replacing(piece, with: ""))
      if text.has(piece: piece) { found += 1 }
    }
    #expect(found > 300)
  }

  @Test func `signs with marks behind them are found too`() {
    #expect("a\"\u{301}b".exchanging("\"", for: " ") == "a \u{301}b")
    #expect("".exchanging("x", for: "y").isEmpty && !"".has(piece: "x"))
    #expect("xyz".has(piece: ""))
  }
}
