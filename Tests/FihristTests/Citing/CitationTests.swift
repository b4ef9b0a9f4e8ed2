import FihristTestSupport
import Testing

@testable import Fihrist

@Suite struct CitationTests {
  private let article = Citation(
    key: "2024-118",
    fields: [
      ("title", "محادثات مسقط: 100% «ناجحة»"), ("author", "ميساء الدبعي"), ("author", "J. Doe"),
      ("source", "الأفق"), ("date", "2024-05-18T10:20:00"), ("section", "سياسة"),
      ("tags", "عمان"), ("tags", "إيران"), ("language", "ar"),
      ("url", "https://ufuq.example/a_b?x=1&y={2}"), ("body", "سطر\nوسطر"), ("page", "7"),
    ].map { StoredField(name: $0.0, text: $0.1) })

  @Test func `RIS has all fields of an article`() throws {
    let records = CitationReader.ris(article.ris)
    #expect(records.count == 1)
    #expect(
      try #require(records.first).map { "\($0.tag) \($0.value)" } == [
        "TY NEWS", "ID 2024-118", "TI محادثات مسقط: 100% «ناجحة»", "AU ميساء الدبعي", "AU J. Doe",
        "T2 الأفق", "PY 2024", "DA 2024/05/18", "SE سياسة", "KW عمان", "KW إيران", "LA ar",
        "UR https://ufuq.example/a_b?x=1&y={2}", "AB سطر وسطر", "N1 page: 7",
      ])
  }

  @Test func `BibTeX has all fields of an article`() throws {
    let entries = try #require(CitationReader.bibtex(article.bibtex))
    #expect(entries.count == 1 && entries[0].type == "article" && entries[0].key == "2024-118")
    let printed = entries[0].fields.mapValues(CitationReader.printed)
    #expect(
      printed == [
        "title": "محادثات مسقط: 100% «ناجحة»", "author": "ميساء الدبعي and J. Doe",
        "journal": "الأفق", "year": "2024", "month": "may", "day": "18", "titleaddon": "سياسة",
        "keywords": "عمان, إيران", "language": "ar",
        "url": "https://ufuq.example/a_b?x=1&y=%7B2%7D", "abstract": "سطر وسطر", "note": "page: 7",
      ])
  }

  @Test func `whatever a field has, one record comes back`() throws {
    let pieces = [
      "{", "}", "\\", "%", "&", "#", "$", "_", "~", "^", "\"", "@", ",", "=", "\r\n", "\n",
      "ER  - ",
      "TY  - X", "كتاب", "a", " ", "\u{2028}", "\u{202E}", "*", "\u{0}", "and",
    ]
    for seed in UInt64(0)..<300 {
      var random = SeededGenerator(seed: seed)
      func text() -> String {
        (0..<Int.random(in: 1...8, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }.joined()
      }
      let fields = ["title", "author", "source", "tags", "date", "body", "other"].map {
        StoredField(name: $0, text: text())
      }
      let citation = Citation(key: text(), fields: fields)
      let records = CitationReader.ris(citation.ris + citation.ris)
      #expect(records.count == 2, "seed \(seed)")
      let title = Citation.line(fields[0].text)
      #expect(records.first?.first { $0.tag == "TI" }?.value ?? "" == title, "seed \(seed)")
      let entries = try #require(
        CitationReader.bibtex(citation.bibtex + citation.bibtex), "seed \(seed)")
      #expect(entries.count == 2 && entries[0] == entries[1], "seed \(seed)")
      let printed = CitationReader.printed(entries[0].fields["title"] ?? "")
      #expect(printed == title, "seed \(seed)")
    }
  }

  @Test func `keys that BibTeX forbids stay different`() {
    func key(_ key: String) -> Substring? {
      Citation(key: key, fields: []).bibtex.split(separator: ",").first
    }
    #expect(key("2024-118") == "@article{2024-118\n}\n\n")
    #expect(key("a b") != key("a,b"))
    #expect(key("مقال-١") == "@article{مقال-١\n}\n\n")
  }

  @Test(arguments: ["", "20244", "قبل يومين", "1445-11", "1445"])
  func `what is not a Gregorian date stays as written`(_ text: String) {
    #expect(CitedDate(text) == nil)
  }

  @Test(arguments: [
    ("2024-05-18", "2024 05 18"), ("1445-11-10", "2024 05 18"), ("2024-05", "2024 05"),
    ("18th, May 2024 GMT", "2024 05 18"), ("2024", "2024"), ("2024-05-18T23:30", "2024 05 18"),
  ])
  func `dates are cited in the Gregorian calendar`(_ text: String, _ expected: String) throws {
    let date = try #require(CitedDate(text))
    #expect(
      [date.year, date.month, date.day].compactMap(\.self).joined(separator: " ") == expected)
  }
}
