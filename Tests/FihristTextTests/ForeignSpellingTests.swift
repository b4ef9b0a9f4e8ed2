import Testing

@testable import FihristText

@Suite struct ForeignSpellingTests {
  private func alternatives(_ text: String, _ analyzer: Analyzer = .arabic) -> [String] {
    analyzer.alternatives(to: analyzer.queryWords(in: text)[...], in: Array(text.utf8))
  }

  @Test(arguments: [
    ("غوغل", ["جوجل", "قوقل"]), ("جوجل", ["غوغل", "قوقل"]), ("ترمب", ["ترامب"]),
    // What stands before the name and behind it stays.
    ("بترامب", ["ترمب"]), ("وبالكونغرس", ["وبالكونجرس"]), ("ميليشياتهم", ["مليشياتهم"]),
    ("للفيدرالية", ["للفدراليه"]), ("الميليشيات", ["المليشيات"]),
    ("بلومبرغ", ["بلومبرج", "بلومبيرغ", "بلومبيرج"]),
    ("البينتاغون", ["البنتاغون", "البنتاجون"]),
    // A word that is not understood as the name is looked for as the name, too.
    ("بنتاغون", ["بنتاجون", "بينتاغون"]), ("وترامب", ["وترمب"]),
    // A longer name goes before a shorter one that it starts with.
    ("الكردينال", ["الكاردينال"]), ("سنغافورة", ["سنجافوره", "سنقافوره"]),
    // Only the whole word.
    ("أبقراطي", []), ("بيوروقراطية", []), ("بوجباره", []),
    ("غو", []), ("غ", []), ("", []), ("ال", []), ("للل", []), ("الوزير", []), ("غرب", []),
    ("google", []), ("ي", []),
    ("فيسبوك", ["فايسبوك", "فيسبك", "فيس بوك"]),
    ("الفيسبوك", ["الفايسبوك", "الفيسبك", "فيس بوك"]),
    ("فيس بوك", ["فيسبوك", "فايسبوك", "فيسبك"]),
    ("الفيس بوك", ["الفيسبوك", "الفايسبوك", "الفيسبك"]),
    ("كيلو غرام", ["كيلوغرام", "كيلوجرام", "كيلوقرام", "كيلو جرام"]),
    ("هونغ كونغ", ["هونغ كونج", "هونج كونغ", "هونج كونج"]), ("الرئيس ترامب", ["الرئيس ترمب"]),
  ])
  func `names have other spellings`(_ text: String, _ expected: [String]) {
    #expect(alternatives(text) == expected)
    #expect(alternatives(text, .light10) == [])
  }

  /// With the article no letter of a name is taken for one that is written before words.
  @Test func `every spelling leads to the others of its name, and stands in one name alone`() {
    var names: Set<String> = []
    for row in ForeignSpellings.rows {
      #expect(row.count >= 2, "\(row)")
      for name in row {
        #expect(names.insert(name).inserted, "\(name)")
        #expect(Analyzer.arabic.foldedLetters(of: name) == name)
        #expect(ForeignSpellings.find(in: name)?.names == row)
        let found = alternatives("ال" + name)
        for other in row where other != name {
          #expect(found.contains { $0.hasSuffix(other) }, "\(name) and \(other): \(found)")
        }
      }
    }
  }

  /// A shorter stem is one of other words too: يتم of فيتمين.
  @Test func `stems of alternatives have four letters of the name, or five behind the first`() {
    for name in ForeignSpellings.rows.joined() {
      for text in [name, "ال" + name, "و" + name, "ب" + name, "وبال" + name, name + "ي"] {
        let row = ForeignSpellings.find(in: text)?.names ?? []
        for other in alternatives(text) where !other.contains(" ") {
          let stem = Analyzer.arabic.queryWords(in: other).first?.term ?? ""
          let isOfName = row.contains { name in
            stem.hasPrefix(String(name.prefix(4)))
              || stem.count > 4 && stem.hasPrefix(String(name.dropFirst().prefix(5)))
          }
          #expect(isOfName, "\(text): \(other) as \(stem)")
        }
      }
    }
  }
}
