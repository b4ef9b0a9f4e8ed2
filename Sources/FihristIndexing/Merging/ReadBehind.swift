import FihristFormat

/// Releases the pages of merged segments after they were read: they are read in order, once, and
/// would otherwise stay in memory until the merge ends.
struct ReadBehind {
  /// Pages are released after this many bytes were read. Some of them are still being read and come
  /// back from the system's cache.
  private static let interval = 1 << 20

  /// Reading one document out of order brings this many bytes into memory: the page that is
  /// checked, and what the system reads around it.
  static let sampleByteCount = 128 << 10

  private let readers: [SegmentReader]
  private var byteCount = 0

  /// About how many bytes of the segments' files belong to one document.
  let documentByteCount: Int

  /// Starts at the beginning of the files of `sources`.
  init(_ sources: [SegmentMerger.Source]) {
    readers = sources.map(\.reader)
    let bytes = readers.reduce(UInt64(0)) { $0 + $1.info.byteCount }
    let documents = readers.reduce(0) { $0 + $1.documentCount }
    documentByteCount = Int(clamping: bytes) / max(1, documents)
  }

  /// Records that about `count` more bytes were read.
  mutating func advance(by count: Int) {
    byteCount += count
    guard byteCount >= Self.interval else { return }
    byteCount = 0
    for reader in readers { reader.releasePages() }
  }
}
