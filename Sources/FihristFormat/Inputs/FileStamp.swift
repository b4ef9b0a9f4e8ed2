/// What the file system says of a file without reading it.
package struct FileStamp: Hashable, Sendable {
  /// The length in bytes.
  package var byteCount: UInt64
  /// When it was last written, in nanoseconds since 1970.
  package var modified: Int64

  /// Makes a stamp of what the system says.
  package init(byteCount: UInt64, modified: Int64) {
    self.byteCount = byteCount
    self.modified = modified
  }

  /// Nothing that a file can have: it is read again.
  package static let unknown = FileStamp(byteCount: .max, modified: .min)
}
