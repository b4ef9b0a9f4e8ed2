package import FihristFormat
import FihristStorage

/// Writes a segment again without some of its documents: nothing in the new files comes from those,
/// neither a term nor the dictionary that compresses stored texts.
package struct SegmentRewrite {
  /// The segment.
  package let reader: SegmentReader

  /// The documents that stay; nil if all stay.
  package let live: LiveDocuments?

  /// For what it is written again.
  package let purpose: MergePurpose

  /// Makes a rewrite; nothing is written yet.
  package init(
    _ reader: SegmentReader, keeping live: LiveDocuments?, for purpose: MergePurpose
  ) {
    self.reader = reader
    self.live = live
    self.purpose = purpose
  }

  /// Writes the segment, by the merger.
  ///
  /// - Returns: The new segment; nil if no document stays.
  /// - Throws: `CancellationError`, or `IndexError`: `damaged` or `storage`; its files are then
  ///   removed.
  package func run(
    to commit: inout CommitReplacement, isCancelled: @escaping @Sendable () -> Bool
  ) throws -> SegmentInfo? {
    try SegmentMerger(
      sources: [SegmentMerger.Source(reader: reader, live: live)], directory: commit.directory,
      number: commit.nextNumber(), schema: commit.manifest.schema,
      parameters: commit.manifest.parameters, purpose: purpose, isCancelled: isCancelled
    ).run().info
  }
}
