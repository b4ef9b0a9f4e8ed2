/// The files in a file, which are read in their order.
package protocol PackedContents: AnyObject {
  /// Steps to the next file; nil at the end. What was not read of the file before is skipped.
  ///
  /// - Throws: ``ArchiveError`` if nothing more can be read.
  func next() throws(ArchiveError) -> PackedMember?

  /// Reads up to `target.count` bytes of the file; 0 at its end.
  ///
  /// - Throws: ``ArchiveError`` if the rest of it cannot be read; the next one perhaps can.
  @unsafe func read(into target: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int
}
