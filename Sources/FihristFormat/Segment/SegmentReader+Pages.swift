internal import FihristStorage

extension SegmentReader {
  /// Tells the system that pages of the segment's files need not stay in memory. For use after a
  /// part of it was read once, in order, and will not be read again soon.
  package func releasePages() {
    for element in files { element.file.releasePages() }
  }

  /// Bytes that are compared at once: whole pages.
  private static let pieceByteCount = 16 * FileLayout.pageByteCount

  /// Compares the pages of all files with their checksums; those that were compared before are
  /// skipped.
  ///
  /// - Parameter step: Called between pieces of a mebibyte; what it throws ends the comparison.
  /// - Throws: ``IndexError`` of kind `damaged` for the first page that differs.
  package func verifyPages(between step: () throws -> Void) throws {
    for file in files.map(\.file) {
      var offset = 0
      while offset < file.byteCount {
        let end = min(file.byteCount, offset + Self.pieceByteCount)
        _ = unsafe try file.bytes(offset..<end)
        offset = end
        try step()
      }
    }
  }
}
