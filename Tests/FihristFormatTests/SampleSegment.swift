import FihristStorage
import FihristStoredDocuments
import FihristTestSupport
import Testing

@testable import FihristFormat

/// A segment as plain values: what is written, and what must come back.
struct SampleSegment {
  struct Posting: Equatable {
    var document: UInt32
    var frequency: UInt32
    var excess: UInt32
    var positions: [UInt32]
  }

  var schema: Schema
  var keys: [[UInt8]]
  var documents: [StoredDocument]
  var lengths: [UInt32]
  var lastPositions: [UInt32]
  /// One more than the last position of the title and of the body.
  var fieldEnds: [[UInt32]]
  /// In byte order of the terms.
  var terms: [(bytes: [UInt8], postings: [Posting])]

  static func schema(boost: Double = 2, positions: Bool = true) throws -> Schema {
    try Schema(fields: [
      .text("title", analyzer: "light10", boost: boost, hasPositions: positions),
      .text("body", analyzer: "light10", hasPositions: positions),
    ])
  }

  /// `count` documents over `vocabulary` terms. Nearly all documents have the first terms.
  init(_ count: Int, vocabulary: Int, schema: Schema, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    self.schema = schema
    keys = SampleTerms.sorted(count, using: &random)
    documents = SampleDocuments.make(count, using: &random)
    let names = SampleTerms.sorted(vocabulary, using: &random)
    lengths = []
    lastPositions = []
    fieldEnds = []
    var found = [[Posting]](repeating: [], count: vocabulary)
    for document in 0..<UInt32(count) {
      var tokens: [Int: (title: UInt32, positions: [UInt32])] = [:]
      let titleCount = Int.random(in: 0...4, using: &random)
      let tokenCount = document % 13 == 5 ? 0 : Int.random(in: titleCount...40, using: &random)
      for token in 0..<tokenCount {
        let rank = Double.random(in: 0...1, using: &random)
        let term = min(vocabulary - 1, Int(rank * rank * rank * Double(vocabulary)))
        let isTitle = token < titleCount
        // A hole of one between title and body.
        let position = UInt32(isTitle || titleCount == 0 ? token : token + 1)
        tokens[term, default: (0, [])].title += isTitle ? 1 : 0
        tokens[term]?.positions.append(position)
      }
      let (title, body) = (schema.units[0], schema.units[1])
      var length: UInt32 = 0
      for (term, token) in tokens {
        let occurrences = UInt32(token.positions.count)
        let frequency = title * token.title + body * (occurrences - token.title)
        length += frequency
        found[term].append(
          Posting(
            document: document, frequency: frequency, excess: frequency - occurrences,
            positions: token.positions))
      }
      lengths.append(length)
      lastPositions.append(tokens.values.flatMap(\.positions).max() ?? 0)
      let titleEnd = min(titleCount, tokenCount)
      let hole = titleEnd > 0 && tokenCount > titleEnd ? 1 : 0
      fieldEnds.append([UInt32(titleEnd), UInt32(tokenCount + hole)])
    }
    terms = zip(names, found).filter { !$1.isEmpty }.map { ($0, $1) }
  }

  /// Writes the segment as number `number`.
  @discardableResult
  func write(
    to directory: IndexDirectory, number: UInt64 = 1, isCanonical: Bool = true
  ) throws -> SegmentInfo {
    var writer = try SegmentWriter(
      directory: directory, number: number, schema: schema, parameters: RankingParameters(),
      spaces: [
        SpaceColumns(
          lengths: lengths, lastPositions: schema.hasPositions ? lastPositions : nil)
      ],
      isCanonical: isCanonical)
    for (term, postings) in terms { try Self.append(term, postings, schema, to: &writer) }
    for (document, key) in keys.enumerated() where document < documents.count {
      try Self.append(key, fieldEnds[document], documents[document].record, to: &writer)
    }
    return try writer.finish(synchronize: false)
  }

  static func append(
    _ term: [UInt8], _ postings: [Posting], _ schema: Schema, to writer: inout SegmentWriter
  ) throws {
    let documents = postings.map(\.document)
    let frequencies = postings.map(\.frequency)
    let excess = postings.map(\.excess)
    let positions = postings.flatMap(\.positions)
    try unsafe term.withUnsafeBufferPointer { term in
      try unsafe documents.withUnsafeBufferPointer { documents in
        try unsafe frequencies.withUnsafeBufferPointer { frequencies in
          try unsafe excess.withUnsafeBufferPointer { excess in
            try unsafe positions.withUnsafeBufferPointer { positions in
              let columns = unsafe PostingColumns(
                documents: documents.baseAddress!, frequencies: frequencies.baseAddress!,
                excess: schema.termSpaces[0].hasExcess ? excess.baseAddress : nil,
                positions: schema.hasPositions ? positions.baseAddress : nil,
                count: postings.count, positionCount: schema.hasPositions ? positions.count : 0)
              unsafe try writer.appendTerm(term, inSpace: 0, columns)
            }
          }
        }
      }
    }
  }

  static func append(
    _ key: [UInt8], _ fieldEnds: [UInt32], _ record: [UInt8], to writer: inout SegmentWriter
  ) throws {
    try unsafe key.withUnsafeBufferPointer { key in
      try unsafe fieldEnds.withUnsafeBufferPointer { ends in
        try unsafe record.withUnsafeBufferPointer { record in
          unsafe try writer.appendDocument(key: key, fieldEnds: ends, record: record)
        }
      }
    }
  }

  /// The postings of a term, decoded block by block.
  static func postings(of entry: TermEntry, in segment: SegmentReader) throws -> [Posting] {
    let list = try segment.postings(of: entry)
    let positions = segment.schema.hasPositions ? try segment.positions(of: entry, list) : nil
    var postings: [Posting] = []
    var block = PostingBlock()
    for number in 0..<list.blockCount {
      let isSound = block.decode(number, of: list)
      #expect(isSound)
      if let positions {
        let isLocated = block.locatePositions(of: positions)
        #expect(isLocated)
      }
      for index in 0..<block.count {
        var found: [UInt32] = []
        positions?.decode(index, of: block, into: &found)
        postings.append(
          Posting(
            document: block.documents[index], frequency: block.frequencies[index],
            excess: block.excess[index], positions: found))
      }
    }
    return postings
  }

  /// Compares everything that `segment` says with the sample.
  func check(_ segment: SegmentReader) throws {
    #expect(segment.documentCount == keys.count)
    #expect(segment.termCount == terms.count)
    var cursor = segment.makeTermCursor()
    for (term, expected) in terms {
      let hasNext = try cursor.next()
      #expect(hasNext && cursor.bytes == term)
      #expect(try segment.term(term) == cursor.entry)
      let found = try Self.postings(of: cursor.entry, in: segment)
      let isEqual =
        schema.hasPositions
        ? found == expected
        : found.map(\.document) == expected.map(\.document)
          && found.map(\.frequency) == expected.map(\.frequency)
      #expect(isEqual, "\(term)")
    }
    #expect(try cursor.next() == false)
    for (id, key) in keys.enumerated() {
      #expect(try segment.key(of: UInt32(id)) == key)
      #expect(try segment.document(withKey: key) == UInt32(id))
      #expect(try segment.storedDocument(UInt32(id)) == documents[id])
    }
    #expect(try segment.lengths() == lengths)
    guard let found = segment.fieldEnds else { return }
    var ends: [UInt32] = []
    for (id, expected) in fieldEnds.enumerated() {
      try found.read(UInt32(id), into: &ends)
      #expect(ends == expected)
    }
  }
}
