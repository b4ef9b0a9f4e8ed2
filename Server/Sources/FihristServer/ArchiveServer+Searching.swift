internal import Fihrist
internal import NIOCore

extension ArchiveServer {
  /// What was done on a search thread, and how long that took.
  struct Done<Result: Sendable>: Sendable {
    var result: Result
    var waited: Duration
    var took: Duration

    /// Puts the times into an answer.
    func note(in answer: inout Answer) {
      answer.waited = waited
      answer.searched = took
    }
  }

  /// Runs `body` on a search thread when it is its turn. Its task is cancelled when the client
  /// leaves, and when `budget` milliseconds are over: the engine then returns what it has.
  ///
  /// - Throws: ``SearchGate/Refusal``, `CancellationError`, or what `body` throws.
  func onSearchThread<Result: Sendable>(
    _ exchange: Exchange, budget: Int, _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Done<Result> {
    let start = ContinuousClock.now
    var waiting: UInt64 = 0
    defer { connections.forget(waiting, of: exchange.channel) }
    try await gate.enter { cancel in
      waiting = connections.onClose(of: exchange.channel, cancel)
    }
    defer { gate.leave() }
    let waited = start.duration(to: .now)
    let task = Task(executorPreference: threads) { try body() }
    // A little more than the engine's own limit, which says better what is missing.
    let alarm = alarms.set(after: .milliseconds(budget + budget / 4 + 20)) { task.cancel() }
    let number = connections.onClose(of: exchange.channel) { task.cancel() }
    defer {
      alarms.cancel(alarm)
      connections.forget(number, of: exchange.channel)
    }
    let result = try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
    return Done(result: result, waited: waited, took: start.duration(to: .now) - waited)
  }
}
