import FihristTestSupport
import Testing

@testable import Fihrist

@Suite struct LetterSpellingTests {
  /// An archive whose prose is stored as words, in which some words are spelled in several ways.
  private func makeIndex(at path: String) async throws -> Index {
    let writer = try IndexWriter(path: path, schema: try Schema(fields: [.text("body")]))
    for number in 0..<300 {
      let oil = number % 8 == 0 ? "النَّفط" : "النفط"
      let prices = number % 8 == 1 ? "اسعار" : "أسعار"
      let official = number % 8 == 2 ? "مسؤول" : "مسئول"
      let school = number % 8 == 3 ? "مدرسه" : "مدرسة"
      let body = "ارتفعت \(prices) \(oil) وقال \(official) في \(school) إن العدد \(number)"
      try await writer.add(SourceDocument(key: "\(number)", values: ["body": body]))
      if number == 250 { try await writer.commit() }
    }
    try await writer.commit()
    try await writer.close()
    return try Index(path: path)
  }

  @Test func `the most frequent spelling is the usual one`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await makeIndex(at: directory.path)
    let usual = try LetterSpellings(index.commit.snapshot, index.analyzer)
    for (letters, spelling) in [
      ("اسعار", "أسعار"), ("النفط", "النفط"), ("مدرسه", "مدرسة"), ("غائب", nil), ("", nil),
    ] {
      #expect(try usual.spelling(of: letters)?.word == spelling, "\(letters)")
    }
    for (text, word) in [
      ("اسعا", "أسعار"), ("النف", "النفط"), ("مدر", "مدرسة"), ("ارتف", "ارتفعت"),
    ] {
      let words = try index.suggestions(for: text).filter { $0.kind == .word }
      #expect(words.first?.text == word)
    }
  }

  @Test func `a hamza sits where most write it, and words with tanwin are found by it`()
    async throws
  {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("body")]))
    for number in 0..<300 {
      let firm = number % 8 == 0 ? "الموسسات" : "المؤسسات"
      let official = number % 8 == 1 ? "مسؤول" : "مسئول"
      let award = number % 8 == 2 ? "وساماً" : "وسامًا"
      let body = "قال \(official) إن هذه \(firm) تمنح \(award) رقم \(number)"
      try await writer.add(SourceDocument(key: "\(number)", values: ["body": body]))
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    for (text, word) in [
      ("موس", "مؤسسات"), ("مؤس", "مؤسسات"), ("الموس", "المؤسسات"), ("مسؤ", "مسئول"),
      ("مسئو", "مسئول"), ("وسا", "وساما"),
    ] {
      #expect(try index.suggestions(for: text).map(\.text) == [word], "\(text)")
    }
    let usual = try LetterSpellings(index.commit.snapshot, index.analyzer)
    #expect(try usual.spelling(of: "مسءول", respelled: true) == nil)
    #expect(try usual.spelling(of: "وساما") == nil)
    #expect(try usual.spellingWithTanwin(of: "وساما")?.word == "وسامًا")
    #expect(try usual.spellingWithTanwin(of: "مسئول") == nil)
  }

  @Test func `forms that are written behind the article may be behind it`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("body")]))
    let words = [
      "وزارة", "الوزارة", "وقالت", "ألوان", "الفئات", "فعلا", "اللؤلؤ", "بأن", "البئر", "كان",
      "الكتاب",
      "والوفد", "بالورود", "الوفاء", "النفط",
    ]
    for number in 0..<60 {
      let body = words.map { "\($0) \($0)" }.joined(separator: " ") + " \(number)"
      try await writer.add(SourceDocument(key: "\(number)", values: ["body": body]))
      if number == 40 { try await writer.commit() }
    }
    try await writer.commit()
    try await writer.close()
    let commit = try Index(path: directory.path).commit
    let forms = try "وفبلك".flatMap {
      try commit.terms(.prefix(String($0)), limit: 100, by: .frequency)
    }
    let behind = try forms.map(\.term).filter { try commit.spellingWithArticle(of: $0) != nil }
    let may = try forms.map(\.term).filter { try commit.mayBeBehindArticle($0) }
    #expect(Set(behind).isSuperset(of: ["وزاره", "فئات", "بئر", "كتاب", "وفاء"]))
    #expect(Set(may).isSuperset(of: behind), "\(Set(behind).subtracting(may))")
    #expect(Set(may).isDisjoint(with: ["وقالت", "كان"]))
  }

  @Test func `a word that is nearly always written without article is not suggested with it`()
    async throws
  {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("body")]))
    for number in 0..<600 {
      var body = "ينبع الماء في القلعة وقلعة أخرى رقم \(number)"
      if number % 150 == 0 { body += " وعاد الينبع" }
      try await writer.add(SourceDocument(key: "\(number)", values: ["body": body]))
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    for (text, words) in [
      ("ينب", ["ينبع"]), ("الينب", []), ("قلع", ["قلعة"]), ("القلع", ["القلعة"]),
    ] {
      #expect(try index.suggestions(for: text).map(\.text) == words, "\(text)")
    }
  }

  @Test func `every spelling is a word of the archive with these letters`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(.segments, at: directory.path, seed: 1_706)
    let usual = try LetterSpellings(index.commit.snapshot, index.analyzer)
    let texts = try ScannedArchive(index).documents.flatMap { document in
      ["title", "body"].compactMap { document[$0] }
    }
    let words = Set(
      texts.flatMap { text in
        text.unicodeScalars.split { !index.analyzer.mayBeInWord($0) }.map { String($0) }
      })
    for word in words {
      let letters = index.analyzer.foldedLetters(of: word)
      guard let spelling = try usual.spelling(of: letters)?.word else { continue }
      #expect(words.contains(spelling), "\(word): \(spelling)")
      #expect(index.analyzer.foldedLetters(of: spelling) == letters)
    }
  }
}
