import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristStoredDocuments

/// The page on stored documents says what the code does; see ``FormatExamples``.
@Suite struct StoredDocumentExampleTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  private func example(_ name: String) throws -> [UInt8] { try FormatExamples.bytes(of: name) }

  private func expect(_ made: [UInt8], toBeExample name: String) throws {
    #expect(try FormatExamples.difference(of: made, from: name) == nil)
  }

  @Test func `stored documents`() throws {
    let document = StoredDocument(fields: [
      .init(field: 0, text: Array("كتاب é".utf8)), .init(field: 4, text: Array("ar".utf8)),
    ])
    try expect(document.record, toBeExample: "record")
    try expect(LetterCodeTests.encode(document.record), toBeExample: "letter code")
    #expect(try LetterCodeTests.decode(example("letter code")) == document.record)
    var writer = try StoredDocumentWriter(directory, name: WordStoreSupport.name, form: .records)
    for record in [document.record, []] {
      unsafe try record.withUnsafeBufferPointer { unsafe try writer.append(record: $0) }
    }
    let summary = try writer.finish(synchronize: false)
    try expect(
      try body(of: summary.name, kind: .documents, in: home), toBeExample: "stored documents")
    try forge(try example("stored documents"), name: "d", kind: .documents, in: home)
    let reader = try StoredDocumentReader(directory.open("d", kind: .documents), documentCount: 2)
    #expect(try reader.document(0) == document)
    #expect(try reader.document(1).fields.isEmpty)
  }

  @Test func `words`() throws {
    let documents = [
      StoredDocument(fields: [
        .init(field: 0, text: Array("كتاب. كتاب كتاب".utf8)),
        .init(field: 4, text: Array("ar".utf8)),
      ]), StoredDocument(fields: []),
    ]
    let coder = try WordStoreSupport.coder(documents, fields: 1)
    try WordStoreSupport.write(documents, .words(coder), to: directory)
    try expect(
      try body(of: WordStoreSupport.name, kind: .documents, in: home), toBeExample: "words")
    try forge(try example("words"), name: "d", kind: .documents, in: home)
    let reader = try StoredDocumentReader(directory.open("d", kind: .documents), documentCount: 2)
    for id in 0..<2 { #expect(try reader.document(UInt32(id)) == documents[id]) }
  }

  @Test func `the table of letters`() throws {
    let text = LetterCode.scalars.map { String(Unicode.Scalar($0)!) }.joined()
    try expect(Array(text.utf8), toBeExample: "letters")
  }
}
