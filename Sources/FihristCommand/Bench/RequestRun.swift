import Fihrist

/// Measures whole requests, on one thread, with the hits that they show. The classes alternate pass
/// by pass, as those of ``BenchmarkRun`` do.
struct RequestRun {
  /// How many passes are done.
  let plan: BenchmarkPlan
  /// The requests.
  let classes: [RequestClass]
  /// What is searched.
  let index: Index

  /// The operations and whether each counts all matches.
  private var operations: [(name: String, counts: Bool)] {
    [("request", false)] + (plan.isCounting ? [("request_count", true)] : [])
  }

  /// Runs all passes.
  ///
  /// - Parameter progress: Called before each pass over all classes with its number, from 0, and
  ///   the number of passes.
  func measurements(_ progress: (Int, Int) -> Void) throws -> [Measurement] {
    var measurements = classes.flatMap { requestClass in
      operations.map { Measurement(className: requestClass.name, operation: $0.name) }
    }
    for number in 0..<plan.warmup + plan.repetitions {
      progress(number, plan.warmup + plan.repetitions)
      var slot = 0
      for requestClass in classes {
        for operation in operations {
          if Interruption.isRequested { throw SilentExit(status: .interrupted) }
          let pass = try pass(over: requestClass.requests, counting: operation.counts)
          if number >= plan.warmup { measurements[slot].passes.append(pass) }
          slot += 1
        }
      }
    }
    return measurements
  }

  private func pass(over requests: [MeasuredRequest], counting: Bool) throws -> MeasuredPass {
    var pass = MeasuredPass(wall: [], cpu: [], elapsed: 0)
    let start = Clock.wall
    for request in requests {
      let cpu = Clock.thread
      let wall = Clock.wall
      try request.run(in: index, counting: counting)
      pass.wall.append(Clock.wall - wall)
      pass.cpu.append(Clock.thread - cpu)
    }
    pass.elapsed = Clock.wall - start
    return pass
  }
}
