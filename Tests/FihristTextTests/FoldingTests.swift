import FihristText
import Testing

/// The terms of `text`, folded but not stemmed, separated by spaces.
func folded(_ text: String) -> String {
  Analyzer.exact.tokens(in: text).map(\.term).joined(separator: " ")
}

private func scalars(_ ranges: ClosedRange<UInt32>...) -> [Unicode.Scalar] {
  ranges.flatMap { $0.compactMap(Unicode.Scalar.init) }
}

@Suite struct FoldingTests {
  @Test(arguments: [
    ("\u{FEF5}", "لا"), ("\u{FEF6}", "لا"), ("\u{FEF7}", "لا"), ("\u{FEF8}", "لا"),
    ("\u{FEF9}", "لا"), ("\u{FEFA}", "لا"), ("\u{FEFB}", "لا"), ("\u{FEFC}", "لا"),
    ("ﻣﺤﻤﺪ", "محمد"), ("ﺍﻟﻜﺘﺎﺏ", "الكتاب"), ("ﻣﺪﺭﺳﺔ", "مدرسه"), ("ﻋﻠﻰ", "علي"), ("ﺁﺩﻡ", "ادم"),
    ("ﭘﭽﮋﮔ", "پچژگ"), ("ﻻﻋﺐ", "لاعب"), ("ﮐﺘﺎﺏ", "كتاب"), ("ﻣؤﺳﺴﺔ", "مؤسسه"),
  ])
  func `presentation forms are the letters they show`(_ text: String, _ term: String) {
    #expect(folded(text) == term)
  }

