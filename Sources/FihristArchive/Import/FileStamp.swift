/// What the file system says of a file without reading it.
struct FileStamp: Hashable, Sendable {
  /// The length in bytes.
  var byteCount: UInt64
  /// When it was last written, in nanoseconds since 1970.
  var modified: Int64

  /// Nothing that a file can have: it is read again.
  static let unknown = FileStamp(byteCount: .max, modified: .min)
}
