import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristFormat

/// The pages of the format say what the code does: each example is what the writer makes, and the
/// reader finds in it what the page says.
@Suite struct FormatExampleTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  private func example(_ name: String) throws -> [UInt8] { try FormatExamples.bytes(of: name) }

  /// Compares the bytes that were made with the page's, and shows them if they differ.
  private func expect(_ made: [UInt8], toBeExample name: String) throws {
    #expect(try FormatExamples.difference(of: made, from: name) == nil)
  }

  private static let keys = ["a-1", "a-12", "b"].map { Array($0.utf8) }

  private func writeKeys() throws -> FileSummary {
    var writer = try KeyWriter(directory, segment: 1)
    for key in Self.keys { unsafe try key.withUnsafeBufferPointer { unsafe try writer.append($0) } }
    return try writer.finish(synchronize: false)
  }

  @Test func `a whole file`() throws {
    let summary = try writeKeys()
    try expect(try home.bytes(of: summary.name), toBeExample: "whole file")
    try home.write(try example("whole file"), to: "seg-0000000001.keys")
    #expect(try directory.open(summary, kind: .keys).byteCount == 30)
  }

  @Test func `keys`() throws {
    let summary = try writeKeys()
    try expect(try body(of: summary.name, kind: .keys, in: home), toBeExample: "keys")
    try forge(try example("keys"), name: "k", kind: .keys, in: home)
    let reader = try KeyReader(directory.open("k", kind: .keys), documentCount: 3)
    for (document, key) in Self.keys.enumerated() {
      #expect(try reader.key(of: UInt32(document)) == key)
    }
  }

  @Test func `terms`() throws {
    let terms = ["2024", "كتاب", "كتب"].map { Array($0.utf8) }
    let entries = [
      TermEntry(documentFrequency: 1, postings: 100..<103, positions: 40..<42),
      TermEntry(documentFrequency: 200, postings: 103..<463, positions: 42..<342),
      TermEntry(documentFrequency: 3, postings: 463..<473, positions: 342..<346),
    ]
    var writer = try TermDictionaryWriter(directory, segment: 1)
    writer.startSpace(hasPositions: true)
    for (term, entry) in zip(terms, entries) {
      unsafe try term.withUnsafeBufferPointer { unsafe try writer.append($0, entry) }
    }
    try writer.finishSpace()
    let summary = try writer.finish(synchronize: false)
    try expect(try body(of: summary.name, kind: .terms, in: home), toBeExample: "terms")
    try forge(try example("terms"), name: "t", kind: .terms, in: home)
    let file = try directory.open("t", kind: .terms)
    let reader = try TermDictionaryReader(
      file, in: FileSections.read(file, count: 1)[0], hasPositions: true)
    for (term, entry) in zip(terms, entries) {
      let found = unsafe try term.withUnsafeBufferPointer { unsafe try reader.find($0) }
      #expect(found == entry)
    }
  }

  @Test func `norms`() throws {
    let lengths: [UInt32] = [7, 101, 0]
    let fieldEnds: [[UInt32]] = [[2, 6], [0, 91], [0, 0]]
    let columns = DocumentColumns(
      SpaceColumns(lengths: lengths, lastPositions: [5, 90, 0]), scale: 2)
    var ends = FieldEndsWriter(fieldCount: 2)
    for fields in fieldEnds {
      unsafe fields.withUnsafeBufferPointer { unsafe ends.append($0) }
    }
    let summary = try NormsWriter.write(
      [columns], fieldEnds: ends.finish(), segment: 1, to: directory, synchronize: false)
    try expect(try body(of: summary.name, kind: .norms, in: home), toBeExample: "norms")
    try forge(try example("norms"), name: "n", kind: .norms, in: home)
    let file = try directory.open("n", kind: .norms)
    let sections = try FileSections.read(file, count: 2)
    let reader = try NormsReader(
      file, in: sections[0], documentCount: 3, hasWidths: true, scale: 2)
    #expect(try reader.lengths() == lengths)
    let found = try FieldEnds(file, in: sections[1], documentCount: 3, fieldCount: 2)
    for (document, fields) in fieldEnds.enumerated() {
      var read: [UInt32] = []
      try found.read(UInt32(document), into: &read)
      #expect(read == fields)
    }
  }

  @Test func `live documents`() throws {
    var live = LiveDocuments(allLive: 70)
    for document: UInt32 in [1, 69] { live.remove(document) }
    let summary = try live.write(to: directory, segment: 1, generation: 2, synchronize: false)
    try expect(try body(of: summary.name, kind: .live, in: home), toBeExample: "live documents")
    let found = try forge(try example("live documents"), name: "l", kind: .live, in: home)
    let read = try LiveDocuments.read(found, from: directory, documentCount: 70, liveCount: 68)
    #expect((0..<70).filter { !read.isLive($0) } == [1, 69])
  }

  @Test func `columns`() throws {
    let schema = try Schema(fields: [
      .text("body"), .keyword("source"), .keyword("tags"), .date("date"),
    ])
    let strings: [[[String]]] = [[["alwatan"], [], ["okaz"]], [["oil", "opec"], [], ["oil"]]]
    let dates: [Int64?] = [1_437_436_800, nil, 1_437_609_600]
    let keywords = strings.map { NaiveColumns.Keywords($0.map { $0.map { Array($0.utf8) } }) }
    var writer = try ColumnsWriter(directory, segment: 1, schema: schema)
    for source in keywords { try writer.append(source, documentCount: 3) }
    try writer.append(NaiveColumns.Numbers(values: dates), documentCount: 3)
    let summary = try writer.finish(synchronize: false)
    try expect(try body(of: summary.name, kind: .columns, in: home), toBeExample: "columns")
    try forge(try example("columns"), name: "c", kind: .columns, in: home)
    let columns = try SegmentColumns(
      directory.open("c", kind: .columns), schema: schema, documentCount: 3)
    try columns.verify()
    for (field, expected) in zip([1, 2], strings) {
      guard case .keyword(let column) = try columns.column(field) else { throw MissingColumn() }
      let found = try (0..<3).map { try column.strings(of: $0) }
      #expect(found.map { $0.map { String(decoding: $0, as: UTF8.self) } } == expected)
    }
    guard case .number(let column) = try columns.column(3) else { throw MissingColumn() }
    #expect(try (0..<3).map { try column.value(of: $0) } == dates)
  }

  @Test func `manifest`() throws {
    let fields = [
      Field.text("body", hasPositions: false, isSearchedAlone: true, leadLength: 20),
      .keyword("source"),
    ]
    let levels = try LevelWeights(form: 0.4, stem: 0.5, root: 0)
    var files = FilesByKind<FileSummary>()
    let kinds: [FileKind] = [.terms, .postings, .norms, .documents, .keys, .columns]
    for (number, kind) in kinds.enumerated() {
      files[kind] = FileSummary(
        name: IndexFileName.segment(1, kind), byteCount: UInt64(200 + number),
        checksum: 0x0A0B_0C0D)
    }
    files[.live] = FileSummary(
      name: IndexFileName.live(segment: 1, generation: 2), byteCount: 120, checksum: 0x0102_0304)
    let segment = SegmentInfo(
      number: 1, documentCount: 3, liveCount: 2,
      spaces: (0..<3).map { _ in
        SpaceInfo(totalLength: 50, liveTotalLength: 40, averageLength: 16.5)
      },
      parameters: RankingParameters(), isCanonical: true, files: files)
    let manifest = Manifest(
      generation: 2, schema: try Schema(fields: fields, levels: levels),
      parameters: RankingParameters(),
      analyzerIdentity: "arabic 1", nextSegment: 2, segments: [segment],
      userData: ["log": "42"], inputMapping: "{}")
    try expect(manifest.bytes, toBeExample: "manifest")
    var reader = ByteReader(try example("manifest"))
    #expect(try Manifest(&reader) == manifest)
    let copy = try example("head of a copy") + example("manifest")
    #expect(copy.count == 469)
    try expect(Array(manifest.body.prefix(12)), toBeExample: "head of a copy")
    #expect(manifest.body == copy + [UInt8](repeating: 0, count: 4_096 - copy.count) + copy)
    try manifest.commit(to: directory)
    #expect(
      try body(of: IndexFileName.manifest(2), kind: .manifest, in: home) == manifest.body)
  }
}

private struct MissingColumn: Error {}
