/// A change to a disk that is about to be made. A test can record or refuse it before it happens.
///
/// No case is for truncating or overwriting a file, because an index never does either.
package enum DiskCall: Sendable, Hashable {
  /// Make a directory.
  case makeDirectory(path: String)
  /// Create an empty file that does not exist yet.
  case create(path: String)
  /// Append bytes to a file.
  case write(path: String, bytes: [UInt8])
  /// Make the bytes of a file durable.
  case synchronize(path: String)
  /// Rename a file, and replace a file that has the new name.
  case rename(from: String, to: String)
  /// Remove a name.
  case remove(path: String)
  /// Make the names in a directory durable.
  case synchronizeDirectory(path: String)
}
