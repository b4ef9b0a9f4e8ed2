import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristStoredDocuments

@Suite struct LetterCodeTests {
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var code: [UInt8] = [7]
    unsafe bytes.withUnsafeBufferPointer { unsafe LetterCode.encode($0, appendingTo: &code) }
    return Array(code.dropFirst())
  }

  static func decode(_ code: [UInt8]) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: LetterCode.mostExpansion * code.count + 8)
    let count = unsafe code.withUnsafeBufferPointer { code in
      unsafe bytes.withUnsafeMutableBufferPointer {
        unsafe LetterCode.decode(code, to: $0.baseAddress!)
      }
    }
    return count.map { Array(bytes[..<$0]) }
  }

  @Test func `its letters are 128, ascending, of two or three bytes`() {
    let scalars = LetterCode.scalars
    #expect(scalars.count == 128)
    #expect(zip(scalars, scalars.dropFirst()).allSatisfy(<))
    #expect(scalars.allSatisfy { (0x80..<0x800).contains($0) || (0x2000..<0x2100).contains($0) })
  }

  @Test func `Arabic prose takes a byte a letter`() {
    let text = "قال: «أهلاً» — ثمّ مضى، ١٢٣."
    #expect(Self.encode(Array(text.utf8)).count == text.unicodeScalars.count)
  }

  @Test func `every scalar comes back`() {
    for value in UInt32(0)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(scalar).utf8)
      if Self.decode(Self.encode(bytes)) != bytes { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test func `every string of up to two bytes comes back`() {
    for first in UInt8.min...UInt8.max {
      #expect(Self.decode(Self.encode([first])) == [first])
      for second in stride(from: 0, through: 255, by: first >= 0xC0 || first < 4 ? 1 : 17) {
        let bytes = [first, UInt8(second)]
        if Self.decode(Self.encode(bytes)) != bytes { Issue.record("\(bytes)") }
      }
    }
  }

  @Test(arguments: 0..<40)
  func `any bytes come back, and never grow more than twofold`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let palette: [UInt8] = [
      0, 1, 2, 3, 0x41, 0x7F, 0x80, 0xA1, 0xBF, 0xC2, 0xD8, 0xD9, 0xE2, 0xEF, 0xF0, 0xFF,
    ]
    for _ in 0..<50 {
      let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        palette.randomElement(using: &random)!
      }
      let code = Self.encode(bytes)
      #expect(code.count <= 2 * bytes.count)
      #expect(Self.decode(code) == bytes, "\(bytes)")
    }
  }

  @Test func `codes that stand for nothing are refused`() {
    for code: [UInt8] in [
      [1], [2], [1, 0x41], [1, 0xC3], [1, 0xC3, 0x41], [0x41, 1, 0xE2, 0x80], [1, 0xFF],
    ] {
      #expect(Self.decode(code) == nil, "\(code)")
    }
  }
}

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
