#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waits until something may have changed in files and folders.
///
/// On Linux the system says so (inotify). Where it does not, as for folders on another machine, and
/// on other systems, the wait ends after a fixed time, and the caller looks. Either way it is the
/// caller who finds out what has changed; this only saves looking all the time.
public final class FolderWatch: Sendable {
  /// How long a wait takes where the system says what happens: other machines may write, too.
  private static let longWait: Int32 = 60_000

  /// How long a wait takes where it does not.
  private static let shortWait: Int32 = 2_000

  /// A wait ends when nothing has happened for so long: files are often written in several steps.
  private static let quietTime: Int32 = 300

  /// So many times the quiet time is waited for at most.
  private static let patience = 20

  /// What tells of changes; -1 if nothing does.
  private let descriptor: Int32
  private let interruption: InputInterruption

  /// Starts to watch.
  ///
  /// - Parameters:
  ///   - paths: Files and folders, with all folders in them that are there now.
  ///   - interruption: Ends a wait when it is requested.
  public init(_ paths: [String], interruption: InputInterruption) {
    self.interruption = interruption
    #if canImport(Glibc)
      // The flags of inotify are those of `open`.
      let descriptor = inotify_init1(Int32(O_NONBLOCK | O_CLOEXEC))
      let all =
        descriptor < 0
        ? false
        : paths.allSatisfy { path in
          Self.watch(InputPath(path), descriptor)
        }
      if all {
        self.descriptor = descriptor
      } else {
        if descriptor >= 0 { _ = close(descriptor) }
        self.descriptor = -1
      }
    #else
      descriptor = -1
    #endif
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
  }

  /// Waits for a change, an interruption, or the time after which to look in any case.
  public func wait() {
    guard descriptor >= 0 else { return _ = poll(Self.shortWait) }
    guard poll(Self.longWait) else { return }
    for _ in 0..<Self.patience {
      drain()
      if !poll(Self.quietTime) { return }
    }
  }

  /// Waits so many milliseconds; says whether the system told of a change.
  private func poll(_ milliseconds: Int32) -> Bool {
    if interruption.isRequested { return false }
    var polled = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: interruption.wakeUp, events: Int16(POLLIN), revents: 0),
    ]
    let count = unsafe polled.withUnsafeMutableBufferPointer {
      unsafe systemPoll($0.baseAddress, nfds_t($0.count), milliseconds)
    }
    return count > 0 && polled[0].revents != 0
  }

  /// Reads what the system told, which is not needed.
  private func drain() {
    var events = [UInt8](repeating: 0, count: 1 << 16)
    while unsafe events.withUnsafeMutableBytes({
      unsafe systemRead(descriptor, $0.baseAddress, $0.count)
    }) > 0 {}
  }

  #if canImport(Glibc)
    /// Watches `path`, and the folders in it; says whether that was possible.
    private static func watch(_ path: InputPath, _ descriptor: Int32) -> Bool {
      let events = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVE | IN_MOVE_SELF | IN_DELETE_SELF
      let watched = unsafe path.withCString {
        unsafe inotify_add_watch(descriptor, $0, UInt32(events))
      }
      guard watched >= 0 else { return false }
      guard let entry = try? FolderEntry(path: path), entry.kind == .folder else { return true }
      for name in (try? FolderEntry.names(in: path)) ?? [] where name.bytes.first != 0x2E {
        let child = path.appending(name)
        guard let entry = try? FolderEntry(path: child), entry.kind == .folder, !entry.isLink
        else { continue }
        if !watch(child, descriptor) { return false }
      }
      return true
    }
  #endif
}

// Outside the class, because its methods have the names of the system calls.
private func systemPoll(
  _ polled: UnsafeMutablePointer<pollfd>?, _ count: nfds_t, _ milliseconds: Int32
) -> Int32 {
  unsafe poll(polled, count, milliseconds)
}

private func systemRead(
  _ descriptor: Int32, _ target: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  unsafe read(descriptor, target, count)
}
