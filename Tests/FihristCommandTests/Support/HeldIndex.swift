import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An index that has a writer, as far as others can see: its lock is held.
final class HeldIndex {
  private let descriptor: Int32

  /// Takes the lock of the index at `path`.
  init(_ path: String) throws {
    descriptor = unsafe open(path + "/write.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw UnexpectedShape(text: "the lock is not free")
    }
  }

  deinit { release() }

  /// Gives the lock back.
  func release() {
    _ = flock(descriptor, LOCK_UN)
  }
}
