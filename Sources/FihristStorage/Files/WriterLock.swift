#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
internal import Synchronization

/// The right to write to an index, held for the lifetime of this object.
///
/// It is an advisory `flock` on the file `write.lock`. The system drops it with the process, so a
/// crash leaves no lock behind; the empty file stays and has no meaning by itself.
///
/// `flock` does not say who holds the lock. So the holder also takes a record lock (`fcntl`) on the
/// same file: it does not exclude anyone, but the system tells others which process holds it.
package final class WriterLock: Sendable {
  /// The lock file's name inside the index directory.
  package static let fileName = "write.lock"

  /// The lock files that this process holds. A process does not see its own record locks, and would
  /// lose one by opening and closing the file a second time.
  private static let own = Mutex<Set<FileIdentity>>([])

  private let descriptor: CInt
  private let identity: FileIdentity?
  private let process = getpid()

  /// Whether this process took the lock. One that was made by `fork` meanwhile has a copy of this
  /// object, and the lock stays with the other.
  package var isOfThisProcess: Bool { getpid() == process }

  /// Takes the lock.
  ///
  /// - Throws: ``IndexError`` of kind `locked` if another writer, in this process or another, has
  ///   it; of kind `storage` if the file cannot be created.
  init(disk: Disk, directory: OpenDirectory) throws(IndexError) {
    let path = directory.path(of: Self.fileName)
    if let held = directory.identity(of: Self.fileName), Self.own.withLock({ $0.contains(held) }) {
      throw IndexError(
        .locked, path: path, reason: "a writer of this process is at work on the index",
        advice: "close that writer first")
    }
    let opened = try disk.openLockFile(Self.fileName, in: directory)
    while flock(opened, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      let holder = Self.holder(opened)
      close(opened)
      throw Self.refusal(code, holder, path: path)
    }
    var record = Self.record
    // Only a courtesy to others; file systems without record locks work without it.
    _ = unsafe fcntl(opened, F_SETLK, &record)
    descriptor = opened
    let held = FileIdentity(descriptor: opened)
    identity = held
    if let held { Self.own.withLock { _ = $0.insert(held) } }
  }

  deinit {
    defer { close(descriptor) }
    guard isOfThisProcess else { return }
    if let identity { Self.own.withLock { _ = $0.remove(identity) } }
    // A child that this process is starting shares the open file until it runs its program; closing
    // alone would leave the lock with the child for a moment.
    _ = flock(descriptor, LOCK_UN)
  }

  /// A record lock of the whole file, which no one else may have at the same time.
  private static var record: flock {
    var record = flock()
    record.l_type = Int16(F_WRLCK)
    record.l_whence = Int16(SEEK_SET)
    return record
  }

  /// The process that holds the lock file open as `descriptor`; nil if the system does not say, or
  /// says a process that is not there.
  private static func holder(_ descriptor: CInt) -> pid_t? {
    var record = Self.record
    guard unsafe fcntl(descriptor, F_GETLK, &record) == 0, record.l_type != Int16(F_UNLCK),
      record.l_pid > 0, kill(record.l_pid, 0) == 0 || errno == EPERM
    else { return nil }
    return record.l_pid
  }

  private static func refusal(_ code: CInt, _ holder: pid_t?, path: String) -> IndexError {
    guard code == EWOULDBLOCK else { return .system(code, path: path, action: "lock the index") }
    let process = holder.map { " (process \($0))" } ?? ""
    return IndexError(
      .locked, path: path, reason: "another writer\(process) is at work on the index",
      advice: "wait until it has finished")
  }
}
