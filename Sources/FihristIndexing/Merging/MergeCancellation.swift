import Synchronization

/// Tells a merge to stop.
final class MergeCancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  /// Whether it is to stop.
  var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Makes it stop.
  func cancel() { flag.store(true, ordering: .relaxed) }
}
