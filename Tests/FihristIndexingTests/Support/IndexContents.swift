import FihristFormat
import FihristStorage
import FihristStoredDocuments
import FihristText

@testable import FihristIndexing

/// All that an index says, by key and term and not by number: what two ways of making it must agree
/// on.
struct IndexContents: Equatable {
  struct Document: Equatable {
    /// In each term space.
    var lengths: [UInt32] = []
    /// One more than the last position of each indexed field; empty without positions.
    var fieldEnds: [UInt32] = []
    /// Field and text, in order.
    var stored: [String] = []
    /// Field and value of each column, in order; strings by their bytes.
    var columns: [String] = []
  }

  struct Posting: Equatable {
    var frequency: UInt32 = 0
    var excess: UInt32 = 0
    var positions: [UInt32] = []
  }

  /// A term of a space.
  struct Term: Hashable, Comparable {
    var space: Int
    var text: String

    static func < (a: Term, b: Term) -> Bool { (a.space, a.text) < (b.space, b.text) }
  }

  var documents: [String: Document] = [:]
  var postings: [Term: [String: Posting]] = [:]
}

// MARK: The naive way

extension IndexContents {
  /// What an index of `documents` must say, made with dictionaries from `Analyzer.tokens`.
  init(_ documents: [String: SourceDocument], schema: Schema) {
    let analyzer = Analyzer(named: schema.analyzerName)!
    for (key, source) in documents {
      var document = Document(lengths: schema.termSpaces.map { _ in 0 })
      var base: UInt32 = 0
      for (index, field) in schema.fields.enumerated() {
        defer {
          if field.isIndexed, schema.hasPositions { document.fieldEnds.append(base) }
        }
        let texts = source.texts(of: field.name)
        if field.isStored { document.stored += texts.map { "\(index):\($0)" } }
        if field.hasColumn {
          document.columns += NaiveValues.values(texts, field.type).map { "\(index):\($0)" }
        }
        guard let text = source.values[field.name] else { continue }
        guard field.isIndexed else { continue }
        if base > 0 { base += 1 }
        for space in schema.termSpaces where space.fields.contains(index) {
          let length = add(text, of: index, key, space, base: base)
          // Levels have the lengths of the words.
          if !space.isLevel { document.lengths[space.ordinal] += length }
        }
        base += positionCount(of: text, analyzer)
      }
      for space in schema.termSpaces where space.isLevel {
        document.lengths[space.ordinal] = document.lengths[0]
      }
      self.documents[key] = document
    }
  }

  /// Adds the tokens of a text in one space.
  ///
  /// - Returns: Their units.
  private mutating func add(
    _ text: String, of field: Int, _ key: String, _ space: TermSpace, base: UInt32
  ) -> UInt32 {
    let units = space.units[field]
    var length: UInt32 = 0
    for token in Analyzer(named: space.analyzer)!.tokens(in: text) {
      length += units
      let term = Term(space: space.ordinal, text: token.term)
      var posting = postings[term, default: [:]][key, default: Posting()]
      let weight = token.position < Int(space.leads[field]) ? 2 * units : units
      posting.frequency += weight
      if space.hasExcess { posting.excess += weight - 1 }
      if space.hasPositions { posting.positions.append(base + UInt32(token.position)) }
      postings[term, default: [:]][key] = posting
    }
    return length
  }
}

/// How many positions the words of `text` take, those without a term included.
private func positionCount(of text: String, _ analyzer: Analyzer) -> UInt32 {
  let words = analyzer.analysis(of: text)
  // A word of several positions is listed once for each.
  return UInt32(words.count)
}

// MARK: The index's way

extension IndexContents {
  /// What the newest commit in `path` says of its live documents.
  init(path: String) throws {
    let directory = IndexDirectory(path: path)
    let manifest = try Manifest.newest(in: directory)
    do {
      try self.init(manifest, in: directory)
    } catch let error as IndexError {
      // A merge may have been published meanwhile, and its sources deleted.
      guard try Manifest.newest(in: directory).generation > manifest.generation else {
        throw error
      }
      try self.init(path: path)
    }
  }

  private init(_ manifest: Manifest, in directory: IndexDirectory) throws {
    for info in manifest.segments {
      let reader = try SegmentReader(directory: directory, info: info, schema: manifest.schema)
      try add(reader)
    }
    postings = postings.filter { !$0.value.isEmpty }
  }

  /// Adds what the live documents of a segment have.
  mutating func add(_ reader: SegmentReader) throws {
    var keys: [String] = []
    for id in 0..<UInt32(reader.documentCount) {
      let key = String(decoding: try reader.key(of: id), as: UTF8.self)
      keys.append(key)
      guard reader.live?.isLive(id) ?? true else { continue }
      precondition(documents[key] == nil, "\(key) lives twice")
      let stored = try reader.storedDocument(id).fields
      var ends: [UInt32] = []
      try reader.fieldEnds?.read(id, into: &ends)
      documents[key] = Document(
        lengths: try reader.spaces.map { try $0.length(of: id) }, fieldEnds: ends,
        stored: stored.map { "\($0.field):\(String(decoding: $0.text, as: UTF8.self))" },
        columns: try columns(of: Int(id), reader))
    }
    for (ordinal, space) in reader.spaces.enumerated() {
      var cursor = space.makeTermCursor()
      while try cursor.next() {
        let found = try space.term(cursor.bytes)
        precondition(found == cursor.entry)
        let text = String(decoding: cursor.bytes, as: UTF8.self)
        try add(Term(space: ordinal, text: text), cursor.entry, reader, keys)
      }
    }
  }

  private func columns(of document: Int, _ reader: SegmentReader) throws -> [String] {
    try reader.schema.columnFields.flatMap { field in
      try (reader.columns?.values(of: document, in: field) ?? []).map { "\(field):\($0.text)" }
    }
  }

  private mutating func add(
    _ term: Term, _ entry: TermEntry, _ reader: SegmentReader, _ keys: [String]
  ) throws {
    let space = reader.spaces[term.space]
    let list = try space.postings(of: entry)
    let positions = space.space.hasPositions ? try space.positions(of: entry, list) : nil
    var block = PostingBlock()
    for number in 0..<list.blockCount {
      precondition(block.decode(number, of: list))
      if let positions { precondition(block.locatePositions(of: positions)) }
      for index in 0..<block.count {
        let document = block.documents[index]
        guard reader.live?.isLive(document) ?? true else { continue }
        var found: [UInt32] = []
        positions?.decode(index, of: block, into: &found)
        postings[term, default: [:]][keys[Int(document)]] = Posting(
          frequency: block.frequencies[index], excess: block.excess[index], positions: found)
      }
    }
  }
}

extension IndexContents {
  /// The first difference from `other`, for a message; `nil` if there is none.
  func difference(from other: IndexContents) -> String? {
    if self == other { return nil }
    let keys = Set(documents.keys).symmetricDifference(other.documents.keys)
    if let key = keys.min() { return "document \(key) is only in one" }
    for (key, document) in documents.sorted(by: { $0.key < $1.key })
    where document != other.documents[key] {
      return "document \(key): \(document) and \(String(describing: other.documents[key]))"
    }
    let terms = Set(postings.keys).symmetricDifference(other.postings.keys)
    if let term = terms.min() { return "term \(term) is only in one" }
    for (term, list) in postings.sorted(by: { $0.key < $1.key }) where list != other.postings[term]
    {
      for (key, posting) in list where posting != other.postings[term]?[key] {
        return
          "\(term) in \(key): \(posting) and \(String(describing: other.postings[term]?[key]))"
      }
      return "term \(term) has other documents"
    }
    return "unknown"
  }
}
