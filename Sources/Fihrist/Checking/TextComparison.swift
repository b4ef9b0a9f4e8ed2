internal import FihristStoredDocuments

/// Whether the postings, lengths and field ends of a segment match its stored texts, analyzed
/// again.
///
/// Postings come by term and texts by document. So for each document, two sums are kept that do not
/// depend on the order: Σ frequency · hash(term) and Σ mix(hash(term), position), modulo 2^64,
/// where the hash is of the term and its space. Texts give the same sums token by token. Different
/// postings give different sums, except with a probability of 2^−64. Memory: 20 bytes a document.
final class TextComparison {
  /// How, and whether at all, texts can be compared.
  enum Method {
    case possible([Analyzer])
    case impossible(String)

    /// Chooses the method for the segments of `manifest`.
    init(_ manifest: Manifest) {
      let schema = manifest.schema
      if let field = schema.unstoredField {
        self = .impossible("the field \"\(field)\" is indexed and not stored")
      } else if let analyzers = try? schema.makeAnalyzers(),
        (try? schema.analyzerIdentity()) == manifest.analyzerIdentity
      {
        self = .possible(analyzers)
      } else {
        self = .impossible("the index was written with the analyzer \(manifest.analyzerIdentity)")
      }
    }
  }

  /// Sums over a document that do not depend on the order of addition.
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

  private let reader: SegmentReader
  /// One for each term space.
  private let analyzers: [Analyzer]
  private var sums: [Sums]
  /// For each term space the lengths of all documents.
  private var lengths: [[UInt32]] = []
  private var ends: [UInt32] = []
  private var uncompared: Set<UInt32> = []
  private var space = 0
  private var term: [UInt8] = []
  private var hash: UInt64 = 0
  private var terms = WordTerms()

  init(_ reader: SegmentReader, _ analyzers: [Analyzer]) {
    self.reader = reader
    self.analyzers = analyzers
    sums = [Sums](repeating: Sums(), count: reader.documentCount)
  }

  /// Adds a posting of the segment.
  func note(_ posting: VerifiedPosting) {
    if posting.term != term || posting.space != space {
      term = posting.term
      space = posting.space
      hash = TermHash.hash(term, space: space)
    }
    let document = Int(posting.document)
    // The index truncates such a posting, so its document cannot be compared.
    if posting.frequency >= UInt32(FormatLimits.frequency) { uncompared.insert(posting.document) }
    sums[document].add(hash, frequency: posting.frequency)
    for position in posting.positions { sums[document].add(hash, position: position) }
  }

  /// The sums, lengths and field ends of a document's texts.
  private struct Analysis {
    var sums = Sums()
    /// For each term space Σ units · tokens.
    var lengths: [UInt64]
    /// For each indexed field one more than its last position.
    var fieldEnds: [UInt32] = []
  }

  /// Whether the texts of a document have other postings, lengths or field ends than it. All
  /// postings were added before.
  func differs(_ id: UInt32, from document: StoredDocument) throws(IndexError) -> Bool {
    if uncompared.contains(id) { return false }
    if lengths.isEmpty { for space in reader.spaces { lengths.append(try space.lengths()) } }
    let found = analyze(document)
    try reader.fieldEnds?.read(id, into: &ends)
    let hasLengths = zip(found.lengths, lengths).allSatisfy { found, stored in
      min(found, UInt64(Int32.max)) == stored[Int(id)]
    }
    let hasEnds = reader.fieldEnds == nil || ends == found.fieldEnds
    return found.sums != sums[Int(id)] || !hasLengths || !hasEnds
  }

  private func analyze(_ document: StoredDocument) -> Analysis {
    var found = Analysis(lengths: analyzers.map { _ in 0 })
    var position = 0
    for field in reader.schema.indexedFields {
      let start = position > 0 ? position + 1 : 0
      for value in document.fields where value.field == field {
        // As the indexer does, so that no phrase matches across two texts.
        if position > 0 { position += 1 }
        add(value.text, of: field, from: start, to: &found, &position)
      }
      found.fieldEnds.append(UInt32(truncatingIfNeeded: position))
    }
    return found
  }

  private func add(
    _ text: [UInt8], of field: Int, from start: Int, to found: inout Analysis,
    _ position: inout Int
  ) {
    unsafe text.withUnsafeBufferPointer { bytes in
      unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 128) { words in
        var offset = 0
        while case let count = unsafe analyzers[0].scanWords(bytes, from: &offset, into: words),
          count > 0
        {
          for index in 0..<count {
            let range = unsafe words[index].bytes
            unsafe addWord(
              UnsafeBufferPointer(rebasing: bytes[range]), of: field, from: start, to: &found,
              &position)
          }
        }
      }
    }
  }

  /// Adds the terms of a word in every space; it takes as many positions as in the space with most.
  private func addWord(
    _ word: UnsafeBufferPointer<UInt8>, of field: Int, from start: Int,
    to found: inout Analysis, _ position: inout Int
  ) {
    var positionCount = 0
    for (ordinal, analyzer) in analyzers.enumerated() {
      terms.removeAll()
      unsafe analyzer.appendTerms(ofWord: word, to: &terms)
      positionCount = max(positionCount, terms.positionCount)
      let space = reader.schema.termSpaces[ordinal]
      guard space.fields.contains(field) else { continue }
      addTerms(space, of: field, from: start, to: &found.sums, at: position)
      let lengths = space.isLevel ? found.lengths[0] : found.lengths[ordinal]
      found.lengths[ordinal] =
        space.isLevel ? lengths : lengths + UInt64(terms.count) * UInt64(space.units[field])
    }
    position += positionCount
  }

  private func addTerms(
    _ space: TermSpace, of field: Int, from start: Int, to sums: inout Sums, at position: Int
  ) {
    for index in 0..<terms.count {
      let hash = TermHash.hash(terms.bytes(of: index), space: space.ordinal)
      let own = position + terms.position(of: index)
      let isLead = own - start < Int(space.leads[field])
      sums.add(hash, frequency: space.units[field] * (isLead ? 2 : 1))
      guard space.hasPositions else { continue }
      sums.add(hash, position: UInt32(truncatingIfNeeded: own))
    }
  }
}

/// A number of 64 bits that stands for a term of a space.
private enum TermHash {
  /// FNV-1a, mixed; odd, so that no frequency makes it vanish.
  static func hash(_ term: some Sequence<UInt8>, space: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 &+ UInt64(space)
    for byte in term { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return mixed(hash) | 1
  }

  /// A bijection in which every bit depends on every other (the finalizer of MurmurHash3).
  static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ value >> 33
  }
}
