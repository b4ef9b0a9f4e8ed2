internal import Synchronization

/// Looks for the generations of a broker, and less and less often as long as it does not answer.
final class BrokerLink: Sendable {
  let broker: Broker
  private let state = Mutex(State())

  private struct State {
    var pause = GrowingPause()
    var failure: BrokerError?
  }

  init(_ broker: Broker) { self.broker = broker }

  /// Why the broker did not answer when it was last asked; nil if it did, or was not asked yet.
  var failure: BrokerError? { state.withLock { $0.failure } }

  /// The newest generation, if it is another than `generation` and it is time to ask.
  func newest(unless generation: UInt64?) async -> ArchiveCommit? {
    guard state.withLock({ $0.pause.isOver(at: .now) }) else { return nil }
    do {
      let information = try await broker.information()
      let commit =
        information.generation == generation ? nil : try ArchiveCommit(broker, information)
      state.withLock { state in
        state.pause.finish()
        state.failure = nil
      }
      return commit
    } catch {
      let failure = BrokerError(asking: broker, error)
      state.withLock { state in
        state.pause.extend(at: .now)
        state.failure = failure
      }
      return nil
    }
  }

  /// What requests are answered as long as the broker has not told what it has.
  ///
  /// - Parameter name: The name of the index. Machines are nobody's business.
  func problem(_ name: String) -> Problem {
    let (failure, end) = state.withLock { ($0.failure, $0.pause.end) }
    if let failure, !failure.isUnavailable { return failure.problem }
    let left = end.map { ContinuousClock.now.duration(to: $0) / .seconds(1) } ?? 1
    let seconds = max(1, Int(left.rounded(.up)))
    var problem = Problem(
      .brokerUnavailable,
      "the broker of \"\(name)\" has not answered since the server started; try again in "
        + (seconds == 1 ? "a second" : "\(seconds) seconds"))
    problem.retryAfter = seconds
    return problem
  }
}
