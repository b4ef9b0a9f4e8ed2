extension IndexCheck {
  /// The result of a check.
  public struct Report: Sendable, Hashable {
    /// The number of the commit that was checked; `nil` if none can be read.
    public var generation: UInt64?
    /// How much was checked.
    public var level: Level
    /// The segments of the commit.
    public var segments: [Segment] = []
    /// What is wrong, in the order of the segments; empty for a whole index.
    public var findings: [Finding] = []
    /// Why stored texts were not compared with postings at level `.full`; `nil` if they were.
    public var uncompared: String?
    /// Whether what imports remember of the files that the index was fed with is missing, as in a
    /// backup, or damaged. No document is affected, but the next import reads all files again, and
    /// brings back documents that were deleted or purged and are still in them.
    public var hasLostNotes = false

    /// Whether nothing is wrong.
    public var isWhole: Bool { findings.isEmpty }
    /// Whether anything is damaged; otherwise at most words differ, see ``Finding/isDamage``.
    public var isDamaged: Bool { findings.contains { $0.isDamage } }
    /// Documents that are found.
    public var documents: Int { segments.reduce(0) { $0 + $1.documents } }
    /// Bytes of all files of the segments.
    public var byteCount: UInt64 { segments.reduce(0) { $0 + $1.byteCount } }
  }

  /// A segment that was checked.
  public struct Segment: Sendable, Hashable {
    /// Its number, as in its files' names.
    public var number: UInt64
    /// Documents that are found.
    public var documents: Int
    /// Bytes of its files.
    public var byteCount: UInt64
    /// Whether nothing in it is wrong.
    public var isWhole: Bool
    /// Whether anything in it is damaged.
    public var isDamaged: Bool
  }

  /// Something that is wrong, in one file.
  public struct Finding: Sendable, Hashable {
    /// The file's name, or that of the directory.
    public var file: String
    /// The number of the segment, `nil` for manifests.
    public var segment: UInt64?
    /// The ranges of the file's bytes that are not what was written; empty if they are not known.
    public var ranges: [Range<Int>] = []
    /// What is wrong, as a clause.
    public var reason: String
    /// The documents that it may affect.
    public var documents: Documents
    /// The first ten words whose searches it may affect; empty if it may affect all.
    public var words: [String] = []
    /// How many words' searches it may affect.
    public var wordCount = 0
    /// What helps.
    public var remedy: Remedy

    /// Whether something is not as it was written. If not, all files are, and have other words than
    /// the analyzer makes of the stored texts now: an index of another version.
    public var isDamage: Bool { remedy != .rebuild }
  }

  /// Documents that damage may affect.
  public struct Documents: Sendable, Hashable {
    /// The most keys that are named.
    public static let keyLimit = 100
    /// The most documents that are affected.
    public var count: Int
    /// Whether the documents are known, so that `count` is exact.
    public var isKnown: Bool
    /// The first of their keys, if the documents are known and their keys can be read.
    public var keys: [String] = []
  }

  /// What helps against damage.
  public enum Remedy: String, Sendable, Hashable {
    /// A repair indexes the documents again from their stored text: nothing is lost.
    case indexAgain = "index-again"
    /// A rebuild, or a repair at level `.full`, indexes the documents again from their stored text:
    /// nothing is lost.
    case rebuild
    /// A repair indexes the documents again from their stored text; the values of fields that are
    /// not stored are lost if their column cannot be read.
    case dropValues = "drop-values"
    /// A repair drops the documents that cannot be read and names them; their source has to be
    /// indexed again.
    case dropDocuments = "drop-documents"
    /// A repair drops the segment and names its documents; their source has to be indexed again.
    case dropSegment = "drop-segment"
    /// A repair continues from an older commit.
    case olderCommit = "older-commit"
    /// A repair writes the manifest again from its intact copy: nothing is lost.
    case newManifest = "new-manifest"
    /// Only a backup or indexing everything again.
    case restore

    /// The same as an imperative clause.
    public var advice: String {
      switch self {
      case .indexAgain:
        "repair indexes its documents again from their stored text, and none is lost"
      case .rebuild:
        "rebuild the index from its stored texts, or index the documents again"
      case .dropValues:
        "repair indexes its documents again, and loses values that only this column has"
      case .dropDocuments: "repair drops the affected documents and names them"
      case .dropSegment: "repair drops the segment and names its documents"
      case .olderCommit: "repair continues from the newest commit that can be read"
      case .newManifest:
        "repair writes it again from its intact copy, and nothing is lost"
      case .restore: "restore the index from a copy, or index the documents again"
      }
    }
  }
}

extension IndexCheck.Report {
  /// The report if no manifest can be read, because of `error`.
  init(withoutCommit error: IndexError, in directory: IndexDirectory, _ level: IndexCheck.Level) {
    self.level = level
    let names = (try? directory.fileNames()) ?? []
    let count = names.filter { $0.hasSuffix(".keys") }.reduce(0) {
      $0 + SegmentRemains.keys(inFile: $1, of: directory).count
    }
    findings = [
      IndexCheck.Finding(
        file: error.fileName, segment: nil, reason: error.reason,
        documents: IndexCheck.Documents(count: count, isKnown: false), remedy: .restore)
    ]
  }
}

extension IndexError {
  /// The last part of the path.
  var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }
}
