import Fihrist
import Synchronization

/// Measures whole passes: each pass takes every query of a class once, and the classes alternate,
/// so that no query finds its own data in the processor's caches, and a burst of other work on the
/// machine affects one repetition of each class and not all repetitions of one class.
struct BenchmarkRun<Ranking: MeasuredRanking> {
  /// What is done.
  let plan: BenchmarkPlan
  /// The queries.
  let classes: [ParsedClass]
  /// One for each thread.
  let rankings: [Ranking]

  /// Runs all passes.
  ///
  /// - Parameter progress: Called before each pass over all classes with its number, from 0, and
  ///   the number of passes.
  func measurements(_ progress: (Int, Int) -> Void) throws -> [Measurement] {
    var measurements = classes.flatMap { queryClass in
      plan.operations.map { Measurement(className: queryClass.name, operation: $0.name) }
    }
    for number in 0..<plan.warmup + plan.repetitions {
      progress(number, plan.warmup + plan.repetitions)
      var index = 0
      for queryClass in classes {
        for operation in plan.operations {
          if Interruption.isRequested { throw SilentExit(status: .interrupted) }
          let pass = try pass(over: queryClass.queries, counting: operation.counts)
          if number >= plan.warmup { measurements[index].passes.append(pass) }
          index += 1
        }
      }
    }
    return measurements
  }

  private func pass(over queries: [Query], counting: Bool) throws -> MeasuredPass {
    let progress = PassProgress(queries.count)
    let rankings = rankings
    let start = Clock.wall
    try Threads.run(rankings.count) { thread in
      progress.take(queries, rankings[thread], counting: counting)
    }
    return try progress.finish(elapsed: Clock.wall - start)
  }
}

/// What the threads of a pass share: the next query, and the times so far.
private final class PassProgress: Sendable {
  private struct State {
    var wall: [UInt64]
    var cpu: [UInt64]
    var failure: (any Error)?
  }

  private let next = Atomic(0)
  private let state: Mutex<State>

  init(_ count: Int) {
    let zeros = [UInt64](repeating: 0, count: count)
    state = Mutex(State(wall: zeros, cpu: zeros))
  }

  /// Takes queries until none is left.
  func take(_ queries: [Query], _ ranking: some MeasuredRanking, counting: Bool) {
    var times: [(index: Int, wall: UInt64, cpu: UInt64)] = []
    times.reserveCapacity(queries.count)
    do {
      while case let index = next.add(1, ordering: .relaxed).oldValue, index < queries.count {
        let cpu = Clock.thread
        let wall = Clock.wall
        try ranking.rank(queries[index], counting: counting)
        let wallTime = Clock.wall - wall
        times.append((index, wallTime, Clock.thread - cpu))
      }
    } catch {
      state.withLock { $0.failure = error }
    }
    state.withLock { state in
      for time in times {
        state.wall[time.index] = time.wall
        state.cpu[time.index] = time.cpu
      }
    }
  }

  func finish(elapsed: UInt64) throws -> MeasuredPass {
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      return MeasuredPass(wall: state.wall, cpu: state.cpu, elapsed: elapsed)
    }
  }
}
