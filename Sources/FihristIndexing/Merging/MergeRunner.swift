import Dispatch
import Synchronization

/// Runs merges on threads of their own, so that a merge of minutes never takes a thread from those who
/// wait for milliseconds. How many run at once is for the schedule to say.
enum MergeRunner {
  /// Runs a merge to its end.
  static func run(_ merger: SegmentMerger) async -> Result<SegmentMerger.Result, any Error> {
    // A queue that nobody else has: those that share one wait for each other when all processors are
    // taken.
    let queue = DispatchQueue(label: "fihrist.merge", qos: .utility)
    return await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Result { try merger.run() }) }
    }
  }
}

/// Tells a merge to stop.
final class MergeCancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  /// Whether it shall stop.
  var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Makes it stop.
  func cancel() { flag.store(true, ordering: .relaxed) }
}
