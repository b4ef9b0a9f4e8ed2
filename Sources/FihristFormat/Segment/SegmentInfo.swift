package import FihristStorage

/// The entry of one segment in a manifest.
package struct SegmentInfo: Sendable, Hashable {
  /// The number in the names of its files; never used twice in an index.
  package var number: UInt64

  /// All documents, deleted ones included.
  package var documentCount: UInt32

  /// The documents not deleted.
  package var liveCount: UInt32

  /// The statistics of each term space of the schema.
  package var spaces: [SpaceInfo]

  /// The parameters under which the score bounds of its posting lists hold.
  package var parameters: RankingParameters

  /// Whether its bytes are a function of its documents alone, as a merge makes them.
  package var isCanonical: Bool

  /// Its files, with that of the live documents unless all live.
  package var files: FilesByKind<FileSummary>

  /// The file of its live documents, or nil if all live.
  package var live: FileSummary? {
    get { files[.live] }
    set { files[.live] = newValue }
  }

  /// Makes an info from its parts.
  package init(
    number: UInt64, documentCount: UInt32, liveCount: UInt32, spaces: [SpaceInfo],
    parameters: RankingParameters, isCanonical: Bool, files: FilesByKind<FileSummary>
  ) {
    self.number = number
    self.documentCount = documentCount
    self.liveCount = liveCount
    self.spaces = spaces
    self.parameters = parameters
    self.isCanonical = isCanonical
    self.files = files
  }

  /// Bytes of all its files.
  package var byteCount: UInt64 { files.reduce(0) { $0 + $1.file.byteCount } }

  /// Whether `other` is the same segment, as another commit has it: live documents may differ.
  package func isSameSegment(as other: SegmentInfo) -> Bool {
    var (mine, theirs) = (files, other.files)
    mine[.live] = nil
    theirs[.live] = nil
    return number == other.number && documentCount == other.documentCount && mine == theirs
  }
}
