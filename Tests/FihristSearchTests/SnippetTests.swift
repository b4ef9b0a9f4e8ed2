import FihristTestSupport
import FihristText
import Testing

@testable import FihristSearch

/// The snippet with its marks in brackets and `…` where it was cut.
private func shown(_ snippet: Snippet) -> String {
  var utf8 = Array(snippet.text.utf8)
  for mark in snippet.marks.reversed() {
    utf8.insert(UInt8(ascii: "]"), at: mark.upperBound)
    utf8.insert(UInt8(ascii: "["), at: mark.lowerBound)
  }
  let text = String(decoding: utf8, as: UTF8.self)
  return (snippet.isCutBefore ? "…" : "") + text + (snippet.isCutAfter ? "…" : "")
}

private func snippet(
  _ text: String, _ query: String, _ analyzer: Analyzer = .arabic, length: Int = 200,
  weight: ([UInt8]) -> Float = { _ in 1 }
) throws -> Snippet {
  let query = try Query.parse(query, analyzer: analyzer)
  return SnippetBuilder(query: query, analyzer: analyzer, length: length, weight: weight)
    .snippet(of: text)
}

@Suite struct SnippetTests {
  @Test func `a short text is shown whole, its matches marked as written`() throws {
    let text = "قرأَ الطالبُ الكِتابَ، ثم كتب عن كتابه."
    #expect(try shown(snippet(text, "كتاب")) == "قرأَ الطالبُ [الكِتابَ]، ثم كتب عن [كتابه].")
    #expect(try shown(snippet("  \n a b \n", "b")) == "a [b]")
  }

  @Test func `terms of phrases are marked, those of negative clauses are not`() throws {
    #expect(try shown(snippet("a b c d", "\"b c\" -d a", .exact)) == "[a] [b] [c] d")
    #expect(try shown(snippet("b a c b c", "\"b c\"", .exact)) == "b a c [b] [c]")
    #expect(try shown(snippet("S-300 and 300", "S-300", .exact)) == "[S]-[300] and 300")
  }

  @Test func `an exact phrase is marked where it is written so`() throws {
    let text = "لمجلس الأمن ومجلس الأمن، ومجلس الامن ثم مجلس الأمن"
    let marked = "لمجلس الأمن ومجلس الأمن، ومجلس الامن ثم [مجلس] [الأمن]"
    #expect(try shown(snippet(text, "=\"مجلس الأمن\"")) == marked)
    #expect(try shown(snippet("s-300 S-300", "=S-300")) == "s-300 [S]-[300]")
    let both = "=\"مجلس الأمن\" \"مجلس الامن\""
    #expect(try shown(snippet("لمجلس الامن", both)) == "[لمجلس] [الامن]")
  }

