import FihristTestSupport
import Testing

@testable import FihristCommand

@Suite struct MarkedTextTests {
  private func pieces(_ text: MarkedText) -> [String] {
    text.pieces.map { $0.isMarked ? "[\($0.text)]" : $0.text }
  }

  @Test func `marks are byte offsets`() {
    // Two bytes a letter.
    #expect(pieces(MarkedText("في عمان", marks: [5..<13])) == ["في ", "[عمان]"])
    #expect(pieces(MarkedText("ab", marks: [])) == ["ab"])
    #expect(pieces(MarkedText("", marks: [])) == [])
  }

  @Test func `marks that cut a character, lie outside or overlap are left out`() {
    #expect(pieces(MarkedText("في", marks: [1..<2])) == ["في"])
    #expect(pieces(MarkedText("في", marks: [0..<5])) == ["في"])
    #expect(pieces(MarkedText("abcd", marks: [0..<2, 1..<3])) == ["[ab]", "cd"])
  }

  @Test func `a mark may end between a letter and its vowel mark`() {
    #expect(pieces(MarkedText("بَ", marks: [0..<2])).joined() == "[ب]َ")
  }

  @Test func `lines break between words and keep the marks`() {
    let text = MarkedText("one two\n three   four", marks: [4..<7, 9..<14])
    #expect(
      text.lines(columnCount: 9).map { pieces($0).joined() } == ["one [two]", "[three]", "four"])
    #expect(text.lines(columnCount: 1).count == 4)
    #expect(text.lines(columnCount: .max).map { pieces($0).joined() } == ["one [two three] four"])
  }

  @Test func `wrapping loses and invents no letter`() {
    var generator = SeededGenerator(seed: 3)
    let letters = ["a", "ب", "َ", " ", "\n", "漢", "\u{1B}", "ة"]
    for round in 0..<300 {
      let text = (0..<40).map { _ in letters.randomElement(using: &generator) ?? "" }.joined()
      let width = Int.random(in: 1..<20, using: &generator)
      let lines = MarkedText(text).lines(columnCount: width)
      let kept = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{1B}" }
      let shown = lines.flatMap(\.text.unicodeScalars).filter { $0 != " " }
      #expect(Array(kept) == shown, "seed 3, round \(round)")
      for line in lines {
        #expect(
          line.text.columnCount <= width || !line.text.contains(" "), "seed 3, round \(round)")
      }
    }
  }
}
