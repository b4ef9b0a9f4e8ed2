/// What an index consists of.
public struct IndexInformation: Sendable, Hashable {
  /// A segment and its size on disk.
  public struct Segment: Sendable, Hashable {
    /// Its number, as in its files' names.
    public var number: UInt64
    /// Documents that are found.
    public var liveDocuments: Int
    /// Documents that were replaced or deleted and wait for a merge.
    public var deletedDocuments: Int
    /// Its files by what they hold (`terms`, `postings`, …), in bytes.
    public var components: [String: UInt64]
    /// The checksums of these files: equal for equal bytes, and other bytes have others but for
    /// a chance of one in four thousand million.
    public var checksums: [String: UInt32]

    /// All of its files, in bytes.
    public var byteCount: UInt64 { components.values.reduce(0, +) }
  }

  /// The number of the commit.
  public var generation: UInt64
  /// The user data of the commit.
  public var userData: [String: String]
  /// The version of the format of its manifest.
  public var formatVersion: UInt32
  /// Documents that are found.
  public var documents: Int
  /// The segments, in the order of the commit.
  public var segments: [Segment]
  /// The name and parameters of the analyzer of all indexed fields.
  public var analyzer: String
  /// The constants of BM25.
  public var parameters: RankingParameters
  /// The average length of a document in tokens, each field weighed by its boost.
  public var averageLength: Double
  /// The fields.
  public var schema: Schema
  /// Which members of the inputs feed the fields, as text that only the reader of the inputs
  /// interprets; empty if the documents came from a program.
  public var inputMapping: String

  /// Documents that were replaced or deleted and wait for a merge, over all segments.
  public var deletedDocuments: Int { segments.reduce(0) { $0 + $1.deletedDocuments } }

  /// Bytes by what they hold, over all segments.
  public var components: [String: UInt64] {
    segments.reduce(into: [:]) { sum, segment in
      sum.merge(segment.components, uniquingKeysWith: +)
    }
  }

  /// Bytes of all segments.
  public var byteCount: UInt64 { segments.reduce(0) { $0 + $1.byteCount } }
}

extension Index {
  /// What the index consists of.
  ///
  /// - Complexity: O(segments); nothing of their contents is read.
  public var information: IndexInformation {
    let snapshot = commit.snapshot
    let manifest = snapshot.manifest
    return IndexInformation(
      generation: manifest.generation, userData: manifest.userData,
      formatVersion: manifest.version,
      documents: Int(snapshot.documentCount),
      segments: manifest.segments.map(IndexInformation.Segment.init),
      analyzer: manifest.analyzerIdentity, parameters: manifest.parameters,
      averageLength: Double(snapshot.averageLength), schema: manifest.schema,
      inputMapping: manifest.inputMapping)
  }
}

extension IndexInformation.Segment {
  /// What the manifest says of the segment.
  init(_ info: SegmentInfo) {
    number = info.number
    liveDocuments = Int(info.liveCount)
    deletedDocuments = Int(info.documentCount - info.liveCount)
    (components, checksums) = ([:], [:])
    for element in info.files {
      components[element.kind.suffix] = element.file.byteCount
      checksums[element.kind.suffix] = element.file.checksum
    }
  }
}
