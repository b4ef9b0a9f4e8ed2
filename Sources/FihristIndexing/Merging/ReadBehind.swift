import FihristFormat

/// Releases the pages of the segments that are merged behind what was read of them: they were read in
/// order, once, and would otherwise stay in memory until the merge ends.
struct ReadBehind {
  /// After so many bytes that were read: some pages that are still being read go, too, and come back
  /// from the system's cache.
  private static let interval = 1 << 20

  /// So many bytes come into memory with a document that is read out of turn: the page that is checked,
  /// and what the system reads around it.
  static let sampleByteCount = 128 << 10

  private let readers: [SegmentReader]
  private var byteCount = 0

  /// About so many bytes of the segments' files belong to a document.
  let documentByteCount: Int

  /// Starts at the beginning of the files of `sources`.
  init(_ sources: [SegmentMerger.Source]) {
    readers = sources.map(\.reader)
    let bytes = readers.reduce(UInt64(0)) { $0 + $1.info.byteCount }
    let documents = readers.reduce(0) { $0 + $1.documentCount }
    documentByteCount = Int(clamping: bytes) / max(1, documents)
  }

  /// Takes note that about `count` more bytes were read.
  mutating func advance(by count: Int) {
    byteCount += count
    guard byteCount >= Self.interval else { return }
    byteCount = 0
    for reader in readers { reader.releasePages() }
  }
}
