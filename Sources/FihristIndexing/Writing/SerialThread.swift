import Dispatch

/// Runs calls that block, one after the other, on a thread that no task runs on: so a call that waits
/// for the disk never takes a thread from tasks that wait for milliseconds.
struct SerialThread: Sendable {
  // A queue of its own has a thread of its own when it needs one. Queues that share one wait for each
  // other when all processors are busy.
  private let queue: DispatchQueue

  /// Makes a thread that is called `label` in tools.
  init(_ label: String, qos: DispatchQoS = .default) {
    queue = DispatchQueue(label: label, qos: qos)
  }

  /// Runs `call` after those that came before. It runs to its end even if the task is cancelled.
  func run<Success: Sendable, Failure: Error>(
    _ call: @escaping @Sendable () throws(Failure) -> Success
  ) async throws(Failure) -> Success {
    let result = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Result(catching: call)) }
    }
    return try result.get()
  }
}
