import Dispatch
import Synchronization

/// Runs merges one after the other on a thread of their own, so that a merge of minutes never takes a
/// thread from those who wait for milliseconds.
actor MergeRunner {
  private nonisolated let executor = MergeExecutor()

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  /// Runs a merge to its end.
  func run(_ merger: SegmentMerger) -> Result<SegmentMerger.Result, any Error> {
    Result { try merger.run() }
  }
}

/// A queue as an executor.
private final class MergeExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "fihrist.merge", qos: .utility)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { [self] in unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    unsafe UnownedSerialExecutor(ordinary: self)
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
