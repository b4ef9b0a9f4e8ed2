import FihristAnswers

/// A measurement, for people and for programs.
struct BenchReport {
  /// What was done.
  var plan: BenchmarkPlan
  /// The measurements.
  var measurements: [Measurement]
  /// How many queries gave what scoring every document gives, if that was requested.
  var verified: Int?

  /// A table: for each class and operation the thread CPU time, then the wall time.
  func table() -> Table {
    var table = Table(
      [("class", .left), ("operation", .left), ("queries", .right), ("µs", .left)]
        + ["mean", "p50", "p90", "p99", "max", "queries/s"].map { ($0, .right) })
    for measurement in measurements {
      let cpu = LatencySummary(nanoseconds: measurement.best(\.cpu))
      let wall = LatencySummary(nanoseconds: measurement.best(\.wall))
      let queries = Quantity.count(measurement.best(\.wall).count)
      let rate = Quantity.count(Int(measurement.queriesPerSecond))
      table.append(
        [measurement.className.displayed, measurement.operation, queries, "cpu"] + cells(cpu)
          + [""])
      table.append(["", "", "", "wall"] + cells(wall) + [rate])
    }
    return table
  }

  private func cells(_ summary: LatencySummary) -> [String] {
    summary.figures.map { Quantity.decimal($0.value, decimals: $0.value < 100 ? 1 : 0) }
  }

  /// The same as one object; times in microseconds.
  func json(documents: Int, segments: Int) -> JSON {
    var members = [
      JSON.Member("documents", .integer(documents)), JSON.Member("segments", .integer(segments)),
    ]
    if let filter = plan.filter { members.append(JSON.Member("filter", .string(filter))) }
    members += [
      JSON.Member("limit", .integer(plan.limit)), JSON.Member("warmup", .integer(plan.warmup)),
      JSON.Member("repeat", .integer(plan.repetitions)),
      JSON.Member("threads", .integer(plan.threads)),
      JSON.Member("classes", .array(measurements.map(object))),
    ]
    if let verified { members.append(JSON.Member("verified", .integer(verified))) }
    return .object(members)
  }

  /// The result of the comparison with scoring every document, in one line.
  var verification: String? {
    verified.map {
      "\(Quantity.count($0, "query", "queries")): "
        + "same hits, scores and totals as scoring every document"
    }
  }

  private func object(_ measurement: Measurement) -> JSON {
    let wall = measurement.best(\.wall)
    return [
      "class": .string(measurement.className), "operation": .string(measurement.operation),
      "queries": .integer(wall.count),
      "wall_us": figures(LatencySummary(nanoseconds: wall)),
      "cpu_us": figures(LatencySummary(nanoseconds: measurement.best(\.cpu))),
      "qps": rounded(measurement.queriesPerSecond),
    ]
  }

  private func figures(_ summary: LatencySummary) -> JSON {
    .object(summary.figures.map { JSON.Member($0.name, rounded($0.value)) })
  }

  /// Rounded to three decimal digits, that is, to nanoseconds.
  private func rounded(_ value: Double) -> JSON { .number((value * 1000).rounded() / 1000) }

  /// What was measured, in one line.
  func heading(documents: Int, segments: Int) -> String {
    var parts = [
      Quantity.count(documents, "document"), Quantity.count(segments, "segment"),
      "top \(plan.limit)", "best of \(plan.repetitions) after \(plan.warmup) to warm up",
      Quantity.count(plan.threads, "thread"),
    ]
    if let filter = plan.filter { parts.append("filter '\(filter.displayed)'") }
    return parts.joined(separator: ", ")
  }

  /// The line of `--raw` for one repetition: class, operation, repetition, then the wall and the
  /// thread CPU nanoseconds of each query in the order of the file.
  static func rawLine(_ measurement: Measurement, repetition: Int) -> String {
    let pass = measurement.passes[repetition]
    let wall = pass.wall.map(String.init).joined(separator: " ")
    let cpu = pass.cpu.map(String.init).joined(separator: " ")
    return "\(measurement.className)\t\(measurement.operation)\t\(repetition)\t\(wall)\t\(cpu)"
  }
}
