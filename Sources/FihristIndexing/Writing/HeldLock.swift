import FihristStorage
import Synchronization

/// A writer's lock, shared with the merges that it has started: they write files, too, and must not
/// meet those of another writer. Closing the writer releases it for all.
final class HeldLock: Sendable {
  private let lock: Mutex<WriterLock?>

  /// Holds `lock` until it is released or nothing refers to this object any more.
  init(_ lock: WriterLock) { self.lock = Mutex(lock) }

  /// Whether it was not given back.
  var isHeld: Bool { lock.withLock { $0 != nil } }

  /// Gives it back.
  func release() { lock.withLock { $0 = nil } }
}
