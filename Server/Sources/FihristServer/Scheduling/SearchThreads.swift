internal import NIOPosix

/// The threads on which searches run: the engine works without suspending, and must not hold up the
/// threads that read and write connections.
///
/// A task that prefers this executor stays the same task, so the engine sees its cancellation.
final class SearchThreads: TaskExecutor {
  /// How many there are.
  let count: Int
  private let pool: NIOThreadPool

  init(count: Int) {
    self.count = count
    pool = NIOThreadPool(numberOfThreads: count)
    pool.start()
  }

  deinit { pool.shutdownGracefully { _ in } }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    pool.submit { _ in job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
