import FihristFormat
import FihristStorage
import FihristTestSupport
import FihristText
import Testing

@testable import FihristIndexing

@Suite struct DocumentProblemTests {
  private func problem(
    _ values: [String: String], schema: Schema = .article
  ) -> DocumentProblem? {
    var batch = DocumentBatch()
    batch.begin(key: "k")
    for (ordinal, field) in schema.fields.enumerated() {
      if let text = values[field.name] { batch.append(field: ordinal, text) }
    }
    batch.end()
    return batch.problem(of: 0, schema: schema)
  }

  @Test(arguments: ["", " ", "\t\n", "…!", "()", "«» — ، .", "\u{200F}\u{200B}", "★"])
  func `searched fields without a word are a problem`(_ text: String) {
    #expect(problem(["title": text])?.kind == .noText)
    #expect(problem(["title": text, "body": text, "source": "s"])?.kind == .noText)
    #expect(problem(["title": text, "body": "كلمة"]) == nil)
  }

  @Test
  func `a word that is too common for queries is a word, and stored fields alone do no harm`()
    throws
  {
    #expect(problem(["title": "في"]) == nil)
    #expect(problem(["title": "3"]) == nil)
    #expect(problem(["source": "s", "date": "2024-05-18"]) == nil)
    #expect(problem([:]) == nil)
    let lucene = try Schema(fields: [.text("t", analyzer: "lucene")])
    #expect(problem(["t": "من"], schema: lucene) == nil)
    let whitespace = try Schema(fields: [.text("t", analyzer: "whitespace")])
    #expect(problem(["t": " … "], schema: whitespace) == nil)
    #expect(problem(["t": " \n "], schema: whitespace)?.kind == .noText)
  }

  @Test(arguments: Analyzer.names)
  func `a text has a word exactly if analysis finds one`(name: String) throws {
    let analyzer = try #require(Analyzer(named: name))
    let schema = try Schema(fields: [.text("t", analyzer: name)])
    var generator = SeededGenerator(seed: 21)
    let parts = [
      "ك", "ا", "و", "3", "٣", "x", "é", ".", ",", " ", "…", "ـ", "\u{64B}", "\u{200C}", "\u{200B}",
      "🙂", "'", "-", "ﷺ", "\n", "\u{FEFF}", "漢",
    ]
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 0..<4, using: &generator)).map { _ in
        parts.randomElement(using: &generator)!
      }.joined()
      let hasWord = problem(["t": text], schema: schema) == nil
      #expect(hasWord == !analyzer.analysis(of: text).isEmpty, "\(name), \(text.debugDescription)")
    }
  }

  @Test func `a writer refuses a document without a word, and each part of its advice works`()
    async throws
  {
    let home = TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    let error = await #expect(throws: IndexError.self) {
      try await writer.add(SourceDocument(key: "7", values: ["title": " ", "source": "s"]))
    }
    #expect(error?.kind == .invalid)
    #expect(error?.reason == "the document \"7\" has no word to search")
    #expect(
      error?.advice
        == "give title or body a word, or leave these fields out to keep the document for showing"
    )
    try await writer.add(SourceDocument(key: "7", values: ["title": " ", "body": "كلمة"]))
    try await writer.add(SourceDocument(key: "8", values: ["source": "s"]))
    try await writer.close()
    let contents = try IndexContents(path: home.path)
    #expect(Set(contents.documents.keys) == ["7", "8"])
  }

  @Test func `bulk input without a word is left out and counted`() async throws {
    let home = TemporaryDirectory()
    let feed = ListFeed(
      [
        SourceDocument(key: "1", values: ["title": "كلمة"]),
        SourceDocument(key: "2", values: ["title": "…", "body": ""]),
        SourceDocument(key: "3", values: ["body": "نص"]),
      ], chunk: 2)
    let summary = try await BulkIndexer.run(feed, into: home.directory)
    #expect(summary.documents == 2 && summary.totalDocuments == 2)
    #expect(summary.report.counts == [.noText: 1])
    #expect(summary.report.lostDocuments == 1)
  }

  @Test func `what is removed last leaves no trace in a batch`() {
    var batch = DocumentBatch()
    batch.begin(key: "a")
    batch.append(field: 0, "x")
    batch.end()
    let (bytes, values) = (batch.byteCount, batch.values(of: 0).count)
    batch.begin(key: "b")
    batch.append(field: 1, "long text")
    batch.append(field: 0, "y")
    batch.end()
    batch.removeLast()
    #expect(batch.count == 1 && batch.byteCount == bytes)
    batch.begin(key: "c")
    batch.append(field: 2, "z")
    batch.end()
    #expect(batch.bytes(in: batch.key(of: 1)) == Array("c".utf8))
    #expect(batch.values(of: 1).map(\.field) == [2] && batch.values(of: 0).count == values)
    batch.removeLast()
    batch.removeLast()
    batch.removeLast()
    #expect(batch.isEmpty && batch.byteCount == 0)
  }
}
