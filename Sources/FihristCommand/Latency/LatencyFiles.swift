import ArgumentParser

/// The files that a measurement at a rate can write besides its table.
struct LatencyFiles: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write the distribution from the due time in the format of HdrHistogram.",
      valueName: "file"),
    completion: .file())
  var hgrm: String?

  @Option(
    help: ArgumentHelp("Draw the distributions as an SVG picture.", valueName: "file"),
    completion: .file())
  var svg: String?

  /// Whether any file was asked for.
  var isEmpty: Bool { hgrm == nil && svg == nil }

  /// Writes the files.
  ///
  /// - Parameters:
  ///   - latencies: What the requests took.
  ///   - isSteady: Whether they were sent at a rate.
  ///   - title: What the picture says about them.
  func write(_ latencies: RequestLatencies, isSteady: Bool, title: String) throws {
    let main = isSteady ? latencies.intended : latencies.sent
    if let hgrm {
      var file = try TextOutput(creating: hgrm)
      try file.write(main.distribution)
      try file.flush()
    }
    if let svg {
      let sent = LatencyPlot.Series(name: "from sending", points: latencies.sent.points)
      let due = LatencyPlot.Series(name: "from the due time", points: latencies.intended.points)
      var file = try TextOutput(creating: svg)
      try file.write(LatencyPlot(title: title, series: isSteady ? [due, sent] : [sent]).svg)
      try file.flush()
    }
  }
}
