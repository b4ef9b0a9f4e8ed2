import FihristArchive

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C and SIGTERM: the first asks a command to end cleanly, the second ends it at once.
enum Interruption {
  /// Checked by readers of input; a read that waits for input ends when it is requested.
  static let input = InputInterruption()

  /// Whether the command was asked to stop.
  static var isRequested: Bool { input.isRequested }

  /// From now on SIGINT and SIGTERM end the program at once, with the exit code for that: commands
  /// that only read, or that have not started to work, have nothing to clean up.
  static func endAtOnce() {
    install { _ in _exit(ExitStatus.interrupted.rawValue) }
  }

  /// From now on a first SIGINT or SIGTERM only requests ``input``; a second ends the program at
  /// once. Committed documents survive both.
  static func watch() {
    // The handler may only use what already exists, so it is created here.
    _ = isRequested
    install { _ in
      if Interruption.input.request() { _exit(ExitStatus.interrupted.rawValue) }
    }
  }

  private static func install(_ handler: @escaping @convention(c) (Int32) -> Void) {
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
