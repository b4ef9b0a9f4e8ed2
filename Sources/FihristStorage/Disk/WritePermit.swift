internal import Synchronization

/// The right to change names in a directory. Its owner can take it back at any moment.
///
/// A writer that is dropped frees its lock at once, although one of its merges may still be running
/// on another thread. From then on that merge must neither create nor remove a file: the next
/// writer may use the same name for a file of its own. Bytes that it still writes go to files
/// without a name.
package final class WritePermit: Sendable {
  private let isValid = Mutex(true)

  /// Makes a permit that is valid.
  package init() {}

  /// Takes the permit back. Returns once no change under it is in progress; each change is one
  /// system call.
  package func revoke() { isValid.withLock { $0 = false } }

  /// Makes a change while the permit cannot be revoked.
  ///
  /// - Returns: `nil`, without calling `change`, if the permit was revoked.
  func withPermission<Result: Sendable>(_ change: () -> Result) -> Result? {
    isValid.withLock { $0 ? change() : nil }
  }
}
