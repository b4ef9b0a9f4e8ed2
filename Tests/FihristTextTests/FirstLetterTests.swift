import Testing

@testable import FihristText

@Suite struct FirstLetterTests {
  private let letters: [Character] = ["ع", "ب", "د", "و"]

  /// All words of up to `count` of the letters, and none.
  private func words(upTo count: Int) -> [String] {
    var words = [""]
    var longest = [""]
    for _ in 0..<count {
      longest = longest.flatMap { word in letters.map { word + String($0) } }
      words += longest
    }
    return words
  }

  @Test func `no word of the list is missed, alone or behind a clitic`() {
    let list = ["عبد", "دب", "ب", "ودعب", "عودبد"]
    let first = FirstLetters(list)
    var refused = 0
    for word in words(upTo: 6) {
      let rest = "بو".contains(word.prefix(1)) ? String(word.dropFirst()) : word
      if list.contains(word) || list.contains(rest) {
        #expect(first.mayBegin(word), "\(word)")
      }
      let starts = list.map { $0.prefix(3) }
      let mayBegin = starts.contains(word.prefix(3)) || starts.contains(rest.prefix(3))
      #expect(first.mayBegin(word) == mayBegin, "\(word)")
      if !mayBegin { refused += 1 }
    }
    #expect(refused > 4_000)
  }

  @Test(arguments: ["", "a", "abc", "٢٠٢٤", "é", "京都"]) func `other words are refused`(
    _ word: String
  ) {
    #expect(!FirstLetters(["عبد", "دب"]).mayBegin(word))
  }
}
