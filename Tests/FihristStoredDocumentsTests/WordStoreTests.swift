import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristStoredDocuments

@Suite struct WordStoreTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory
  private let prose: UInt64 = 0b11

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  private func writeWords(_ documents: [StoredDocument]) throws {
    let coder = try WordStoreSupport.coder(documents, fields: prose)
    try WordStoreSupport.write(documents, .words(coder), to: directory)
  }

  private func check(_ documents: [StoredDocument]) throws {
    let reader = try WordStoreSupport.open(documents.count, in: directory)
    for (id, document) in documents.enumerated() {
      #expect(try reader.document(UInt32(id)) == document, "document \(id)")
      let record = unsafe try reader.withRecord(of: UInt32(id)) { unsafe [UInt8]($0) }
      #expect(record == document.record)
      for field in [0, 1, 4, 7, 63, 64] {
        let text = try reader.text(ofField: field, in: UInt32(id))
        #expect(text == document.text(ofField: field), "document \(id), field \(field)")
      }
      try reader.withValues(of: UInt32(id)) { values in
        let texts = values.map { unsafe [UInt8]($0.bytes) }
        #expect(texts == document.fields.map(\.text), "document \(id)")
        #expect(values.map(\.field) == document.fields.map(\.field))
        for value in values { check(value, isProse: prose >> UInt64(value.field) & 1 != 0) }
      }
    }
    try reader.verify()
  }

  /// Joins the symbols of a value.
  private func check(_ value: StoredText, isProse: Bool) {
    let (bytes, symbols) = unsafe ([UInt8](value.bytes), [TextSymbol](value.symbols))
    guard isProse else { return #expect(symbols.isEmpty) }
    var end = 0
    var isBehindWord = false
    for symbol in symbols {
      if symbol.isWord, isBehindWord {
        #expect(bytes[end] == 0x20)
        end += 1
      }
      let next = Int(symbol.end) - value.origin
      #expect(next >= end && (next > end || !symbol.isWord))
      (end, isBehindWord) = (next, symbol.isWord)
    }
    #expect(end == bytes.count)
  }

  @Test(arguments: [1, 2, 64, 65, 130])
  func `documents come back, whatever is in them`(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    let documents = WordStoreSupport.documents(count, using: &random)
    try writeWords(documents)
    #expect(try WordStoreSupport.open(count, in: directory).wordsSize > 0)
    try check(documents)
  }

  @Test func `documents come back from many words, also from those that are not unpacked`() throws {
    // 80,000 words, more than are kept ready; some long, some with common beginnings.
    let documents = (0..<800).map { number in
      let words = (0..<100).map { index in
        "كلمة\(number)x\(index)" + String(repeating: "ن", count: index % 40)
      }
      let text = Array(words.joined(separator: [" ", "، ", "\n"][number % 3]).utf8)
      return StoredDocument(fields: [.init(field: 1, text: text)])
    }
    try writeWords(documents)
    try check(documents)
  }

  @Test func `rests wait for their dictionary in the right order`() throws {
    var random = SeededGenerator(seed: 13)
    // About 1.5 MB of rests, so that the dictionary is trained on the way; some have none.
    let documents = (0..<420).map { number in
      let address = (0..<450).map { _ in Int.random(in: 0...999, using: &random) }
      let rest = StoredDocument.Value(field: 4, text: Array("\(address)".utf8))
      let text = StoredDocument.Value(field: 1, text: WordStoreSupport.text(using: &random))
      return StoredDocument(fields: number % 5 == 0 ? [text] : [rest, text, rest])
    }
    try writeWords(documents)
    let reader = try WordStoreSupport.open(documents.count, in: directory)
    #expect(reader.dictionarySize > 1_000)
    for id in stride(from: 0, to: documents.count, by: 13) {
      #expect(try reader.document(UInt32(id)) == documents[id], "document \(id)")
    }
  }

  @Test func `a large document comes back`() throws {
    let text = Array(repeatElement(Array("مقالة طويلة جدا 🙂".utf8), count: 40_000).joined())
    let documents = [StoredDocument(fields: [.init(field: 1, text: text)])]
    try writeWords(documents)
    try check(documents)
  }

  @Test func `bits are packed as codes say`() throws {
    var random = SeededGenerator(seed: 14)
    for _ in 0..<40 {
      let codes = (0..<50).map { _ -> UInt32 in
        let length = UInt32.random(in: 1...24, using: &random)
        return .random(in: 0..<1 << length, using: &random) << 5 | length
      }
      var symbols = GrowingBuffer<UInt32>()
      var bits = ""
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let symbol = Int.random(in: 0..<50, using: &random)
        symbols.append(UInt32(symbol))
        let code = String(codes[symbol] >> 5, radix: 2)
        bits += String(repeating: "0", count: Int(codes[symbol] & 31) - code.count) + code
      }
      var packed: [UInt8] = []
      try BitPacker.pack(symbols, codes, into: &packed)
      let found = packed.map {
        let digits = String($0, radix: 2)
        return String(repeating: "0", count: 8 - digits.count) + digits
      }.joined()
      #expect(found.hasPrefix(bits) && found.count - bits.count < 8)
      #expect(found.dropFirst(bits.count).allSatisfy { $0 == "0" })
    }
    var symbols = GrowingBuffer<UInt32>()
    symbols.append(1)
    var packed: [UInt8] = []
    for codes: [UInt32] in [[33], [33, 0]] {
      let error = #expect(throws: IndexError.self) {
        try BitPacker.pack(symbols, codes, into: &packed)
      }
      #expect(error?.kind == .invalid)
    }
  }

  @Test func `the section and the codes do not depend on the order of documents`() throws {
    var random = SeededGenerator(seed: 15)
    let documents = WordStoreSupport.documents(80, using: &random)
    var first: [UInt8]?
    for _ in 0..<4 {
      let coder = try WordStoreSupport.coder(documents.shuffled(using: &random), fields: prose)
      try WordStoreSupport.write(documents, .words(coder), to: directory)
      let bytes = try home.bytes(of: WordStoreSupport.name)
      #expect(first == nil || first == bytes)
      first = bytes
    }
  }

  @Test func `numbering symbols again is the same as cutting text again`() throws {
    var random = SeededGenerator(seed: 16)
    let documents = WordStoreSupport.documents(40, using: &random)
    try writeWords(documents)
    let reader = try WordStoreSupport.open(documents.count, in: directory)
    var plain = RecordSplitter()
    var copied = RecordSplitter()
    for fields in [prose, 0b10] {
      for (id, document) in documents.enumerated() {
        let record = document.record
        unsafe try record.withUnsafeBufferPointer { unsafe try plain.split($0, words: fields) }
        try copied.split(UInt32(id), of: reader, source: 2, words: fields)
        let (own, other) = (strings(copied), strings(plain))
        #expect(own == other)
        let (rest, otherRest) = (copied.rest, plain.rest)
        #expect(rest == otherRest)
      }
    }
  }

  /// The strings of the last document.
  private func strings(_ splitter: borrowing RecordSplitter) -> [[UInt8]] {
    (0..<splitter.symbols.count).map {
      unsafe Array(splitter.table.letters(of: splitter.symbols.base[$0]))
    }
  }

  @Test func `flipped bits, truncations and forged bytes are noticed or harmless`() throws {
    var random = SeededGenerator(seed: 9)
    let documents = WordStoreSupport.documents(4, using: &random)
    try writeWords(documents)
    let name = WordStoreSupport.name
    func readAll() throws -> [StoredDocument] {
      let reader = try WordStoreSupport.open(4, in: directory)
      return try (0..<4).map { try reader.document($0) }
    }
    try forEveryFlippedBit(of: name, in: home, step: 41) { bit in
      let found = try readAll()
      #expect(found == documents, "bit \(bit)")
    }
    try forEveryTruncation(of: name, in: home, step: 31) { _ = try readAll() }
    let original = try body(of: name, kind: .documents, in: home)
    for offset in original.indices {
      for value in [original[offset] ^ 0xFF, original[offset] ^ 1] {
        var bytes = original
        bytes[offset] = value
        try readForged(bytes)
      }
    }
    for round in 0..<200 {
      var bytes = original
      for _ in 0...3 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      if round % 7 == 0 { bytes.removeLast(Int.random(in: 0...bytes.count, using: &random)) }
      try readForged(bytes)
    }
  }

  /// Reads a body with right checksums in every way that there is: damage is all that may be said.
  private func readForged(_ bytes: [UInt8]) throws {
    try forge(bytes, name: "forged", kind: .documents, in: home)
    do throws(IndexError) {
      let reader = try StoredDocumentReader(
        directory.open("forged", kind: .documents), documentCount: 4)
      _ = try reader.mostFrequentWord([["ق", "ف"], ["ا", "ي"], ["ل"]])
      var splitter = RecordSplitter()
      for id in 0..<UInt32(4) {
        do throws(IndexError) {
          _ = try reader.document(id)
        } catch { #expect(error.kind == .damaged) }
        do throws(IndexError) {
          try splitter.split(id, of: reader, source: 0, words: prose)
        } catch { #expect(error.kind == .damaged) }
      }
    } catch { #expect(error.kind == .damaged) }
  }

  @Test func `many threads may fetch at once`() async throws {
    var random = SeededGenerator(seed: 10)
    let documents = WordStoreSupport.documents(60, using: &random)
    try writeWords(documents)
    let reader = try WordStoreSupport.open(60, in: directory)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<4 {
        group.addTask {
          try (0..<60).allSatisfy {
            let id = ($0 * 37 + task) % 60
            return try reader.document(UInt32(id)) == documents[id]
          }
        }
      }
      for try await isEqual in group { #expect(isEqual) }
    }
  }
}
