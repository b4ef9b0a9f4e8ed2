/// Opens files that hold other files, and files in compressions that this library does not know.
package protocol Unpacker: Sendable {
  /// Opens the file that `bytes` come from.
  ///
  /// - Throws: ``ArchiveError`` if it is none that can be opened, or is damaged at its start.
  func open(_ bytes: PackedBytes) throws(ArchiveError) -> any PackedContents
}
