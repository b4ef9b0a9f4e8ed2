import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C and SIGTERM during work that should end in order: the first asks, the second insists.
enum Interruption {
  private static let isAsked = Atomic<Bool>(false)

  /// Whether the command was asked to stop.
  static var isRequested: Bool { isAsked.load(ordering: .relaxed) }

  /// From now on a first SIGINT or SIGTERM only sets ``isRequested``; a second ends the program at
  /// once. What is committed survives either.
  static func watch() {
    // The handler may do nothing but touch an atomic that exists already, and leave.
    _ = isRequested
    let handler: @convention(c) (Int32) -> Void = { _ in
      if Interruption.isAsked.exchange(true, ordering: .relaxed) {
        _exit(ExitStatus.interrupted.rawValue)
      }
    }
    _ = signal(SIGINT, handler)
    _ = signal(SIGTERM, handler)
  }

  /// Does `work`, which is cancelled when ``isRequested`` becomes true.
  static func cancelling<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let task = Task { try await work() }
    let watcher = Task {
      while !isRequested { try await Task.sleep(for: .milliseconds(50)) }
      task.cancel()
    }
    defer { watcher.cancel() }
    return try await task.value
  }
}
