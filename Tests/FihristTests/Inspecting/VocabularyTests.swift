import Fihrist
import FihristTestSupport
import Testing

@Suite struct VocabularyTests {
  private static let schema = try? Schema(
    fields: [Field.text("text", analyzer: "whitespace")], levels: nil)

  /// Documents of a few words; some occur often in a document.
  private static func documents(
    _ random: inout SeededGenerator
  ) -> [(key: String, words: [String])] {
    (0..<60).map { number in
      (
        "k\(number)",
        (0..<Int.random(in: 1...9, using: &random)).map { _ in
          "w\(Int.random(in: 0...20, using: &random))"
        }
      )
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `terms, postings and lengths are those of the documents that are left`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try BlockingIndexWriter(
      path: directory.path, schema: Self.schema, options: options)
    var documents = Self.documents(&random)
    for (number, document) in documents.enumerated() {
      try writer.add(
        SourceDocument(
          key: document.key, values: ["text": document.words.joined(separator: " ")]))
      if number % 25 == 24 { try writer.commit() }
    }
    try writer.commit()
    for _ in 0..<15 {
      let removed = documents.remove(at: Int.random(in: documents.indices, using: &random))
      try writer.delete(key: removed.key)
    }
    try writer.close()

    let index = try Index(path: directory.path)
    var vocabulary = try index.vocabulary()
    let keys = try vocabulary.keys()
    #expect(Set(keys) == Set(documents.map(\.key)) && keys.count == documents.count)
    let words = Dictionary(uniqueKeysWithValues: documents.map { ($0.key, $0.words) })
    #expect(try vocabulary.lengths().map(Int.init) == keys.map { words[$0]?.count })
    var found: [String] = []
    while try vocabulary.next() {
      let term = String(decoding: vocabulary.bytes, as: UTF8.self)
      found.append(term)
      let counts = Dictionary(
        uniqueKeysWithValues: try vocabulary.postings().map {
          (keys[Int($0.document)], Int($0.frequency))
        })
      let expected = words.mapValues { $0.count { $0 == term } }.filter { $0.value > 0 }
      #expect(counts == expected && vocabulary.documentCount == expected.count)
    }
    #expect(found == Set(documents.flatMap(\.words)).sorted())
    #expect(index.statistics.documentCount == UInt64(documents.count))
    #expect(
      index.statistics.totalLengths[.first] == UInt64(documents.map(\.words.count).reduce(0, +)))
  }

  @Test func `a term space that is not there is refused`() throws {
    let directory = try TemporaryDirectory()
    let writer = try BlockingIndexWriter(path: directory.path, schema: Self.schema)
    try writer.add(SourceDocument(key: "a", values: ["text": "w"]))
    try writer.close()
    let index = try Index(path: directory.path)
    #expect(throws: IndexError.self) {
      try index.vocabulary(of: TermSpaceOrdinal(rawValue: 200))
    }
  }
}
