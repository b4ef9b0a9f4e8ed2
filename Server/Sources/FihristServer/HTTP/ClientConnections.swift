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

  /// Has `action` done when the client of `channel` leaves; at once if it has left.
  ///
  /// - Returns: What ``forget(_:of:)`` takes.
  func onClose(of channel: (any Channel)?, _ action: @escaping @Sendable () -> Void) -> UInt64 {
    guard let channel else { return 0 }
    let number = state.withLock { state -> UInt64? in
      guard state.actions[ObjectIdentifier(channel)] != nil else { return nil }
      state.next += 1
      state.actions[ObjectIdentifier(channel)]?[state.next] = action
      return state.next
    }
    if number == nil { action() }
    return number ?? 0
  }

  /// Takes back what was to be done when the client of `channel` leaves.
  func forget(_ number: UInt64, of channel: (any Channel)?) {
    guard let channel, number != 0 else { return }
    // What the action holds must not end under the lock.
    _ = state.withLock { $0.actions[ObjectIdentifier(channel)]?.removeValue(forKey: number) }
  }

  /// Runs `body` in a task that is cancelled when the client of `channel` leaves.
  func cancellingOnClose<Result: Sendable>(
    of channel: (any Channel)?, _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    guard let channel else { return try await body() }
    let task = Task { try await body() }
    let number = onClose(of: channel) { task.cancel() }
    defer { forget(number, of: channel) }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
