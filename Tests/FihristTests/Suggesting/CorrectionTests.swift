import FihristTestSupport
import Testing

@testable import Fihrist

@Suite struct CorrectionTests {
  private func makeIndex() async throws -> Index {
    let directory = try TemporaryDirectory()
    defer { withExtendedLifetime(directory) {} }
    return try await SmallArchive.makeIndex(at: directory.path)
  }

  @Test func `spelling is corrected by words of the archive and their neighbors`() async throws {
    let index = try await makeIndex()
    for (text, query, total) in [
      ("النفظ", "النفط", 3), ("أسعار النفظ", "أسعار النفط", 4),
      ("+أسعار +النفظ -الذهب", "+أسعار +النفط -الذهب", 2),
      ("«اصعار النفظ»", "«أسعار النفط»", 2), ("title:نفظ", "title:نفط", 2),
    ] {
      let found = try index.corrections(of: text)
      #expect(
        found == [Correction(query: query, reason: .spelling, total: total)], "\(text): \(found)")
      #expect(try index.search(query, limit: 0, counting: .exact).total.value == total)
    }
  }

  /// An index with each text in so many documents.
  private func makeIndex(_ texts: [(body: String, count: Int)]) async throws -> Index {
    let directory = try TemporaryDirectory()
    defer { withExtendedLifetime(directory) {} }
    let writer = try IndexWriter(path: directory.path, schema: try Schema(fields: [.text("body")]))
    for (number, text) in texts.enumerated() {
      for copy in 0..<text.count {
        let key = "\(number)-\(copy)"
        try await writer.add(SourceDocument(key: key, values: ["body": text.body]))
      }
    }
    try await writer.commit()
    try await writer.close()
    return try Index(path: directory.path)
  }

  @Test func `a word with the article becomes one that is written with it`() async throws {
    let index = try await makeIndex([
      ("لدى الوزير سؤال", 10), ("هذا كلام", 10), ("الرجل الذي كتب", 3), ("بيع الذهب", 2),
    ])
    for (text, query, total) in [("اللذي", "الذي", 3), ("الهذب", "الذهب", 2)] {
      let found = try index.corrections(of: text)
      #expect(
        found == [Correction(query: query, reason: .spelling, total: total)], "\(text): \(found)")
      #expect(try index.search("=" + query, limit: 0, counting: .exact).total.value == total)
    }
    #expect(try index.corrections(of: "الوهذا").isEmpty)
  }

  @Test func `documents that write a word without the article do not keep it with one`()
    async throws
  {
    let index = try await makeIndex([("هذب الكاتب نصه", 2), ("بيع الذهب", 150)])
    #expect(
      try index.corrections(of: "الهذب")
        == [Correction(query: "الذهب", reason: .spelling, total: 150)])
    #expect(try index.corrections(of: "هذب").isEmpty)
    let written = try await makeIndex([("هذا الهذب", 2), ("بيع الذهب", 150)])
    #expect(try written.corrections(of: "الهذب").isEmpty)
  }

  @Test func `a word with the article is understood whatever its mistake looks like`()
    async throws
  {
    let index = try await makeIndex([
      ("زار الوزير ألمانيا", 10), ("بدأت البطولات في البحرين", 8), ("نشرت اللوائح", 6),
    ])
    for (text, query, total) in [
      ("الوزبر", "الوزير", 10), ("البطوللت", "البطولات", 8), ("البحربن", "البحرين", 8),
      ("اللوايج", "اللوائح", 6), ("المانبا", "ألمانيا", 10),
    ] {
      let found = try index.corrections(of: text)
      #expect(
        found == [Correction(query: query, reason: .spelling, total: total)], "\(text): \(found)")
    }
  }

  @Test func `a total that is known changes nothing`() async throws {
    let index = try await makeIndex()
    for text in [
      "النفظ", "أسعار النفظ", "النفط", "hgsghl", "اثممخ", "3arabi", "في", "+أسعار +النفظ",
    ] {
      let total = try index.search(text, limit: 0, counting: .exact).total.value
      let found = try index.corrections(of: text)
      for known in 0...total {
        #expect(try index.corrections(of: text, findingAtLeast: known) == found, "\(text) \(known)")
      }
    }
  }

  @Test func `what is known, common or excluded is left as it is`() async throws {
    let index = try await makeIndex()
    for text in ["النفط", "أسعار النفط", "في", "", "2015", "* -النفظ", "غططغطططغ"] {
      #expect(try index.corrections(of: text).isEmpty, "\(text)")
    }
    #expect(try index.corrections(of: "النفظ", filter: "+السلام").isEmpty)
  }

  @Test func `the wrong keyboard is announced, both ways`() async throws {
    let index = try await makeIndex()
    #expect(
      try index.corrections(of: "hgsghl")
        == [Correction(query: "السلام", reason: .keyboard, total: 1)])
    #expect(
      try index.corrections(of: "اثممخ").first
        == Correction(query: "hello", reason: .keyboard, total: 1))
    #expect(try index.corrections(of: "hello").isEmpty)
  }

  /// The signs [ ] ; and , cut what was typed into words, and the archive may have some of these.
  @Test func `letters on keys of signs are read too`() async throws {
    let index = try await makeIndex([
      ("السعودية والكويت", 2), ("وزارة الخارجية", 2), ("محكمة في الكويت", 2), ("dm", 1),
    ])
    for (text, query, total) in [
      ("hgsu,]dm", "السعودية", 2), ("lp;lm", "محكمة", 2), ("hgohv[dm", "الخارجية", 2),
      ("hg;,dj", "الكويت", 4), ("lp;lm hg;,dj", "محكمة الكويت", 4),
    ] {
      let first = try index.corrections(of: text).first
      #expect(first == Correction(query: query, reason: .keyboard, total: total), "\(text)")
    }
  }

  @Test func `no reading loses a word that was typed`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(path: directory.path, schema: try Schema(fields: [.text("body")]))
    for number in 0..<8 {
      try await writer.add(SourceDocument(key: "\(number)", values: ["body": "نحو 300 ز td 19"]))
    }
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    // كوفيد would be ;,td] there.
    for text in ["S-300", "zzzzz", "كوفيد-19"] {
      #expect(try index.corrections(of: text).isEmpty, "\(text)")
    }
  }

  @Test func `Arabic in Latin letters is announced`() async throws {
    let index = try await makeIndex()
    for (text, query) in [
      ("3arabi", "عربي"), ("mo7ammad", "محمد"), ("as3ar al-naft", "أسعار النفط"),
    ] {
      let found = try index.corrections(of: text)
      #expect(found.map(\.query) == [query] && found.first?.reason == .arabizi, "\(text) \(found)")
    }
  }
}
