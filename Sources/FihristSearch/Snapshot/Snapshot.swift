package import FihristFormat
package import FihristStorage

/// One commit of an index, open for searching: it never changes, whatever writers do meanwhile.
package final class Snapshot: Sendable {
  /// The commit.
  package let manifest: Manifest

  /// The segments in the manifest's order.
  package let segments: [SegmentReader]

  /// N: the live documents of all segments.
  package let documentCount: UInt64

  /// The exact sum of their lengths, in units.
  package let totalLength: UInt64

  /// Their average length, in tokens of boost 1; 0 without documents.
  package let averageLength: Float

  /// Document frequencies where documents were deleted.
  let liveFrequencies = LiveFrequencies()

  /// What ranking with the index's parameters needs of each segment.
  let impacts: ImpactTable

  /// For each segment, how its stored bounds become bounds under ``impacts``.
  let factors: [BoundFactors]

  /// Opens the newest commit of the index at `path`.
  ///
  /// - Throws: ``IndexError``: `notFound`, `damaged`, `unsupported` or `storage`.
  /// - Complexity: O(segments); no posting, document or term is read.
  package static func open(_ path: String) throws(IndexError) -> Snapshot {
    let directory = IndexDirectory(path: path)
    return try Manifest.withNewest(in: directory) { (manifest) throws(IndexError) in
      try Snapshot(directory, manifest)
    }
  }

  /// Opens the commit of `manifest`.
  ///
  /// - Parameter earlier: A commit of the same index whose open segments are shared where they are the
  ///   same; then what is opened is what has changed since.
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
    var totalLength: UInt64 = 0
    for info in manifest.segments {
      if let shared = try open[info.number]?.following(info, in: directory) {
        segments.append(shared)
      } else {
        segments.append(
          try SegmentReader(directory: directory, info: info, schema: manifest.schema))
      }
      documentCount &+= UInt64(info.liveCount)
      totalLength &+= info.spaces[0].liveTotalLength
    }
    self.segments = segments
    self.documentCount = documentCount
    self.totalLength = totalLength
    let scale = manifest.schema.scale
    averageLength =
      documentCount == 0 ? 0 : Float(Double(totalLength) / Double(scale) / Double(documentCount))
    let impacts = ImpactTable(
      parameters: manifest.parameters, averageLength: averageLength, scale: scale)
    self.impacts = impacts
    factors = manifest.segments.map { info in
      BoundFactors(
        pinned: ImpactTable(
          parameters: info.parameters, averageLength: info.spaces[0].averageLength, scale: scale),
        query: impacts)
    }
  }

  /// The inverse document frequency of a term that `frequency` live documents hold.
  func inverseDocumentFrequency(_ frequency: UInt64) -> Double {
    InverseDocumentFrequency.value(
      documentCount: documentCount, documentFrequency: frequency)
  }
}