  @Test func `offsets are those of the original text`() throws {
    let text =
      String(repeating: "كلمة أخرى هنا. ", count: 50) + "الهدف هنا " + "ذيل طويل ".repeated(40)
    let snippet = try snippet(text, "هدف")
    let utf8 = Array(text.utf8)
    #expect(String(decoding: utf8[snippet.range], as: UTF8.self) == snippet.text)
    #expect(
      snippet.originalMarks.map { String(decoding: utf8[$0], as: UTF8.self) } == ["الهدف"])
    #expect(snippet.isCutBefore && snippet.isCutAfter)
    #expect(snippet.text.count <= 200)
    #expect(snippet.text.hasPrefix("كلمة أخرى هنا. ") || snippet.text.hasPrefix("الهدف"))
  }

  @Test func `the window with the most different terms wins`() throws {
    let text =
      "x x x " + "filler ".repeated(60) + "x and y " + "filler ".repeated(60) + "x y z "
      + "filler ".repeated(60) + "x y z"
    let result = try snippet(text, "x y z", .exact)
    #expect(result.originalMarks.count == 3)
    #expect(result.originalMarks[0].lowerBound == 6 + 420 + 8 + 420)
  }

  @Test func `heavier terms win`() throws {
    let text = "a b c " + "filler ".repeated(60) + "rare " + "filler ".repeated(60)
    let rare = try snippet(text, "a b c rare", .exact) { $0 == Array("rare".utf8) ? 9 : 1 }
    #expect(shown(rare).contains("[rare]"))
    #expect(try shown(snippet(text, "a b c rare", .exact)).contains("[a] [b] [c]"))
  }

  @Test func `a window with the whole phrase wins`() throws {
    let text = "b a " + "filler ".repeated(60) + "a b " + "filler ".repeated(60)
    #expect(try shown(snippet(text, "\"a b\"", .exact)).contains("[a] [b]"))
    #expect(try shown(snippet(text, "a b", .exact)).contains("[b] [a]"))
    let hole = "حرب غزة " + "كلام ".repeated(60) + "حرب في غزة " + "كلام ".repeated(60)
    #expect(try shown(snippet(hole, "\"حرب في غزة\"", .lucene)).contains("[حرب] في [غزة]"))
  }

  @Test func `it starts with the sentence if that is near`() throws {
    let before = "filler ".repeated(60)
    let text = before + "end. Here the word stands " + before
    #expect(try shown(snippet(text, "word", .exact)).hasPrefix("…Here the [word] stands filler"))
    let lines = before + "\nHere the word stands " + before
    #expect(try shown(snippet(lines, "word", .exact)).hasPrefix("…Here the [word] stands filler"))
  }

  @Test func `it starts and ends with a word`() throws {
    let text = "filler ".repeated(60) + "word " + "filler ".repeated(60)
    let result = try snippet(text, "word", .exact)
    #expect(result.text.hasPrefix("filler ") && result.text.hasSuffix(" filler"))
    #expect((190...200).contains(result.text.count))
  }

  @Test func `a text without a match is shown from its beginning`() throws {
    #expect(try shown(snippet("  a b", "c", .exact)) == "a b")
    let long = try snippet("\n" + "filler ".repeated(60), "c", .exact)
    #expect(long.range == 1..<196 && !long.isCutBefore && long.isCutAfter && long.marks.isEmpty)
  }

  @Test(arguments: ["", " ", "\n\t ", "\u{200F}", "؟!؟", "\0\0\0"])
  func `a text without words gives what there is`(_ text: String) throws {
    let snippet = try snippet(text, "a", .exact)
    #expect(snippet.marks.isEmpty && !snippet.isCutBefore && !snippet.isCutAfter)
    #expect(snippet.text == String(text.drop(while: \.isWhitespace)))
  }

  @Test func `a query without terms marks nothing`() {
    let builder = SnippetBuilder(query: Query.none, analyzer: .arabic)
    #expect(shown(builder.snippet(of: "نص قصير")) == "نص قصير")
  }

  @Test func `no character is cut`() throws {
    // The word ends before a joiner and a vowel mark that belong to its last letter's character.
    let text = "e\u{301}a كتاب\u{200D}\u{64E}\u{200D} 👨‍👩‍👧a👨‍👩‍👧"
    let result = try snippet(text, "كتاب a éa", .exact)
    checkCharacters(result, of: text, "")
    #expect(result.marks.count == 3)
  }

  @Test func `texts of one huge word or character are cut`() throws {
    let letters = String(repeating: "ا", count: 100_000)
    let word = try snippet(letters, String(repeating: "ا", count: 512), .exact)
    #expect(word.text.count == 200 && word.marks == [0..<400])
    let marks = "كتب " + "\u{64E}".repeated(1_000_000) + " كتب"
    #expect(try snippet(marks, "كتب").text.utf8.count < 10_000)
  }

  @Test func `each word of the query is shown if it can be`() throws {
    let filler = "كلام طويل هنا ".repeated(30)
    let text = "نفط غاز نفط غاز. " + filler + "نفط غاز. " + filler + "فضة هنا. " + filler
    let query = try Query.parse("نفط غاز فضة", analyzer: .arabic)
    let shown = SnippetBuilder(query: query, analyzer: .arabic, length: 60)
      .snippets(of: text, count: 2).map { $0.parts.filter(\.isMarked).map(\.text) }
    #expect(shown == [["نفط", "غاز", "نفط", "غاز"], ["فضة"]])
  }

  @Test func `words next to each other are better than words apart`() throws {
    let filler = "كلام طويل هنا ".repeated(30)
    let text = "نفط وكلام كثير جدا ثم كلام عن غاز. " + filler + "قيل نفط غاز. " + filler
    #expect(try shown(snippet(text, "نفط غاز", length: 60)).contains("[نفط] [غاز]"))
  }

  @Test func `the form of the query is better than another with its stem`() throws {
    let filler = "كلام طويل هنا ".repeated(30)
    let text = "قرأ كتابهم اليوم. " + filler + "قرأ الكتاب أمس. " + filler
    #expect(try shown(snippet(text, "كتاب", length: 60)).contains("[الكتاب]"))
    #expect(try shown(snippet(text, "كتابهم", length: 60)).contains("[كتابهم]"))
  }

  @Test func `words of the root are marked where the word is missing`() throws {
    let text = "يكتب الكاتب في المكتبة. وسافر المسافر."
    let query = try Query.parse("كتابة سفر", analyzer: .arabic)
    let builder = SnippetBuilder(query: query, analyzer: .arabic, ranksRoots: true)
    #expect(shown(builder.snippet(of: text)) == "[يكتب] [الكاتب] في [المكتبة]. [وسافر] [المسافر].")
    #expect(
      shown(builder.snippet(of: text + " كتابة")).hasPrefix("يكتب الكاتب في المكتبة. [وسافر]"))
  }

  @Test func `a word is marked only in the fields that the query names`() throws {
    let fields = QueryFields.article
    let query = try Query.parse("title:نفط غاز", analyzer: .arabic, fields: fields)
    let builder = SnippetBuilder(query: query, analyzer: .arabic, fields: ["title", "body"])
    let marks = ["title", "body"].map { field in
      builder.snippets(of: "نفط غاز", count: 1, field: field)[0].parts.filter(\.isMarked)
        .map(\.text)
    }
    #expect(marks == [["نفط", "غاز"], ["غاز"]])
  }

  @Test func `HTML is escaped, and parts are marked`() throws {
    let html = try snippet("<b>'كتاب' & \"x\"</b>", "كتاب").html
    #expect(
      html == "&lt;b&gt;&#39;<mark>كتاب</mark>&#39; &amp; &quot;x&quot;&lt;/b&gt;")
  }

  @Test(arguments: [
    ("CSS: مغامرة", "rtl"), ("مغامرة", "rtl"), ("Hello عالم", "ltr"), ("2015", "rtl"), ("", "rtl"),
    ("١٢٣ abc", "ltr"), ("שלום ab", "rtl"), ("пр أب", "rtl"), ("كِتَابٌ abcde", "ltr"),
  ])
  func `the direction is that of most letters`(_ text: String, _ direction: String) {
    #expect(TextDirection(of: text).rawValue == direction)
  }

  @Test func `the direction of each letter is that of its properties`() {
    var wrong: [UInt32] = []
    for value in UInt32(0)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isMark: Bool =
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
      let isLetter = scalar.properties.isAlphabetic && !isMark && (value < 0x80 || value >= 0xC0)
      let blocks: [ClosedRange<UInt32>] = [
        0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF,
      ]
      // Beside one Latin letter, a letter from right to left makes both kinds equal.
      let isRightToLeft = isLetter && blocks.contains { $0.contains(value) }
      let direction = TextDirection(of: "a" + String(Character(scalar)))
      if (direction == .rightToLeft) != isRightToLeft { wrong.append(value) }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(10))")
  }

  @Test func `the search of a long text is bounded`() throws {
    let text = "كلمة ".repeated(100_000) + "هدف " + "كلمة ".repeated(100)
    #expect(try shown(snippet(text, "هدف")).contains("[هدف]"))
    let many = try snippet("كلمة ".repeated(200_000), "كلمة")
    #expect(many.range.lowerBound == 0 && many.marks.count == 40)
  }
}

extension String {
  fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}

func checkCharacters(_ snippet: Snippet, of text: String, _ comment: Comment) {
  var bounds: Set<Int> = [0]
  for character in text { bounds.insert((bounds.max() ?? 0) + character.utf8.count) }
  for range in [snippet.range] + snippet.originalMarks {
    #expect(bounds.contains(range.lowerBound) && bounds.contains(range.upperBound), comment)
  }
}
