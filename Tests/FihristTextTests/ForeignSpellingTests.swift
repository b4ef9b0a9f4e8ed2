import Testing

@testable import FihristText

@Suite struct ForeignSpellingTests {
  @Test(arguments: [
    ("غوغل", ["جوجل", "قوقل"]), ("جوجل", ["غوغل", "قوقل"]), ("ترمب", ["ترامب"]),
    // What stands before the name and behind it stays.
    ("لترامب", ["لترمب"]), ("وبالكونغرس", ["وبالكونجرس"]), ("ميليشياتهم", ["مليشياتهم"]),
    ("للفيدراليه", ["للفدراليه"]), ("بلومبرغ", ["بلومبرج", "بلومبيرغ", "بلومبيرج"]),
    // A longer name goes before a shorter one that it starts with.
    ("كردينالا", ["كاردينالا"]), ("كرديه", ["كورديه"]), ("سنغافوره", ["سنجافوره", "سنقافوره"]),
    // Only the whole word.
    ("شيلي", ["تشيلي"]), ("شيليه", []), ("ابقراطي", []), ("بيوروقراطيه", []), ("بوجباره", []),
    ("غو", []), ("غ", []), ("", []), ("ال", []), ("للل", []), ("الوزير", []), ("غرب", []),
    ("google", []), ("ي", []),
  ])
  func `names have other spellings`(_ word: String, _ expected: [String]) {
    #expect(ForeignSpellings.alternatives(to: word) == expected)
  }

  @Test func `every spelling leads to the others of its name, and stands in one name alone`() {
    var names: Set<String> = []
    for row in ForeignSpellings.rows {
      #expect(row.count >= 2, "\(row)")
      for name in row {
        #expect(names.insert(name).inserted, "\(name)")
        #expect(Analyzer.arabic.foldedLetters(of: name) == name)
        #expect(ForeignSpellings.alternatives(to: name) == row.filter { $0 != name })
      }
    }
  }

  @Test(arguments: [
    ("فيسبوك", ["فايسبوك", "فيسبك", "فيس بوك"]), ("فيس بوك", ["فيسبوك", "فايسبوك", "فيسبك"]),
    ("فايسبوك", ["فيسبوك", "فيسبك", "فيس بوك"]), ("بالفيسبوك", ["بالفايسبوك", "بالفيسبك"]),
    ("الميليشيات", ["مليشيات"]), ("هونغ كونغ", ["هونغ كونج", "هونج كونغ", "هونج كونج"]),
    ("الرئيس ترامب", ["الرئيس ترمب"]),
  ])
  func `words of queries have them`(_ text: String, _ expected: [String]) {
    let words = Analyzer.arabic.queryWords(in: text)
    let alternatives = Analyzer.arabic.alternatives(to: words[...], in: Array(text.utf8))
    #expect(alternatives == expected)
    let light = Analyzer.light10
    #expect(light.alternatives(to: light.queryWords(in: text)[...], in: Array(text.utf8)) == [])
  }
}
