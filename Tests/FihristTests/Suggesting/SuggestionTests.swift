import FihristTestSupport
import Testing

@testable import Fihrist

@Suite struct SuggestionTests {
  private func suggestions(_ text: String, _ kind: Suggestion.Kind) async throws -> [String] {
    let directory = try TemporaryDirectory()
    let index = try await SmallArchive.makeIndex(at: directory.path)
    return try index.suggestions(for: text).filter { $0.kind == kind }.map(\.text)
  }

  @Test func `words are completed as the archive writes them`() async throws {
    for (text, words) in [
      ("اسع", ["أسعار"]), ("أسْع", ["أسعار"]), ("النف", ["النفط", "النفس"]),
      ("نف", ["نفط", "نفس", "نفسه"]), ("محم", ["محمد"]), ("br", ["Brent"]),
      ("غائ", []), ("", []), ("نفط ", []),
    ] {
      #expect(try await suggestions(text, .word) == words, "\(text)")
    }
  }

  @Test func `words that queries leave out are not suggested`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(path: directory.path, schema: try Schema(fields: [.text("body")]))
    try await writer.add(
      SourceDocument(key: "a", values: ["body": "ذهب من المنزل إلى منبر المدينة"]))
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    #expect(try index.suggestions(for: "من").map(\.text) == ["منبر", "منزل"])
  }

  @Test func `a rare word is shown without the clitics before it`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("body"), .storedText("note")]))
    for (key, body) in [("1", "زرنا عدن والمُهرة"), ("2", "وصلت بمسقطها"), ("3", "والشارقةِ يوم")] {
      try await writer.add(SourceDocument(key: key, values: ["body": body]))
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    for (text, words) in [
      ("مهر", ["مهرة"]), ("المهر", ["المهرة"]), ("شارق", ["شارقة"]), ("الشارق", ["الشارقة"]),
    ] {
      #expect(try index.suggestions(for: text).map(\.text) == words, "\(text)")
    }
  }

  @Test func `behind another word come those that follow it`() async throws {
    #expect(try await suggestions("أسعار الن", .word) == ["أسعار النفط"])
    #expect(try await suggestions("محادثات الس", .word) == ["محادثات السلام"])
    // Nothing follows: any word then.
    #expect(try await suggestions("جنيف نف", .word).first == "جنيف نفط")
  }

  @Test func `behind another word stands the form that follows it, not that of most documents`()
    async throws
  {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("title"), .text("body")]))
    let bodies = [
      "قالت وزارة الداخلية أمس", "قالت وزارة الداخليّة اليوم", "في الداخل هدوء", "في الداخل سلام",
      "عاد إلى الداخل", "مراكز محلية", "مركز الملك للحوار", "ملك وملك", "هذا ملك",
    ]
    for (number, body) in bodies.enumerated() {
      try await writer.add(SourceDocument(key: "\(number)", values: ["body": body]))
      if number == 3 { try await writer.commit() }
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    for (text, words) in [
      ("وزارة الد", ["وزارة الداخلية"]), ("وزارة د", ["وزارة الداخلية"]),
      ("مركز م", ["مركز الملك"]),
      ("مركز الم", ["مركز الملك"]), ("في الد", ["في الداخل"]),
    ] {
      #expect(try index.suggestions(for: text).map(\.text) == words, "\(text)")
    }
  }

  @Test func `the first documents that match are the first of all`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(.segments, at: directory.path, seed: 1_813)
    let term = try #require(index.analyzer.queryWords(in: "كتاب").first?.term)
    let matches = try index.commit.withRanker { ranker throws(IndexError) in
      try ranker.matches(of: .term(term))
    }
    var all: [Snapshot.Location] = []
    for segment in matches.segments.indices {
      matches.forEach(segment: segment) {
        all.append(Snapshot.Location(segment: segment, document: $0))
      }
    }
    #expect(all.count == matches.count && all.count > 3)
    for limit in [0, 1, 3, all.count, all.count + 1] {
      #expect(matches.first(limit) == Array(all.prefix(limit)))
    }
  }

  @Test func `titles are the same however few are wanted`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(.segments, at: directory.path, seed: 1_812)
    for text in ["ن", "ك", "ع", "ال", "م"] {
      func titles(_ limit: Int) throws -> [Suggestion] {
        try index.suggestions(for: text, limit: limit).filter { $0.kind == .title }
      }
      let five = try titles(5)
      for limit in 1...4 { #expect(try titles(limit) == Array(five.prefix(limit)), "\(text)") }
    }
  }

  @Test func `behind several words documents are counted that have all of them`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("title"), .text("body")]))
    let bodies = [
      "زار محمد بن سعيد المدينة", "زار علي بن سعيد المدينة", "كتب علي بن سعيد رسالة",
      "وصل علي بن سعيد أمس", "قال محمد بن سلمان أمس", "وصل محمد بن سلمان اليوم", "كأس الملك",
      "بطولة كأس العالم", "كأس الملك غدا",
    ]
    for (number, body) in bodies.enumerated() {
      try await writer.add(SourceDocument(key: "\(number)", values: ["body": body]))
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    func words(_ text: String) throws -> [String] {
      try index.suggestions(for: text).map { "\($0.text) \($0.documents)" }
    }
    #expect(try words("محمد بن س") == ["محمد بن سلمان 2", "محمد بن سعيد 1"])
    #expect(try words("بن س") == ["بن سعيد 4", "بن سلمان 2"])
    #expect(try words("بطولة كأس ال") == ["بطولة كأس العالم 1"])
    // Nobody of that name: the last word alone is looked at.
    #expect(try words("المدينة بن سع") == ["المدينة بن سعيد 4"])
  }

  @Test func `behind a word and the article come words with it that follow`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("title"), .text("body")]))
    let bodies = [
      "دعا مجلس الأمن إلى اجتماع", "قرر مجلسُ الأمنِ أن يجتمع", "وافق مجلس الشعب اليوم",
      "مجلس إدارة الشركة", "المجلس الذي يجتمع", "قال رسول الله", "النفط والغاز", "مجلس، الوزراء",
    ]
    for (number, body) in bodies.enumerated() {
      try await writer.add(
        SourceDocument(key: "\(number)", values: ["title": "عنوان \(number)", "body": body]))
      if number == 3 { try await writer.commit() }
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    let found = try index.suggestions(for: "مجلس ال")
    #expect(found.first == Suggestion(text: "مجلس الأمن", kind: .word, documents: 2))
    #expect(found.map(\.text) == ["مجلس الأمن", "مجلس الشعب", "مجلس الوزراء"])
    #expect(try index.suggestions(for: "مجلس ال", limit: 1).map(\.text) == ["مجلس الأمن"])
    #expect(try index.suggestions(for: "قرار المجلس ال").first?.text == "قرار المجلس الأمن")
    #expect(try index.suggestions(for: "رسول ال").map(\.text) == ["رسول الله"])
    // آل is a word of its own, and behind nothing any word may follow.
    #expect(try !index.suggestions(for: "مجلس آل").map(\.text).contains("مجلس الأمن"))
    #expect(try index.suggestions(for: "ال").map(\.text).contains("الله"))
  }

  /// The documents that are best for رئيس are short ones that say it often.
  @Test func `words behind the article are those of all documents`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("title"), .text("body")]))
    let long = String(repeating: "قال إن الاجتماع سيعقد غدا ", count: 20)
    for number in 0..<160 {
      let body = number < 40 ? "رئيس الشركة رئيس الشركة رئيس" : "\(long) رئيس الوزراء \(long)"
      try await writer.add(SourceDocument(key: "\(number)", values: ["title": "ع", "body": body]))
      if number % 50 == 0 { try await writer.commit() }
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    let found = try index.suggestions(for: "رئيس ال").filter { $0.kind == .word }
    #expect(found.map(\.text) == ["رئيس الوزراء", "رئيس الشركة"])
    #expect(found.map(\.documents) == [120, 40])
  }

  /// More words than are looked at start so, each in more documents.
  @Test func `what follows is suggested before words that only start so`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("title"), .text("body")]))
    let letters = Array("بتثجحخدذرزسشصضطظعغفقكلمنهي")
    for number in 0..<200 {
      let others = (0..<60).map { "أ\(letters[$0 % 26])\(letters[$0 / 26])قط" }.joined(
        separator: " ")
      let body =
        number % 20 == 0 ? "في الشرق الأوسط \(others)" : "من الشرق وحده ثم \(others) \(number)"
      try await writer.add(SourceDocument(key: "\(number)", values: ["title": "ع", "body": body]))
      if number == 120 { try await writer.commit() }
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    for text in ["الشرق الأ", "الشرق الا", "الشرق أ"] {
      let found = try index.suggestions(for: text).filter { $0.kind == .word }
      #expect(
        found.map(\.documents) == [10] && found.first?.text.hasSuffix("الأوسط") == true, "\(found)")
    }
  }

  @Test func `words with the article are completed behind "and"`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("title"), .text("body")]))
    let bodies = [
      "قال المسؤول اليوم", "المسؤولون والمسؤول", "والد المسؤول ووالدته", "الدولة والدولة",
      "هذا والده",
      "وزير الدولة ووزير النفط", "وزير والدولة",
    ]
    for (number, body) in bodies.enumerated() {
      try await writer.add(
        SourceDocument(key: "\(number)", values: ["title": "عنوان", "body": body]))
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    for (text, words) in [
      ("والمسؤ", ["والمسؤول", "والمسؤولون"]), ("والمسئ", ["والمسؤول", "والمسؤولون"]),
      ("و\u{671}لمسؤ", ["والمسؤول", "والمسؤولون"]), ("كلام والمسؤولو", ["كلام والمسؤولون"]),
      // Words with a و of their own come first.
      ("والد", ["والد", "والده", "والدولة"]), ("وزير والدو", ["وزير والدولة"]), ("والك", []),
      // Nothing that starts so follows, though الدولة does.
      ("وزير النفط والدو", ["وزير النفط والدولة"]), ("ووزير والده", ["ووزير والده"]),
    ] {
      let found = try index.suggestions(for: text).filter { $0.kind == .word }
      #expect(found.map(\.text) == words, "\(text)")
    }
  }

  /// Forms with و, "and", are so many in an archive that they hide those that follow.
  @Test func `behind a word and a letter after the article come words that follow`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("title"), .text("body")]))
    let letters = Array("بتثجحخدذرزسشصضطظعغفقكلمنهي")
    let others = letters.map { "و\($0)بحث" } + letters.map { "و\($0)دحر" }
    for number in 0..<3 {
      let body = (others + (number == 0 ? ["رئيس الوزراء"] : [])).joined(separator: " كلام ")
      try await writer.add(
        SourceDocument(key: "\(number)", values: ["title": "عنوان", "body": body]))
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    for text in ["رئيس الو", "رئيس الوز", "رئيس \u{671}لو"] {
      let found = try index.suggestions(for: text).map(\.text)
      #expect(found == ["رئيس الوزراء"], "\(text)")
    }
    #expect(try index.suggestions(for: "رئيس الد").isEmpty)
  }

  @Test(arguments: PlainArticles.Shape.allCases)
  func `every word behind the article follows in so many documents`(
    _ shape: PlainArticles.Shape
  ) async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(shape, at: directory.path, seed: 1_811)
    var count = 0
    for word in ["نظر", "علم", "كتاب", "فتح", "الكتاب", "news"] {
      for suggestion in try index.suggestions(for: word + " ال", limit: 50)
      where suggestion.kind == .word {
        let phrase = try index.search("\"\(suggestion.text)\"", counting: .exact)
        if phrase.total.value == 0 { continue }
        count += 1
        #expect(suggestion.text.hasPrefix(word + " ال"), "\(suggestion)")
        #expect(phrase.total.value == suggestion.documents, "\(suggestion)")
      }
    }
    #expect(count > 0)
  }

  @Test func `titles have a word that starts so`() async throws {
    #expect(
      Set(try await suggestions("نف", .title))
        == ["أسعار النفط ترتفع", "أسعار النفط تهبط", "نفسه يقول ذلك"])
    #expect(try await suggestions("أسعار النفط ته", .title) == ["أسعار النفط تهبط"])
    #expect(try await suggestions("كتب", .title).isEmpty)
    let directory = try TemporaryDirectory()
    let index = try await SmallArchive.makeIndex(at: directory.path)
    let title = try index.suggestions(for: "أخب").first { $0.kind == .title }
    #expect(title == Suggestion(text: "أخبار", kind: .title, documents: 2))
  }

  @Test func `every suggestion fits what was typed`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(.segments, at: directory.path, seed: 1_705)
    let archive = try ScannedArchive(index)
    for text in ["ع", "كت", "الكت", "ن", "علم ن", "نظر الك"] {
      let last = text.split(separator: " ").last.map { String($0) } ?? ""
      let found = try index.suggestions(for: text, limit: 4)
      #expect(found == (try index.suggestions(for: text, limit: 4)))
      #expect(found.contains { $0.kind == .word }, "\(text)")
      for suggestion in found {
        let folded = suggestion.text.split(separator: " ").map {
          index.analyzer.foldedLetters(of: String($0.filter { $0.isLetter }))
        }
        switch suggestion.kind {
        case .word: #expect(folded.last?.hasPrefix(last) == true, "\(text): \(suggestion)")
        case .title:
          #expect(
            folded.contains { $0.hasPrefix(last) || $0.hasPrefix("ال" + last) },
            "\(text): \(suggestion)")
          #expect(archive.documents.contains { $0["title"] == suggestion.text })
        }
      }
    }
  }
}
