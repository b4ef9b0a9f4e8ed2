#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The right to write to an index, held from its making until its end.
///
/// It is an advisory `flock` on the file `write.lock`. The system drops it with the process, so a
/// crash leaves no lock behind; the empty file stays and means nothing by itself.
package final class WriterLock: Sendable {
  /// The lock file's name inside the index directory.
  package static let fileName = "write.lock"

  private let descriptor: CInt

  /// Takes the lock.
  ///
  /// - Throws: ``IndexError`` of kind `locked` if another writer, in this process or another, has
  ///   it; of kind `storage` if the file cannot be made.
  init(disk: Disk, path: String) throws(IndexError) {
    let opened = try disk.openLockFile(path)
    while flock(opened, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      close(opened)
      throw Self.refusal(code, path: path)
    }
    descriptor = opened
  }

  deinit {
    // A child that this process is just starting has the same open file until it runs its program:
    // closing would leave the lock with it for a moment.
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func refusal(_ code: CInt, path: String) -> IndexError {
    guard code == EWOULDBLOCK else { return .system(code, path: path, action: "lock the index") }
    return IndexError(
      .locked, path: path, reason: "another writer is at work on this index",
      advice: "wait until it has finished and run the command again")
  }
}
