import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristFormat

/// Signatures against their definition, and against sets of shingles.
@Suite struct SignatureTests {
  private static func words(_ range: Range<Int>) -> [UInt64] {
    range.map { Shingle.word(Array("w\($0)".utf8)[...]) }
  }

  private static func signature(_ words: [UInt64]) -> [UInt8] {
    var bytes: [UInt8] = []
    var signature = TextSignature()
    // What came before must not matter.
    signature.append(ofWords: Self.words(500..<540), to: &bytes)
    bytes.removeAll()
    signature.append(ofWords: words, to: &bytes)
    return bytes
  }

  private static func shingles(_ words: [UInt64]) -> Set<UInt64> {
    var shingles: Set<UInt64> = []
    Shingle.forEach(of: words) { shingles.insert($0) }
    return shingles
  }

  @Test func `shingles are four words in their order`() {
    #expect(Self.shingles([]).isEmpty)
    for count in 1...4 { #expect(Self.shingles(Self.words(0..<count)).count == 1) }
    #expect(Self.shingles(Self.words(0..<9)).count == 6)
    #expect(Self.shingles(Self.words(0..<9)).isSuperset(of: Self.shingles(Self.words(2..<7))))
    let words = Self.words(0..<4)
    #expect(Self.shingles(words) != Self.shingles(words.reversed()))
    #expect(Self.shingles(words) != Self.shingles(Array(words.prefix(3))))
  }

  @Test func `the section is what the page says`() throws {
    let home = try TemporaryDirectory()
    let directory = IndexDirectory(path: home.path)
    let texts = [
      ["اسعار", "نفط", "ترتفع"].map { Shingle.word(Array($0.utf8)[...]) }, [], Self.words(0..<60),
    ]
    let source = Signatures(bytes: texts.map(Self.signature))
    let schema = try Schema(fields: [.text("body")], hasSignatures: true)
    var writer = try ColumnsWriter(directory, segment: 1, schema: schema)
    try writer.append(source, documentCount: 3)
    let summary = try writer.finish(synchronize: false)
    let made = try body(of: summary.name, kind: .columns, in: home)
    #expect(try FormatExamples.difference(of: made, from: "signatures") == nil)
    try forge(
      try FormatExamples.bytes(of: "signatures"), name: "s", kind: .columns, in: home)
    let columns = try SegmentColumns(
      directory.open("s", kind: .columns), schema: schema, documentCount: 3)
    try columns.verify()
    #expect(columns.signatureByteCount == 96)
    let column = try #require(try columns.signatures())
    var read: [UInt8] = []
    for document in 0..<3 { column.append(document, to: &read) }
    #expect(read == source.bytes.flatMap(\.self))
    // As many documents as there are signatures.
    let other = try SegmentColumns(
      directory.open("s", kind: .columns), schema: schema, documentCount: 4)
    #expect(throws: IndexError.self) { try other.verify() }
  }

  @Test func `the share of equal bytes is about the share of common shingles`() {
    var random = SeededGenerator(seed: 71)
    var (sum, count) = (0.0, 0.0)
    for _ in 0..<400 {
      let start = Int.random(in: 0..<100_000, using: &random)
      let length = Int.random(in: 30...400, using: &random)
      let common = Int.random(in: 0...length, using: &random)
      let one = Self.words(start..<start + length)
      let other = Array(one.prefix(common)) + Self.words(200_000 + start..<200_010 + start)
      let (a, b) = (Self.shingles(one), Self.shingles(other))
      let overlap = Double(a.intersection(b).count) / Double(a.union(b).count)
      let equal = zip(Self.signature(one), Self.signature(other)).count { $0 == $1 }
      let share = Double(equal) / Double(TextSignature.byteCount)
      #expect(abs(share - overlap) < 0.45, "\(length) \(common)")
      sum += share - overlap
      count += 1
    }
    // Without bias, as far as bytes are not equal by chance.
    #expect(abs(sum / count) < 0.015)
  }

  @Test(arguments: 1...12)
  func `short texts have whole signatures`(length: Int) {
    let signature = Self.signature(Self.words(0..<length))
    #expect(signature.count == TextSignature.byteCount && signature.contains { $0 != 0 })
    #expect(signature == Self.signature(Self.words(0..<length)))
    let other = Self.signature(Self.words(100..<100 + length))
    #expect(zip(signature, other).count { $0 == $1 } < 6)
  }

  @Test func `a schema has signatures of texts that are stored`() throws {
    #expect(throws: SchemaError.self) {
      try Schema(fields: [.text("body", isStored: false), .keyword("k")], hasSignatures: true)
    }
    let schema = try Schema(
      fields: [.text("title", isStored: false), .text("body"), .storedText("more")],
      hasSignatures: true)
    #expect(schema.signedFields == [1])
    #expect(schema.segmentFileKinds.contains(.columns))
    let plain = try Schema(fields: [.text("body", analyzer: "light10")], hasSignatures: true)
    #expect(plain.signedFields == [0])
    let without = try Schema(fields: [.text("body")])
    #expect(!without.segmentFileKinds.contains(.columns) && without != plain)
    #expect(!Schema.article.hasSignatures)
    #expect(Schema.article(dateOrder: .dayMonth, hasSignatures: true).hasSignatures)
  }

  @Test(arguments: [false, true], [false, true])
  func `manifests keep the switch`(hasLevels: Bool, hasSignatures: Bool) throws {
    let schema = try Schema(
      fields: [.text("body", analyzer: hasLevels ? "arabic" : "light10")],
      hasSignatures: hasSignatures)
    let manifest = Manifest(
      generation: 1, schema: schema, parameters: RankingParameters(), analyzerIdentity: "a",
      nextSegment: 1, segments: [])
    var reader = ByteReader(manifest.bytes)
    let read = try Manifest(&reader)
    #expect(read.schema == schema && read.schema.hasSignatures == hasSignatures)
    #expect((read.schema.levels != nil) == hasLevels)
  }
}

/// Signatures in memory.
private struct Signatures: SignatureSource {
  var bytes: [[UInt8]]

  func append(_ document: Int, to bytes: inout [UInt8]) { bytes += self.bytes[document] }
}
