internal import NIOCore
internal import Synchronization

/// The open connections, and what is to be cancelled when a client leaves.
final class ClientConnections: Sendable {
  private struct State {
    var actions: [ObjectIdentifier: [UInt64: @Sendable () -> Void]] = [:]
    var next: UInt64 = 0
  }

  private let state = Mutex(State())

  /// How many connections are open.
  var count: Int { state.withLock { $0.actions.count } }

  /// A connection was opened.
  func open(_ channel: any Channel) {
    state.withLock { $0.actions[ObjectIdentifier(channel)] = [:] }
  }

  /// A client left: what waits for that is done.
  func close(_ channel: any Channel) {
    let actions = state.withLock { $0.actions.removeValue(forKey: ObjectIdentifier(channel)) }
    for action in (actions ?? [:]).values { action() }
  }

  /// Runs `body` in a task that is cancelled when the client of `channel` leaves.
  func cancellingOnClose<Result: Sendable>(
    of channel: (any Channel)?, _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    guard let channel else { return try await body() }
    let task = Task { try await body() }
    let number = state.withLock { state -> UInt64? in
      state.next += 1
      guard state.actions[ObjectIdentifier(channel)] != nil else { return nil }
      state.actions[ObjectIdentifier(channel)]?[state.next] = { task.cancel() }
      return state.next
    }
    if number == nil { task.cancel() }
    defer {
      if let number {
        state.withLock { _ = $0.actions[ObjectIdentifier(channel)]?.removeValue(forKey: number) }
      }
    }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
