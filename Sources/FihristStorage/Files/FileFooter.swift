/// The last 24 bytes of a file: how long its body is, and the checksum of its page table.
struct FileFooter {
  var bodyByteCount: Int
  var pageCount: Int
  /// CRC-32C of the page table.
  var checksum: UInt32
  var pageTableOffset: Int

  /// Reads the footer of `file` and checks that body, pages and file length belong together and
  /// that the page table is as written.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  init(_ file: UnsafeRawBufferPointer, path: String) throws(IndexError) {
    let start = file.count - FileLayout.footerByteCount
    guard start >= FileLayout.headerByteCount + FileLayout.paddingByteCount,
      unsafe Self.load(from: file, at: start + 16) == FileLayout.endMagic
    else { throw IndexError.damaged(path, "it does not end as a whole file does") }
    let body = unsafe Self.load(from: file, at: start)
    let pagesAndChecksum = unsafe Self.load(from: file, at: start + 8)
    // A body longer than the file cannot fit, and would overflow the sums below.
    guard body <= UInt64(file.count),
      FileLayout.fileByteCount(bodyByteCount: Int(body)) == file.count,
      pagesAndChecksum & 0xFFFF_FFFF == UInt64(FileLayout.pageCount(bodyByteCount: Int(body)))
    else { throw IndexError.damaged(path, "its length does not fit its contents") }
    bodyByteCount = Int(body)
    pageCount = Int(pagesAndChecksum & 0xFFFF_FFFF)
    checksum = UInt32(pagesAndChecksum >> 32)
    pageTableOffset = start - 4 * pageCount
    let table = unsafe UnsafeRawBufferPointer(rebasing: file[pageTableOffset..<start])
    guard unsafe Checksum.crc32c(table) == checksum else {
      throw IndexError.damaged(path, "the checksum of its page table does not fit")
    }
  }

  private static func load(from file: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
    UInt64(littleEndian: unsafe file.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
