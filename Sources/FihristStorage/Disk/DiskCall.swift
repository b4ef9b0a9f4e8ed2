/// A change to a disk that is about to be made: what a test can record, or refuse, before it
/// happens.
///
/// There is no case for cutting or overwriting a file, because an index never does either.
package enum DiskCall: Sendable, Hashable {
  /// Make a directory.
  case makeDirectory(path: String)
  /// Make an empty file, which is not there.
  case create(path: String)
  /// Append bytes to a file.
  case write(path: String, bytes: [UInt8])
  /// Make the bytes of a file durable.
  case synchronize(path: String)
  /// Give a file another name, in place of what has that name.
  case rename(from: String, to: String)
  /// Remove a name.
  case remove(path: String)
  /// Make the names in a directory durable.
  case synchronizeDirectory(path: String)
}
