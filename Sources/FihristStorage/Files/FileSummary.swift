/// What a manifest records about a file: enough to notice that another file has its name.
package struct FileSummary: Hashable, Sendable {
  /// The file's name inside the index directory.
  package var name: String

  /// Bytes of the whole file: header, body, padding, page table and footer.
  package var byteCount: UInt64

  /// CRC-32C of the page table, which holds the CRC-32C of every page.
  package var checksum: UInt32

  /// Makes a summary from its parts.
  package init(name: String, byteCount: UInt64, checksum: UInt32) {
    self.name = name
    self.byteCount = byteCount
    self.checksum = checksum
  }
}
