internal import FihristStoredDocuments

/// Whether the postings of a segment are those of its stored texts, analysed again.
///
/// Postings come by term and texts by document; so for each document two sums are kept that do not
/// depend on the order: Σ frequency · hash(term) and Σ mix(hash(term), position), modulo 2^64. Texts give the
/// same sums token by token. Other postings give other sums but for one chance in 2^64. Memory: 20
/// bytes a document.
final class TextComparison {
  /// How, and whether at all, texts can be compared.
  enum Method {
    case possible(Analyzer)
    case impossible(String)

    /// Finds out for the segments of `manifest`.
    init(_ manifest: Manifest) {
      let schema = manifest.schema
      if let field = schema.unstoredField {
        self = .impossible("the field \"\(field)\" is indexed and not stored")
      } else if let analyzer = Analyzer(named: schema.analyzerName),
        analyzer.identity == manifest.analyzerIdentity
      {
        self = .possible(analyzer)
      } else {
        self = .impossible("the index was written with the analyser \(manifest.analyzerIdentity)")
      }
    }
  }

  /// What a document has, whatever the order in which it is added up.
  private struct Sums: Equatable {
    var frequencies: UInt64 = 0
    var positions: UInt64 = 0

    mutating func add(_ term: UInt64, frequency: UInt32) {
      frequencies &+= UInt64(frequency) &* term
    }

    mutating func add(_ term: UInt64, position: UInt32) {
      positions &+= TermHash.mixed(term ^ TermHash.mixed(UInt64(position) &+ 1))
    }
  }

  /// From this frequency on the index keeps no more of a posting: such documents are not compared.
  private static let greatestFrequency: UInt32 = 1 << 24 - 1

  private let reader: SegmentReader
  private let analyzer: Analyzer
  private var sums: [Sums]
  private var uncompared: Set<UInt32> = []
  private var term: [UInt8] = []
  private var hash: UInt64 = 0
  private var terms = WordTerms()

  init(_ reader: SegmentReader, _ analyzer: Analyzer) {
    self.reader = reader
    self.analyzer = analyzer
    sums = [Sums](repeating: Sums(), count: reader.documentCount)
  }

  /// Takes a posting of the segment.
  func note(_ posting: VerifiedPosting) {
    if posting.term != term {
      term = posting.term
      hash = TermHash.hash(term)
    }
    let document = Int(posting.document)
    if posting.frequency >= Self.greatestFrequency { uncompared.insert(posting.document) }
    sums[document].add(hash, frequency: posting.frequency)
    for position in posting.positions { sums[document].add(hash, position: position) }
  }

  /// The documents whose texts give other postings, or another length, than were noted.
  func differingDocuments() throws(IndexError) -> [UInt32] {
    let lengths = try reader.lengths()
    var differing: [UInt32] = []
    for id in 0..<UInt32(reader.documentCount) where !uncompared.contains(id) {
      let (found, length) = analyze(try reader.storedDocument(id))
      if found != sums[Int(id)] || length != lengths[Int(id)] { differing.append(id) }
    }
    return differing
  }

  private func analyze(_ document: StoredDocument) -> (Sums, length: UInt32) {
    let schema = reader.schema
    var sums = Sums()
    var length: UInt64 = 0
    var position = 0
    for field in schema.indexedFields {
      for value in document.fields where value.field == field {
        // As the indexer does, so that no phrase reaches from one text into the next.
        if position > 0 { position += 1 }
        let tokens = add(value.text, units: schema.units[field], to: &sums, &position)
        length += UInt64(tokens) * UInt64(schema.units[field])
      }
    }
    return (sums, UInt32(min(length, UInt64(Int32.max))))
  }

  /// - Returns: How many tokens the text has.
  private func add(
    _ text: [UInt8], units: UInt32, to sums: inout Sums, _ position: inout Int
  ) -> Int {
    var tokens = 0
    unsafe text.withUnsafeBufferPointer { bytes in
      unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 128) { words in
        var offset = 0
        while case let count = unsafe analyzer.scanWords(bytes, from: &offset, into: words),
          count > 0
        {
          for index in 0..<count {
            let range = unsafe words[index].bytes
            terms.removeAll()
            unsafe analyzer.appendTerms(
              ofWord: UnsafeBufferPointer(rebasing: bytes[range]), to: &terms)
            addTerms(units, to: &sums, from: position)
            tokens += terms.count
            position += terms.positionCount
          }
        }
      }
    }
    return tokens
  }

  private func addTerms(_ units: UInt32, to sums: inout Sums, from position: Int) {
    for index in 0..<terms.count {
      let hash = TermHash.hash(terms.bytes(of: index))
      sums.add(hash, frequency: units)
      guard reader.schema.hasPositions else { continue }
      sums.add(hash, position: UInt32(truncatingIfNeeded: position + terms.position(of: index)))
    }
  }
}

/// A number of 64 bits that stands for a term.
private enum TermHash {
  /// FNV-1a, mixed; odd, so that no frequency makes it vanish.
  static func hash(_ term: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in term { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return mixed(hash) | 1
  }

  /// A bijection in which every bit depends on every other (the finaliser of MurmurHash3).
  static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ value >> 33
  }
}
