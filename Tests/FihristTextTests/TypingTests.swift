import Testing

@testable import FihristText

/// Texts that were typed with another keyboard, or in other letters.
@Suite struct TypingTests {
  @Test func `keys give the letters of the other layout`() {
    for (latin, arabic) in [
      ("hgsghl", "السلام"), ("hggym hguvfdm", "اللغة العربية"), ("Hsuhv hgkt'", "أسعار النفط"),
      ("bfkhk", "لابنان"), ("2015", nil), ("سلام", nil), ("hgم", nil),
    ] as [(String, String?)] {
      #expect(KeyboardLayout.arabic(of: latin) == arabic, "\(latin)")
    }
    for (arabic, latin) in [
      ("اثممخ", "hello"), ("لاشق", "bar"), ("ذشق", "`ar"), ("hello", nil), ("2015", nil),
    ] as [(String, String?)] {
      #expect(KeyboardLayout.latin(of: arabic) == latin, "\(arabic)")
    }
  }

  @Test func `letters go there and back`() {
    for letter in "qwertyuiopasdfghjklzxcvnm" {
      let arabic = KeyboardLayout.arabic(of: String(letter))
      #expect(arabic.flatMap(KeyboardLayout.latin) == String(letter))
    }
  }

  @Test func `a word in Latin letters has a pattern of what it may be`() throws {
    for (word, arabic) in [
      ("3arabi", "عربي"), ("mo7ammad", "محمد"), ("alqahira", "قاهره"), ("al-riyadh", "رياض"),
      ("2a7mad", "احمد"), ("5aleej", "خليج"), ("khaleej", "خليج"), ("shokran", "شكرا"),
      ("sa3oudia", "سعوديه"), ("9a7afa", "صحافه"),
    ] {
      let pattern = try #require(Arabizi.pattern(of: word))
      #expect(try Regex(pattern).wholeMatch(in: arabic) != nil, "\(word)")
      #expect(try Regex(pattern).wholeMatch(in: "كتاب") == nil)
    }
    for word in ["", "a", "3", "2015", "عربي", "a.b", String(repeating: "a", count: 17)] {
      #expect(Arabizi.pattern(of: word) == nil, "\(word)")
    }
  }
}
