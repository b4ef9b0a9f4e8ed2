import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristFormat

@Suite struct FrequentTermsTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory
  private let name = "seg-0000000001.terms"

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  private func write(_ terms: [[UInt8]], _ entries: [TermEntry]) throws -> TermDictionaryReader {
    var writer = try TermDictionaryWriter(directory, segment: 1)
    writer.startSpace(hasPositions: true)
    for (term, entry) in zip(terms, entries) {
      unsafe try term.withUnsafeBufferPointer { unsafe try writer.append($0, entry) }
    }
    try writer.finishSpace()
    _ = try writer.finish(synchronize: false)
    return try open()
  }

  private func open() throws -> TermDictionaryReader {
    let file = try directory.open(name, kind: .terms)
    let section = try FileSections.read(file, count: 1)[0]
    return try TermDictionaryReader(file, in: section, hasPositions: true)
  }

  /// Entries of lists that lie side by side, each term in 1 to 400 documents.
  private func entries(_ count: Int, using random: inout SeededGenerator) -> [TermEntry] {
    (0..<count).map {
      TermEntry(
        documentFrequency: Int.random(in: 1...400, using: &random),
        postings: 1_000 * $0..<1_000 * $0 + 900, positions: 2_000 * $0..<2_000 * $0 + 700)
    }
  }

  /// The keys of all codes that the format page puts into the table.
  private func expected(_ terms: [[UInt8]], _ entries: [TermEntry]) -> [UInt64: TermEntry] {
    var table: [UInt64: TermEntry] = [:]
    for (term, entry) in zip(terms, entries) where entry.documentFrequency >= 128 {
      guard let code = TermCode.code(of: term), code.count <= 8, code.last != 0 else { continue }
      let key = (code + [UInt8](repeating: 0, count: 8 - code.count)).reduce(UInt64(0)) {
        $0 << 8 | UInt64($1)
      }
      table[key] = entry
    }
    return table
  }

  @Test(arguments: [0, 1, 2, 3, 40, 3_000])
  func `the table has each short term of many documents, and no others`(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    let terms = SampleTerms.sorted(count, using: &random)
    let entries = entries(count, using: &random)
    let reader = try write(terms, entries)
    let expected = expected(terms, entries)
    #expect(reader.frequent.count == expected.count)
    #expect(try reader.frequent.countOfTakenSlots() == expected.count)
    for (key, entry) in expected { #expect(try reader.frequent.find(key) == entry) }
    for _ in 0..<1_000 {
      let key = UInt64.random(in: 1...UInt64.max, using: &random) & ~0xFFFF_FFFF
      #expect(try reader.frequent.find(key) == expected[key])
    }
    var found = 0
    for (term, entry) in zip(terms, entries) {
      if try reader.verifiesAsFrequent(term, entry) { found += 1 }
    }
    try reader.verifyFrequent(count: found)
    #expect(found == expected.count)
  }

  /// Filled with zeros, both have the same eight bytes.
  @Test func `a term that ends in NUL is not taken for another`() throws {
    let terms: [[UInt8]] = [Array("a".utf8), Array("a\0".utf8), Array("a\0b".utf8)]
    let entries = [300, 301, 302].map {
      TermEntry(documentFrequency: $0, postings: $0..<$0 + 1, positions: 0..<0)
    }
    for present in [[0], [1], [0, 1], [0, 1, 2], [1, 2]] {
      let reader = try write(present.map { terms[$0] }, present.map { entries[$0] })
      for index in terms.indices {
        let found = unsafe try terms[index].withUnsafeBufferPointer { unsafe try reader.find($0) }
        #expect(found == (present.contains(index) ? entries[index] : nil))
      }
    }
  }

  @Test func `numbers above 32 bits come back, and lists that do not fit are left out`() throws {
    let terms = ["a", "b", "c"].map { Array($0.utf8) }
    let far = 1 << 47 + 12_345
    let entries = [
      TermEntry(documentFrequency: 200, postings: far..<far + 9, positions: 7..<8),
      TermEntry(documentFrequency: 201, postings: far + 9..<far + 10 + (1 << 32), positions: 8..<9),
      TermEntry(
        documentFrequency: 202, postings: far + 10 + 1 << 32..<(1 << 48) + 5, positions: 9..<10),
    ]
    let table = entries.indices.map { index in
      unsafe terms[index].withUnsafeBufferPointer {
        unsafe FrequentTerm(code: $0.baseAddress!, count: 1, entries[index])
      }
    }
    #expect(table[0]?.entry == entries[0])
    #expect(table[1] == nil)
    #expect(table[2] == nil)
    var bytes: [UInt8] = []
    try #require(table[0]).append(to: &bytes)
    #expect(unsafe bytes.withUnsafeBytes { unsafe FrequentTerm($0) } == table[0])
  }

  @Test func `every altered byte of the table is noticed by the check`() throws {
    var random = SeededGenerator(seed: 4)
    let terms = SampleTerms.sorted(60, using: &random)
    let entries = entries(60, using: &random)
    let count = expected(terms, entries).count
    _ = try write(terms, entries)
    let original = try body(of: name, kind: .terms, in: home)
    let trailer = 40
    let slotCount = FrequentTerm.slotCount(terms: count)
    let table = original.count - trailer - FrequentTerm.byteCount * slotCount
    for offset in table..<original.count - trailer {
      var bytes = original
      bytes[offset] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try forge(bytes, name: name, kind: .terms, in: home)
      let reader = try open()
      let error = #expect(throws: IndexError.self, "byte \(offset)") {
        var found = 0
        for (term, entry) in zip(terms, entries) {
          if try reader.verifiesAsFrequent(term, entry) { found += 1 }
        }
        try reader.verifyFrequent(count: found)
      }
      #expect(error?.kind == .damaged)
    }
  }
}
