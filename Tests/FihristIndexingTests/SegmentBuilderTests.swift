import FihristFormat
import FihristStorage
import FihristStoredDocuments
import FihristTestSupport
import FihristText
import Testing

@testable import FihristIndexing

@Suite struct SegmentBuilderTests {
  /// Builds one segment of `documents` and reads it back.
  private func build(_ documents: [SourceDocument], _ schema: Schema) throws -> (
    BuiltSegment, IndexContents
  ) {
    let home = TemporaryDirectory()
    let directory = IndexDirectory(path: home.path)
    try directory.create()
    var builder = try SegmentBuilder(schema: schema)
    var batch = DocumentBatch()
    for (number, document) in documents.enumerated() {
      batch.removeAll()
      batch.begin(key: document.key)
      // In the wrong order, which the batch must put right.
      for (index, field) in schema.fields.enumerated().reversed() {
        for text in document.texts(of: field.name) { batch.append(field: index, text) }
      }
      batch.end()
      try builder.add(0, of: batch, sequence: UInt64(number))
    }
    let built = try builder.write(to: directory, number: 3, parameters: RankingParameters())
    let reader = try SegmentReader(directory: directory, info: built.info, schema: schema)
    var contents = IndexContents()
    try contents.add(reader)
    return (built, contents)
  }

  @Test(arguments: TestSchema.all.indices)
  func `a segment says what a dictionary of tokens says`(_ index: Int) throws {
    let schema = TestSchema.all[index]
    for seed in UInt64(1)...3 {
      var random = RandomText(seed: seed)
      let documents = random.documents(seed == 1 ? 150 : 40, keys: 60, schema: schema)
      let (built, contents) = try build(documents, schema)
      let expected = IndexContents(documents.latest, schema: schema)
      #expect(contents.difference(from: expected) == nil, "seed \(seed)")
      #expect(built.duplicateCount == documents.count - expected.documents.count)
      for (ordinal, space) in built.info.spaces.enumerated() {
        #expect(
          space.totalLength
            == expected.documents.values.reduce(0) { $0 + UInt64($1.lengths[ordinal]) })
      }
    }
  }

  @Test func `sequences come in the order of keys and tell the last of each`() throws {
    let keys = ["b", "a", "b", "c", "a"]
    let documents = keys.map { SourceDocument(key: $0, values: ["title": $0]) }
    let (built, _) = try build(documents, .article)
    #expect(built.sequences == [4, 2, 3])
  }

  @Test func `documents without tokens are documents`() throws {
    let documents = [
      SourceDocument(key: "1", values: [:]), SourceDocument(key: "2", values: ["body": "…"]),
      SourceDocument(key: "3", values: ["source": "وكالة"]),
    ]
    let (built, contents) = try build(documents, .article)
    #expect(built.info.documentCount == 3)
    #expect(contents == IndexContents(documents.latest, schema: .article))
  }

  @Test func `a document of five megabytes is one document`() throws {
    // Without a lead, in which words count twice only on the first page.
    let schema = try Schema(fields: [.text("title"), .text("body")])
    var random = RandomText(seed: 9)
    let page = random.text(words: 2_000)
    var body = ""
    while body.utf8.count < 5 << 20 { body += page + "\n" }
    let documents = [
      SourceDocument(key: "large", values: ["body": body]),
      SourceDocument(key: "small", values: ["body": page, "title": page]),
    ]
    let (_, contents) = try build(documents, schema)
    // The oracle is too slow for all of it: the page's terms, each as often as the page came.
    let pages = UInt32(body.utf8.count / (page.utf8.count + 1))
    let once = IndexContents(
      ["large": SourceDocument(key: "large", values: ["body": page])], schema: schema)
    for (term, list) in once.postings {
      #expect(contents.postings[term]?["large"]?.frequency == list["large"]!.frequency * pages)
    }
    #expect(contents.documents["large"]?.lengths[0] == once.documents["large"]!.lengths[0] * pages)
    #expect(contents.documents["large"]?.stored == ["1:" + body])
  }

  @Test func `bytes that are not text are stored as they are and separate words`() throws {
    let home = TemporaryDirectory()
    let directory = IndexDirectory(path: home.path)
    try directory.create()
    var builder = try SegmentBuilder(schema: .article)
    var batch = DocumentBatch()
    let text: [UInt8] = Array("كتاب".utf8) + [0xFF, 0xD9] + Array("درس".utf8) + [0xD8]
    batch.begin(key: "k")
    unsafe text.withUnsafeBufferPointer { unsafe batch.append(field: 1, $0) }
    batch.end()
    try builder.add(0, of: batch, sequence: 0)
    let built = try builder.write(to: directory, number: 1, parameters: RankingParameters())
    let reader = try SegmentReader(directory: directory, info: built.info, schema: .article)
    #expect(try reader.storedDocument(0).fields.map(\.text) == [text])
    #expect(try reader.term(Array("كتاب".utf8)) != nil)
    #expect(try reader.term(Array("درس".utf8)) != nil)
  }

  @Test func `memory is counted, and grows with what was added`() throws {
    var builder = try SegmentBuilder(schema: .article)
    var random = RandomText(seed: 5)
    var batch = DocumentBatch()
    for round in 0..<4 {
      batch.removeAll()
      for index in 0..<100 {
        batch.begin(key: "\(round)-\(index)")
        batch.append(field: 1, random.text(words: 200))
        batch.end()
      }
      for index in 0..<batch.count {
        try builder.add(index, of: batch, sequence: UInt64(round * 100 + index))
      }
      // A token takes 4 bytes and 4 more when it is sorted; texts are compressed.
      #expect(builder.memoryUsed > 8 * Int(builder.tokenCount))
      #expect(builder.memoryUsed < 8 << 20)
    }
  }
}