  @Test func `ligatures with a space of their own do not cut a word`() {
    let forms =
      scalars(0xFC5E...0xFC63, 0xFE70...0xFE72, 0xFE74...0xFE74)
      + scalars(0xFE76...0xFE7F, 0xFCF2...0xFCF4)
    for form in forms { #expect(folded("مد\(form)رس") == "مدرس", "U+\(form.value)") }
  }

  @Test func `a sign for a word is the word, a sign for a phrase its words`() {
    #expect(folded("ﷲ") == "الله")
    #expect(folded("قال\u{FDF2}") == "قالالله")
    #expect(folded("﷼") == "ريال")
    #expect(folded("ﷻ") == "جل جلاله")
    #expect(folded("ﷺ") == "صلي الله عليه وسلم")
    let tokens = Analyzer.exact.tokens(in: "محمد ﷺ نبي")
    #expect(tokens.map(\.position) == [0, 1, 2, 3, 4, 5])
    #expect(tokens[1...4].allSatisfy { $0.range == 9..<12 })
    #expect(folded("محمدﷺنبي") == "محمد صلي الله عليه وسلم نبي")
  }

  @Test func `ornaments separate and the detached tail is deleted`() {
    let ornaments = scalars(0xFBB2...0xFBC2, 0xFD3E...0xFD4F, 0xFDCF...0xFDCF, 0xFDFD...0xFDFF)
    for sign in ornaments { #expect(folded("كتاب\(sign)جديد") == "كتاب جديد", "U+\(sign.value)") }
    #expect(folded("سـ\u{FE73}ل") == "سل")
    #expect(folded("سل\u{FEFF}ام") == "سلام")
  }

  @Test(arguments: [
    ("ا\u{653}دم", "آدم"), ("ا\u{654}حمد", "أحمد"), ("ا\u{655}ن", "إن"), ("مو\u{654}من", "مؤمن"),
    ("شي\u{654}ا", "شئا"), ("شى\u{654}ا", "شئا"), ("مو\u{64E}\u{654}من", "مؤمن"), ("ٶ", "ؤ"),
    ("ٸ", "ئ"),
  ])
  func `a hamza of its own makes the same word as the letter`(_ apart: String, _ whole: String) {
    #expect(folded(apart) == folded(whole))
  }

  @Test func `marks and tatweel are deleted inside the word`() {
    let marks = scalars(
      0x0610...0x061A, 0x064B...0x0653, 0x0655...0x065F, 0x0670...0x0670, 0x06D6...0x06DC,
      0x06DF...0x06E8, 0x06EA...0x06ED, 0x0898...0x089F, 0x08CA...0x08E1, 0x08E3...0x08FF)
    for mark in marks + scalars(0x0640...0x0640, 0x08C9...0x08C9) {
      #expect(folded("كت\(mark)ا\(mark)\(mark)ب\(mark)") == "كتاب", "U+\(mark.value)")
    }
    #expect(folded("كتـــــاب") == "كتاب")
    #expect(folded("وَٱلْكِتَٰبِ") == "والكتب")
  }

  @Test func `controls are deleted inside the word and belong to none at its ends`() {
    let controls = scalars(
      0x061C...0x061C, 0x200C...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F,
      0xFEFF...0xFEFF, 0xAD...0xAD)
    for control in controls {
      let tokens = Analyzer.exact.tokens(in: "\(control)كتا\(control)ب\(control)")
      #expect(tokens.map(\.term) == ["كتاب"], "U+\(control.value)")
      #expect(
        tokens.map(\.range.count) == [8 + String(control).utf8.count], "U+\(control.value)")
    }
    #expect(folded("می\u{200C}خواهم") == "ميخواهم")
  }

  @Test func `signs and punctuation separate`() {
    let signs =
      scalars(0x0600...0x0605, 0x06DD...0x06DD, 0x0890...0x0891, 0x08E2...0x08E2, 0x060C...0x060D)
      + scalars(0x061B...0x061B, 0x061E...0x061F, 0x066A...0x066D, 0x06D4...0x06D4, 0xAB...0xAB)
      + scalars(0xBB...0xBB, 0xFD3E...0xFD3F, 0x06DE...0x06DE, 0x06E9...0x06E9)
    for sign in signs { #expect(folded("كتاب\(sign)جديد") == "كتاب جديد", "U+\(sign.value)") }
  }

  @Test func `each letter folds to the one that people type`() {
    let folds: [(String, String)] = [
      ("آأإٱٲٳٵ", "ا"), ("ىیۍېے", "ي"), ("ةۃ", "ه"), ("ہھەۀۂ", "ه"), ("کڪ", "ك"),
    ]
    for (letters, plain) in folds {
      for letter in letters.unicodeScalars {
        #expect(folded("ب\(letter)ب") == "ب\(plain)ب", "U+\(letter.value)")
        #expect(folded("\(letter)ب\(letter)") == "\(plain)ب\(plain)", "U+\(letter.value)")
      }
    }
    #expect(folded("پچڤگ ؤئء") == "پچڤگ ؤئء")
    #expect(folded("ۓب") == "ئب")
  }

  @Test func `no other Arabic letter changes`() {
    let changing = Set("آأإٱٲٳٵىیۍېےةۃہھەۀۂکڪۓٶٸ".unicodeScalars)
    for letter in scalars(0x0620...0x063F, 0x0641...0x064A, 0x066E...0x06D3, 0x0750...0x077F)
    where letter.properties.isAlphabetic && letter.properties.generalCategory != .nonspacingMark {
      guard !changing.contains(letter) else { continue }
      #expect(folded("ب\(letter)") == "ب\(letter)", "U+\(letter.value)")
    }
  }

  @Test func `folding what is folded changes nothing`() {
    let all = scalars(
      0x0600...0x08FF, 0xFB50...0xFEFF, 0x41...0x24F, 0x1E00...0x1EFF, 0xFF01...0xFF5E,
      0x0370...0x052F, 0x1F00...0x1FFF, 0x2C00...0x2DFF)
    for scalar in all {
      for text in ["\(scalar)", "بو\(scalar)ي", "ab\(scalar)c", "1\(scalar)2"] {
        let once = folded(text)
        #expect(folded(once) == once, "U+\(scalar.value) in \(text)")
      }
    }
  }

  @Test func `every spelling of a word has one stem`() {
    let spellings = [
      "والمدرسة", "وَالمَدرَسَةُ", "والمـــدرسة", "ﻭﺍﻟﻤﺪﺭﺳﺔ", "والمدرسه",
      "\u{202B}والمدرسة\u{202C}", "و\u{200C}المدرسة",
    ]
    for analyzer in [Analyzer.arabic, .light10] {
      for word in spellings {
        #expect(analyzer.tokens(in: word).map(\.term) == ["مدرس"])
      }
    }
  }
}
