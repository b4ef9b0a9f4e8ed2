import FihristTestSupport
import Testing

@testable import FihristText

@Suite struct LevelEqualityTests {
  private static let plain = PlainLevels()

  /// What affixes are made of, some of them with the letters that decide.
  private static let pieces =
    WordLists.all.flatMap { $0.words.split(whereSeparator: \.isWhitespace).map(String.init) }
    + "ا ب ت س ف ك ل م ن ه و ي ال وال لل ولل فلل بال وبال وكال ها هم هما نا كم ات ون ين يه ته"
    .split(separator: " ").map(String.init)

  private func check(_ word: String) -> Bool {
    let levels = levels(word)
    return levels[0] == Self.plain.form(word) && levels[1] == Self.plain.stem(word)
  }

  @Test func `the words of the lists with every affix have the form and stem of the plain rules`() {
    let prefixes = ["", "و", "ف", "ب", "ل", "ال", "وال", "بال", "لل", "ولل", "فلل", "وب"]
    let suffixes = ["", "ه", "ها", "هم", "ان", "ات", "ون", "ين", "يه", "ي", "ا", "نا", "تهم"]
    var differing: [String] = []
    for (list, words) in WordLists.all {
      // The forms of known stems are as many as all other words, and few affixes decide of them.
      let isKnown = list == .known
      for word in words.split(whereSeparator: \.isWhitespace) {
        for prefix in isKnown ? ["", "و", "ب", "ال", "وال", "لل"] : prefixes {
          for suffix in isKnown ? ["", "ها", "ين", "ي", "تهم"] : suffixes
          where !check(prefix + word + suffix) {
            differing.append(prefix + word + suffix)
          }
        }
      }
    }
    #expect(differing.isEmpty, "\(differing.prefix(20))")
  }

  @Test func `all words of five letters of affixes have the form and stem of the plain rules`() {
    let letters = ["ا", "ل", "و", "ب", "ه", "ي", "ن"]
    var words = [""]
    var differing: [String] = []
    for _ in 0..<5 {
      words = words.flatMap { word in letters.map { word + $0 } }
      differing += words.filter { !check($0) }
    }
    #expect(differing.isEmpty, "\(differing.prefix(20))")
  }

  @Test func `random words of pieces of the lists have the form and stem of the plain rules`() {
    for seed in UInt64(0)..<20_000 {
      var generator = SeededGenerator(seed: seed)
      let count = Int.random(in: 1...4, using: &generator)
      let word = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
        .joined()
      #expect(check(word), "seed \(seed): \(word)")
    }
  }

  @Test func `words of one form have one stem, and words of one stem one root`() {
    var stems: [String: String] = [:]
    var roots: [String: String] = [:]
    for word in Self.pieces + Self.pieces.map({ "ال" + $0 }) + Self.pieces.map({ "وال" + $0 }) {
      let levels = levels(word)
      #expect(stems.updateValue(levels[1], forKey: levels[0]) ?? levels[1] == levels[1], "\(word)")
      #expect(roots.updateValue(levels[2], forKey: levels[1]) ?? levels[2] == levels[2], "\(word)")
    }
  }

  @Test func `a word with a letter outside the basic block is not looked up`() {
    #expect(levels("المݐدرسه") == ["مݐدرسه", "مݐدرس", "مݐدرس"])
    #expect(levels("ࢠكتبون")[1] == "ࢠكتبون")
  }
}
