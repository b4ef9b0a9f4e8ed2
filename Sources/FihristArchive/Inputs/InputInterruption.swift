import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Asks readers to stop, including one that waits for input.
///
/// The readers return the whole records that they have read, and end. ``request()`` may be called
/// from any thread, and from a signal handler.
public final class InputInterruption: Sendable {
  private let isAsked = Atomic<Bool>(false)

  /// The end of a pipe that becomes readable once there is a request, or -1 without a pipe.
  let wakeUp: Int32
  private let writeEnd: Int32

  /// Makes an interruption that was not requested yet.
  public init() {
    var ends: [Int32] = [-1, -1]
    // Creating the pipe fails only without free descriptors; readers then check at intervals.
    let status = unsafe ends.withUnsafeMutableBufferPointer { unsafe pipe($0.baseAddress) }
    (wakeUp, writeEnd) = status == 0 ? (ends[0], ends[1]) : (-1, -1)
    for end in [wakeUp, writeEnd] where end >= 0 {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      // A full pipe is awake already; a signal handler must not wait for it.
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    for end in [wakeUp, writeEnd] where end >= 0 { _ = close(end) }
  }

  /// Whether readers were asked to stop.
  public var isRequested: Bool { isAsked.load(ordering: .relaxed) }

  /// Asks readers to stop.
  ///
  /// - Returns: Whether they were asked before.
  @discardableResult
  public func request() -> Bool {
    let wasAsked = isAsked.exchange(true, ordering: .relaxed)
    if writeEnd >= 0 {
      var byte: UInt8 = 0
      _ = unsafe write(writeEnd, &byte, 1)
    }
    return wasAsked
  }

  /// Throws if readers were asked to stop.
  func check(_ path: InputPath) throws(ArchiveError) {
    if isRequested { throw Self.error(path) }
  }

  /// The error of a reader that was asked to stop.
  static func error(_ path: InputPath) -> ArchiveError {
    ArchiveError(
      .interrupted, path: path.spelling, reason: "reading was interrupted",
      advice: "run the command again")
  }
}
