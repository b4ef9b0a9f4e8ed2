import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristFormat

@Suite struct TermDictionaryTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory
  private let name = "seg-0000000001.terms"

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  /// Entries of lists that lie side by side, of all sizes.
  private static func entries(
    _ count: Int, hasPositions: Bool, using random: inout SeededGenerator
  ) -> [TermEntry] {
    var (postings, positions) = (0, 0)
    return (0..<count).map { _ in
      let isRare = Bool.random(using: &random)
      let frequency = Int.random(in: isRare ? 1...4 : 1...70_000, using: &random)
      let listCount = Int.random(in: isRare ? 1...9 : 1...300_000, using: &random)
      let positionCount =
        hasPositions ? Int.random(in: isRare ? 0...8 : 0...400_000, using: &random) : 0
      defer { (postings, positions) = (postings + listCount, positions + positionCount) }
      return TermEntry(
        documentFrequency: frequency, postings: postings..<postings + listCount,
        positions: positions..<positions + positionCount)
    }
  }

  @discardableResult
  private func write(
    _ terms: [[UInt8]], _ entries: [TermEntry], hasPositions: Bool = true
  ) throws -> FileSummary {
    var writer = try TermDictionaryWriter(directory, segment: 1)
    writer.startSpace(hasPositions: hasPositions)
    for (term, entry) in zip(terms, entries) {
      unsafe try term.withUnsafeBufferPointer { unsafe try writer.append($0, entry) }
    }
    try writer.finishSpace()
    return try writer.finish(synchronize: false)
  }

  private func open(hasPositions: Bool = true) throws -> TermDictionaryReader {
    let file = try directory.open(name, kind: .terms)
    let section = try FileSections.read(file, count: 1)[0]
    return try TermDictionaryReader(file, in: section, hasPositions: hasPositions)
  }

  private func find(_ term: [UInt8], in reader: TermDictionaryReader) throws -> TermEntry? {
    unsafe try term.withUnsafeBufferPointer { unsafe try reader.find($0) }
  }

  private func all(_ reader: TermDictionaryReader) throws -> [([UInt8], TermEntry)] {
    var cursor = TermCursor(reader)
    var found: [([UInt8], TermEntry)] = []
    while try cursor.next() { found.append((cursor.bytes, cursor.entry)) }
    return found
  }

  /// The codes of the terms of each block, put together from what a walk reads.
  private func codes(_ blocks: inout TermBlocks) throws -> [[[UInt8]]] {
    try (0..<blocks.count).map { number in
      var strings = try blocks.open(number)
      var codes: [[UInt8]] = []
      while strings.remaining > 0 {
        let control = strings.nibbles()
        let (shared, rest) = try #require(control)
        let bytes = unsafe strings.take(rest)
        let suffix = unsafe try #require(bytes)
        let before = codes.last ?? []
        let tail = unsafe Array(UnsafeBufferPointer(start: suffix, count: rest))
        codes.append(before[..<shared] + tail)
      }
      return codes
    }
  }

  @Test(arguments: [1, 2, 31, 32, 33, 64, 65, 1_500])
  func `blocks have the terms in order, and are found by codes`(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    let terms = SampleTerms.sorted(count, using: &random)
    let entries = Self.entries(count, hasPositions: true, using: &random)
    try write(terms, entries)
    var blocks = TermBlocks(try open())
    let codes = try codes(&blocks)
    #expect(codes.map(\.count).max() ?? 0 <= TermBlock.termCount)
    #expect(Array(codes.joined()) == terms.compactMap(TermCode.code(of:)))
    let others = SampleTerms.sorted(300, using: &random).compactMap(TermCode.code(of:))
    for number in 0..<blocks.count {
      for target in others + codes.joined().shuffled(using: &random).prefix(100) + [[], [0xFF]] {
        let start = target.prefix(Int.random(in: 1...8, using: &random))
        let bytes = start.enumerated().reduce(UInt64(0)) {
          $0 | UInt64($1.element) << UInt64(56 - 8 * $1.offset)
        }
        _ = try blocks.open(number)
        let found = blocks.following(reaching: bytes)
        #expect(found > number && found <= blocks.count)
        // No term that is wanted lies in a block that is passed over.
        for code in codes[number + 1..<max(number + 1, found)].joined() {
          #expect(code.lexicographicallyPrecedes(start))
        }
        if found > number + 1, found < blocks.count {
          #expect(codes[found][0].lexicographicallyPrecedes(start))
        }
      }
      _ = try blocks.open(number)
      let first = number * TermBlock.termCount
      for index in codes[number].indices where Bool.random(using: &random) {
        #expect(try blocks.entry(index) == entries[first + index])
      }
    }
  }

  @Test(arguments: [0, 1, 2, 31, 32, 33, 64, 65, 1_500], [true, false])
  func `look-ups and cursor agree with the list of terms`(count: Int, hasPositions: Bool) throws {
    var random = SeededGenerator(seed: UInt64(count))
    let terms = SampleTerms.sorted(count, using: &random)
    let entries = Self.entries(count, hasPositions: hasPositions, using: &random)
    try write(terms, entries, hasPositions: hasPositions)
    let reader = try open(hasPositions: hasPositions)
    #expect(reader.termCount == count)
    for (term, entry) in zip(terms, entries) { #expect(try find(term, in: reader) == entry) }
    let found = try all(reader)
    #expect(found.map(\.0) == terms)
    #expect(found.map(\.1) == entries)
    let present = Set(terms)
    for term in SampleTerms.sorted(300, using: &random) where !present.contains(term) {
      #expect(try find(term, in: reader) == nil)
    }
    for term in terms.prefix(200) {
      for neighbour in [term + [0x61], Array(term.dropLast()), term + [0]]
      where !present.contains(neighbour) {
        #expect(try find(neighbour, in: reader) == nil)
      }
    }
  }

  @Test func `terms that share their first eight bytes across many blocks are found`() throws {
    let terms = (0..<5_000).map { number in
      Array(
        ("same start " + String(repeating: "0", count: 5 - "\(number)".count) + "\(number)").utf8)
    }
    let entries = terms.indices.map {
      TermEntry(documentFrequency: $0 + 1, postings: $0..<$0 + 1, positions: 0..<0)
    }
    try write([Array("a".utf8)] + terms, [entries[0]] + entries)
    let reader = try open()
    for index in stride(from: 0, to: terms.count, by: 13) {
      #expect(try find(terms[index], in: reader)?.documentFrequency == index + 1)
      #expect(try find(terms[index] + [0x30], in: reader) == nil)
    }
    #expect(try find(Array("same start".utf8), in: reader) == nil)
    #expect(try find(Array("same start :".utf8), in: reader) == nil)
  }

  @Test func `terms out of order, repeated, empty or too long are refused`() throws {
    let entry = TermEntry(documentFrequency: 1, postings: 0..<1, positions: 0..<1)
    for terms in [["b", "a"], ["a", "a"], [""], [String(repeating: "a", count: 1_025)]] {
      let error = #expect(throws: IndexError.self) {
        try write(terms.map { Array($0.utf8) }, [entry, entry])
      }
      #expect(error?.kind == .invalid)
    }
    #expect(!directory.contains(name))
  }

  @Test func `flipped bits and truncations are noticed`() throws {
    var random = SeededGenerator(seed: 7)
    let terms = SampleTerms.sorted(34, using: &random)
    let entries = Self.entries(34, hasPositions: true, using: &random)
    try write(terms, entries)
    try forEveryFlippedBit(of: name, in: home, step: 11) { bit in
      let reader = try open()
      #expect(try all(reader).map(\.1) == entries, "bit \(bit)")
      #expect(try find(terms[5], in: reader) == entries[5], "bit \(bit)")
    }
    try forEveryTruncation(of: name, in: home, step: 3) { _ = try open() }
  }

  /// Bytes with right checksums may still be anything.
  @Test func `forged bytes are errors or other answers, never a trap`() throws {
    var random = SeededGenerator(seed: 8)
    let terms = SampleTerms.sorted(70, using: &random)
    try write(terms, Self.entries(70, hasPositions: true, using: &random))
    let original = try body(of: name, kind: .terms, in: home)
    for round in 0..<800 {
      var bytes = original
      for _ in 0...round % 3 {
        let offset = Int.random(in: 0..<bytes.count, using: &random)
        bytes[offset] = [0, 0x0F, 0xF0, 0xFF, UInt8.random(in: 0...255, using: &random)][round % 5]
      }
      if round % 11 == 0 { bytes.removeLast(Int.random(in: 0...bytes.count, using: &random)) }
      try forge(bytes, name: name, kind: .terms, in: home)
      do {
        let reader = try open()
        _ = try find(terms[round % 70], in: reader)
        _ = try all(reader)
      } catch let error as IndexError { #expect(error.kind == .damaged) }
    }
  }
}
