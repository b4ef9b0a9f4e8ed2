import Testing

@testable import FihristText

@Suite struct JoinedNameTests {
  @Test(arguments: [
    ("عبدالله", "عبد الله"), ("وعبدالعزيز", "وعبد العزيز"), ("ابوظبي", "ابو ظبي"),
    ("بابوظبي", "بابو ظبي"), ("نصرالله", "نصر الله"), ("صلاحالدين", "صلاح الدين"),
    ("عبدربه", "عبد ربه"), ("عبدال", nil), ("عبداله", nil), ("ابوابها", nil), ("والدين", nil),
    ("عبد", nil), ("", nil), ("ال", nil),
  ])
  func `a name that is written as one word is two`(_ word: String, _ split: String?) {
    #expect(JoinedNames.split(word) == split)
    guard let split = JoinedNames.split(word) else { return }
    let words = split.split(separator: " ").map(String.init)
    #expect(words.joined() == word)
    #expect(JoinedNames.isPair(words[0], words[1]) && JoinedNames.startsPair(words[0]))
  }

  @Test(arguments: [
    ("عبد", "الله", true), ("وعبد", "الرحمن", true), ("عبد", "ربه", true), ("عبد", "ال", false),
    ("عبد", "مامور", false), ("العبد", "الله", false), ("ابو", "الله", false),
    ("نصر", "الدين", false), ("", "", false),
  ])
  func `names are those of the list and of عبد`(
    _ first: String, _ second: String, _ isPair: Bool
  ) {
    #expect(JoinedNames.isPair(first, second) == isPair)
  }
}
