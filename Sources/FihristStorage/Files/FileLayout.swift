/// The frame of every file; `Documentation/Format/README.md` describes it.
///
/// ```
/// header 16 | body | padding 64 | page table 4 × pages | footer 24
/// ```
package enum FileLayout {
  /// "FHRS", the first four bytes of every file.
  package static let magic: UInt32 = 0x5352_4846

  /// "FHRSEND\0", the last eight bytes of every file.
  package static let endMagic: UInt64 = 0x0044_4E45_5352_4846

  /// Magic, kind, version and a zero, 4 bytes each.
  package static let headerByteCount = 16

  /// Zero bytes after the body: a decoder may read this far past any range of the body.
  package static let paddingByteCount = 64

  /// Header and body are checksummed in pages of this many bytes.
  package static let pageByteCount = 65_536

  /// Body bytes 8, pages 4, checksum of the page table 4, end magic 8.
  package static let footerByteCount = 24

  /// How many pages cover the header and a body of `bodyByteCount` bytes; at least 1.
  package static func pageCount(bodyByteCount: Int) -> Int {
    (headerByteCount + bodyByteCount + pageByteCount - 1) / pageByteCount
  }

  /// Bytes of a whole file around a body of `bodyByteCount` bytes.
  package static func fileByteCount(bodyByteCount: Int) -> Int {
    headerByteCount + bodyByteCount + paddingByteCount + 4 * pageCount(bodyByteCount: bodyByteCount)
      + footerByteCount
  }

  /// Bytes of the body of a whole file of `fileByteCount` bytes; nil if no file has that size.
  package static func bodyByteCount(fileByteCount: Int) -> Int? {
    let rest = fileByteCount - headerByteCount - paddingByteCount - footerByteCount
    // Each page takes its bytes and 4 of the table, but the header is in the first: at most two
    // more.
    let least = max(1, rest / (pageByteCount + 4))
    for pages in least...least + 2 {
      let count = rest - 4 * pages
      if count >= 0, pageCount(bodyByteCount: count) == pages { return count }
    }
    return nil
  }
}
