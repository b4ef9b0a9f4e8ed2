internal import FihristStoredDocuments
internal import FihristText

/// Reads the shingles and the signatures of documents.
struct CopyTexts {
  private let snapshot: Snapshot
  /// The ordinals of the fields in the schema.
  private let fields: [Int]
  private var words = TextWords(.exact)
  private var signature = TextSignature()
  /// The signatures that segments have.
  private var columns: [Int: SignatureColumn] = [:]
  /// Shingles that were read.
  private var known: [Snapshot.Location: ShingleSet] = [:]
  private var knownHashCount = 0

  /// Shingles that are kept take 32 MiB at most, and those of one text.
  private static let mostKnownHashes = 4 << 20

  /// - Throws: ``IndexError`` of kind `invalid` if no text is stored whose words are searched.
  init(_ commit: OpenCommit) throws(IndexError) {
    snapshot = commit.snapshot
    let schema = commit.snapshot.manifest.schema
    fields = schema.signedFields
    guard !fields.isEmpty else {
      throw IndexError.invalid(
        "the index", "it stores no text whose words are searched",
        advice: "index the texts again and store them")
    }
    for (index, segment) in commit.snapshot.segments.enumerated() {
      columns[index] = try segment.columns?.signatures()
    }
  }

  /// Appends the signature of a document: from the index, or made of its shingles. These are not of
  /// the same words, and never compared with each other: either all segments have signatures or
  /// none.
  mutating func appendSignature(
    of location: Snapshot.Location, to bytes: inout [UInt8]
  ) throws(IndexError) {
    if let column = columns[location.segment] {
      column.append(Int(location.document), to: &bytes)
    } else {
      signature.append(ofWords: try longestText(of: location), to: &bytes)
    }
  }

  /// The shingles of the longest text of a document; titles differ where stories are the same.
  mutating func shingles(of location: Snapshot.Location) throws(IndexError) -> ShingleSet {
    if let set = known[location] { return set }
    let set = ShingleSet(try longestText(of: location))
    if knownHashCount > Self.mostKnownHashes {
      known.removeAll(keepingCapacity: true)
      knownHashCount = 0
    }
    known[location] = set
    knownHashCount += set.hashes.count
    return set
  }

  /// The numbers of the words of a document's longest text, folded as by ``Analyzer/exact``.
  private mutating func longestText(of location: Snapshot.Location) throws(IndexError) -> [UInt64] {
    let stored = try snapshot.segments[location.segment].storedDocument(location.document)
    var longest: [UInt64] = []
    for field in fields {
      var numbers: [UInt64] = []
      for value in stored.fields where value.field == field {
        words.read(value.text)
        numbers += words.words.indices.map { Shingle.word(words.term($0)) }
      }
      if numbers.count > longest.count { longest = numbers }
    }
    return longest
  }
}
