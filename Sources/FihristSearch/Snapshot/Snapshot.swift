package import FihristFormat
package import FihristStorage

/// One commit of an index, open for searching: it never changes, whatever writers do.
package final class Snapshot: Sendable {
  /// The commit.
  package let manifest: Manifest

  /// The segments in the manifest's order.
  package let segments: [SegmentReader]

  /// The indices of the segments that have documents, the largest first: its best documents tell
  /// soonest what need not be looked at in the others.
  let rankingOrder: [Int]

  /// The term spaces of each segment, in the order of ``segments``.
  let spaceHandles: SpaceHandles

  /// Whether documents of each segment were deleted.
  let hasDeletions: [Bool]

  /// N: the live documents of all segments.
  package let documentCount: UInt64

  /// The exact sum of their lengths in each term space, in units.
  package let totalLengths: [UInt64]

  /// Document frequencies where documents were deleted.
  let liveFrequencies = LiveFrequencies()

  /// The sets of documents that pass filters.
  let filters = FilterCache()

  /// Where queries look up their words, unless these are in one field only.
  let spaces: QuerySpaces

  /// For each term space, what scores are computed from, unless a search passes other statistics.
  let bases: [ScoringBasis]

  /// The average length of the live documents, in tokens of boost 1; 0 without documents.
  package var averageLength: Float { bases[0].averageLength }

  /// Opens the newest commit of the index at `path`.
  ///
  /// - Throws: ``IndexError``: `notFound`, `damaged`, `unsupported` or `storage`.
  /// - Complexity: O(segments); no posting, document or term is read.
  package static func open(_ path: String) throws(IndexError) -> Snapshot {
    try open(IndexDirectory(path: path))
  }

  /// Opens the newest commit of the index in `directory`.
  package static func open(_ directory: IndexDirectory) throws(IndexError) -> Snapshot {
    try Manifest.withNewest(in: directory) { (manifest) throws(IndexError) in
      try Snapshot(directory, manifest)
    }
  }

  /// Opens the commit of `manifest`.
  ///
  /// - Parameter earlier: A commit of the same index whose open segments are reused where they are
  ///   the same, so that only segments that have changed since are opened.
  package init(
    _ directory: IndexDirectory, _ manifest: Manifest, after earlier: Snapshot? = nil
  ) throws(IndexError) {
    self.manifest = manifest
    var open: [UInt64: SegmentReader] = [:]
    if let earlier, earlier.manifest.schema == manifest.schema {
      for segment in earlier.segments { open[segment.info.number] = segment }
    }
    var segments: [SegmentReader] = []
    var documentCount: UInt64 = 0
    var totalLengths = manifest.schema.termSpaces.map { _ in UInt64(0) }
    for info in manifest.segments {
      if let shared = try open[info.number]?.following(info, in: directory) {
        segments.append(shared)
      } else {
        segments.append(
          try SegmentReader(directory: directory, info: info, schema: manifest.schema))
      }
      documentCount &+= UInt64(info.liveCount)
      for space in totalLengths.indices {
        totalLengths[space] &+= info.spaces[space].liveTotalLength
      }
    }
    self.segments = segments
    spaceHandles = SpaceHandles(segments)
    hasDeletions = segments.map { $0.live != nil }
    rankingOrder = segments.indices.filter { segments[$0].documentCount > 0 }
      .sorted { (-segments[$0].documentCount, $0) < (-segments[$1].documentCount, $1) }
    self.documentCount = documentCount
    self.totalLengths = totalLengths
    spaces = QuerySpaces(manifest.schema)
    var bases: [ScoringBasis] = []
    for (ordinal, space) in manifest.schema.termSpaces.enumerated() {
      bases.append(
        space.isLevel
          ? bases[0]
          : ScoringBasis(
            manifest, space: ordinal, documentCount: documentCount,
            totalLength: totalLengths[ordinal]))
    }
    self.bases = bases
  }
}
