import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristStoredDocuments

@Suite struct StoredDocumentTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory
  private let name = "seg-0000000001.documents"

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  private func write(_ documents: [StoredDocument]) throws {
    var writer = try StoredDocumentWriter(
      directory, name: "seg-0000000001.documents", form: .records)
    for document in documents {
      unsafe try document.record.withUnsafeBufferPointer { unsafe try writer.append(record: $0) }
    }
    _ = try writer.finish(synchronize: false)
  }

  private func open(_ count: Int) throws -> StoredDocumentReader {
    try StoredDocumentReader(directory.open(name, kind: .documents), documentCount: count)
  }

  private func check(_ documents: [StoredDocument]) throws {
    let reader = try open(documents.count)
    for (id, document) in documents.enumerated() {
      #expect(try reader.document(UInt32(id)) == document, "document \(id)")
    }
    try reader.verify()
    let error = #expect(throws: IndexError.self) {
      _ = try reader.document(UInt32(documents.count))
    }
    #expect(error?.kind == .invalid)
  }

  @Test(arguments: [0, 1, 63, 64, 65, 128, 200])
  func `documents come back`(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    let documents = SampleDocuments.make(count, using: &random)
    try write(documents)
    try check(documents)
  }

  @Test func `documents beyond the training sample come back too, and the dictionary pays`() throws
  {
    var random = SeededGenerator(seed: 5)
    let some = SampleDocuments.make(300, using: &random)
    // About 1.5 MB of letters: the dictionary is trained on the way.
    let long = some.map { document in
      StoredDocument(
        fields: document.fields.map {
          StoredDocument.Value(
            field: $0.field, text: Array(repeatElement($0.text, count: 25).joined()))
        })
    }
    try write(long)
    try check(long)
    #expect(try open(300).dictionarySize > 1_000)
    try write(some)
    let small = try open(300)
    #expect(small.dictionarySize > 0)
    try write(Array(some.prefix(63)))
    #expect(try open(63).dictionarySize == 0)
  }

  @Test func `a large document comes back`() throws {
    let text = Array(repeatElement(Array("مقالة طويلة جدا ".utf8), count: 40_000).joined())
    let documents = [StoredDocument(fields: [.init(field: 1, text: text)])]
    try write(documents)
    try check(documents)
  }

  @Test func `records that are cut off or name no field are refused`() {
    let record = StoredDocument(fields: [
      .init(field: 0, text: Array("abc".utf8)), .init(field: 63, text: []),
    ]).record
    for count in 0...record.count {
      let found = unsafe Array(record[..<count]).withUnsafeBytes {
        unsafe StoredDocument(record: $0)
      }
      #expect((found != nil) == [0, 5, 7].contains(count), "\(count) bytes")
    }
    let foreign = unsafe [UInt8]([64, 0]).withUnsafeBytes { unsafe StoredDocument(record: $0) }
    #expect(foreign == nil)
  }

  @Test func `flipped bits, truncations and forged bytes are noticed or harmless`() throws {
    var random = SeededGenerator(seed: 9)
    let documents = SampleDocuments.make(4, using: &random)
    try write(documents)
    try forEveryFlippedBit(of: name, in: home, step: 7) { bit in
      let reader = try open(4)
      for id in 0..<4 { #expect(try reader.document(UInt32(id)) == documents[id], "bit \(bit)") }
    }
    try forEveryTruncation(of: name, in: home, step: 5) { _ = try open(4) }
    let original = try body(of: name, kind: .documents, in: home)
    for round in 0..<500 {
      var bytes = original
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
      if round % 7 == 0 { bytes.removeLast(Int.random(in: 0...bytes.count, using: &random)) }
      try forge(bytes, name: name, kind: .documents, in: home)
      do {
        let reader = try open(4)
        for id in 0..<4 { _ = try reader.document(UInt32(id)) }
      } catch let error as IndexError { #expect(error.kind == .damaged) }
    }
  }

  @Test func `many threads may fetch at once`() async throws {
    var random = SeededGenerator(seed: 10)
    let documents = SampleDocuments.make(200, using: &random)
    try write(documents)
    let reader = try open(200)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<4 {
        group.addTask {
          try (0..<200).allSatisfy {
            let id = ($0 * 37 + task) % 200
            return try reader.document(UInt32(id)) == documents[id]
          }
        }
      }
      for try await isEqual in group { #expect(isEqual) }
    }
  }
}
