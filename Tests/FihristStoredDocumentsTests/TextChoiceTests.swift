import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristStoredDocuments

@Suite struct TextChoiceTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  /// Documents of a text of `words` words as frequent as those of a language, in field 1.
  private func prose(
    _ count: Int, words: Int, using random: inout SeededGenerator
  ) -> [StoredDocument] {
    let letters = Array("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
    let vocabulary = (0..<1_500).map { _ in
      String(
        (0..<Int.random(in: 2...8, using: &random)).map { _ in
          letters.randomElement(using: &random)!
        })
    }
    return (0..<count).map { _ in
      let text = (0..<words).map { _ in
        let rank = Double.random(in: 0...1, using: &random)
        return vocabulary[Int(rank * rank * rank * rank * 1_499)]
      }.joined(separator: " ")
      return StoredDocument(fields: [
        .init(field: 1, text: Array(text.utf8)),
        .init(field: 5, text: Array("https://example.org/\(text.utf8.count)".utf8)),
      ])
    }
  }

  /// Documents of digits of random numbers in field 1.
  private func noise(_ count: Int, using random: inout SeededGenerator) -> [StoredDocument] {
    (0..<count).map { _ in
      let text = (0..<60).map { _ in
        String(UInt64.random(in: 0 ... .max, using: &random), radix: 36)
      }.joined(separator: " ")
      return StoredDocument(fields: [.init(field: 1, text: Array(text.utf8))])
    }
  }

  private func byteCount(
    _ documents: [StoredDocument], _ form: consuming StoredForm
  ) throws -> (bytes: Int, hasWords: Bool) {
    try WordStoreSupport.write(documents, form, to: directory)
    let reader = try WordStoreSupport.open(documents.count, in: directory)
    for (id, document) in documents.enumerated() where id % 17 == 0 {
      #expect(try reader.document(UInt32(id)) == document)
    }
    let bytes = try home.bytes(of: WordStoreSupport.name).count
    return (bytes, reader.wordsSize > 0)
  }

  @Test func `the smaller way is chosen`() throws {
    var random = SeededGenerator(seed: 21)
    var chosen: Set<Bool> = []
    let cases = [
      prose(1, words: 30, using: &random), prose(40, words: 30, using: &random),
      prose(200, words: 60, using: &random), noise(20, using: &random),
      noise(100, using: &random),
    ]
    for documents in cases {
      let plain = try byteCount(documents, .records)
      let words = try byteCount(
        documents, .words(try WordStoreSupport.coder(documents, fields: 0b10)))
      let found = try byteCount(documents, try WordStoreSupport.form(documents, fields: 0b10))
      #expect(!plain.hasWords && words.hasWords)
      #expect(found.bytes == min(plain.bytes, words.bytes), "\(documents.count) documents")
      chosen.insert(found.hasWords)
    }
    // Else one of the two was not tried.
    #expect(chosen == [false, true])
  }

  @Test func `a field of noise stays with the rest`() throws {
    var random = SeededGenerator(seed: 22)
    let texts = prose(100, words: 60, using: &random)
    let others = noise(100, using: &random)
    let documents = zip(texts, others).map { text, other in
      StoredDocument(
        fields: [.init(field: 0, text: other.fields[0].text)] + text.fields)
    }
    try WordStoreSupport.write(
      documents, try WordStoreSupport.form(documents, fields: 0b11), to: directory)
    let reader = try WordStoreSupport.open(100, in: directory)
    #expect(try reader.vocabulary()?.fields == 0b10)
    for (id, document) in documents.enumerated() {
      #expect(try reader.document(UInt32(id)) == document)
    }
    // A builder comes to the same bytes by another way.
    let first = try home.bytes(of: WordStoreSupport.name)
    try build(documents, Array(0..<100), fields: 0b11)
    #expect(try home.bytes(of: WordStoreSupport.name) == first)
  }

  /// Has documents collected in the order in which they are, and written in another.
  private func build(_ documents: [StoredDocument], _ order: [UInt32], fields: UInt64) throws {
    var compressor = DocumentCompressor(proseFields: fields)
    for document in documents {
      unsafe try document.record.withUnsafeBufferPointer { unsafe try compressor.append($0) }
    }
    let (count, byteCount) = (compressor.count, compressor.byteCount)
    #expect(count == documents.count && byteCount > 0)
    let row = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: order.count)
    defer { unsafe row.deallocate() }
    _ = unsafe row.initialize(from: order)
    var texts = unsafe try compressor.finish(order: UnsafeBufferPointer(row))
    var writer = try StoredDocumentWriter(
      directory, name: "seg-0000000001.documents", form: texts.takeForm())
    for index in order { try texts.append(Int(index), to: &writer) }
    _ = try writer.finish(synchronize: false)
  }

  @Test(arguments: [UInt64(0), 0b10])
  func `documents collected early go into a segment in another order`(fields: UInt64) throws {
    var random = SeededGenerator(seed: 6)
    for documents in [
      prose(70, words: 50, using: &random), noise(30, using: &random),
      prose(3, words: 5, using: &random), WordStoreSupport.documents(40, using: &random),
    ] {
      // One of seven was replaced.
      let order = documents.indices.filter { $0 % 7 != 3 }.shuffled(using: &random)
      try build(documents, order.map { UInt32($0) }, fields: fields)
      let reader = try WordStoreSupport.open(order.count, in: directory)
      for (id, index) in order.enumerated() {
        #expect(try reader.document(UInt32(id)) == documents[index], "document \(id)")
      }
      let kept = order.map { documents[$0] }
      let surveyed = try byteCount(kept, try WordStoreSupport.form(kept, fields: fields))
      #expect(surveyed.hasWords == (reader.wordsSize > 0))
    }
  }

  @Test func `nothing is surveyed where no field is prose`() throws {
    var random = SeededGenerator(seed: 7)
    let documents = prose(40, words: 20, using: &random)
    let isDecided = TextSurvey(proseFields: 0).isDecided
    #expect(isDecided)
    let found = try byteCount(documents, try WordStoreSupport.form(documents, fields: 0))
    #expect(!found.hasWords)
  }

  @Test func `frames and records are not mixed up`() throws {
    let frames = StoredForm.frames(FrameForm(dictionary: [], words: []))
    var takesFrames = try StoredDocumentWriter(
      directory, name: "seg-0000000001.documents", form: frames)
    var takesRecords = try StoredDocumentWriter(
      directory, name: "seg-0000000002.documents", form: .records)
    let bytes: [UInt8] = [0]
    let first = #expect(throws: IndexError.self) {
      unsafe try bytes.withUnsafeBufferPointer { unsafe try takesFrames.append(record: $0) }
    }
    let second = #expect(throws: IndexError.self) {
      unsafe try bytes.withUnsafeBufferPointer { unsafe try takesRecords.append(frame: $0) }
    }
    #expect(first?.kind == .invalid && second?.kind == .invalid)
    _ = try takesFrames.finish(synchronize: false)
    _ = try takesRecords.finish(synchronize: false)
  }
}
