import Dispatch

/// Runs blocking calls, one after the other, on a thread that runs no tasks. So a call that waits
/// for the disk never takes a thread from short tasks.
struct SerialThread: Sendable {
  // A separate queue gets its own thread when it needs one. Queues that share a target wait for
  // each other when all processors are busy.
  private let queue: DispatchQueue

  /// Makes a thread that debuggers show as `label`.
  init(_ label: String, qos: DispatchQoS = .default) {
    queue = DispatchQueue(label: label, qos: qos)
  }

  /// Runs `call` after all earlier calls. It runs to its end even if the task is cancelled.
  func run<Success: Sendable, Failure: Error>(
    _ call: @escaping @Sendable () throws(Failure) -> Success
  ) async throws(Failure) -> Success {
    let result = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Result(catching: call)) }
    }
    return try result.get()
  }
}
