@_spi(Benchmarking) import Fihrist

/// The file of `bench --raw`: every measured time, and the hits of the queries.
///
/// First, for each class, operation and repetition, `class<TAB>operation<TAB>repetition<TAB>wall
/// nanoseconds…<TAB>CPU nanoseconds…`; then, for each query in the same order,
/// `#class<TAB>total<TAB>key:score …`. The total is −1 if matches were not counted.
enum RawFile {
  /// Writes the file at `path`, replacing one that is there.
  static func write(
    _ measurements: [Measurement], classes: [ParsedClass], plan: BenchmarkPlan,
    index: RankedIndex, to path: String
  ) throws {
    var file = try TextOutput(creating: path)
    for repetition in 0..<plan.repetitions {
      for measurement in measurements {
        try file.line(BenchReport.rawLine(measurement, repetition: repetition))
      }
    }
    let session = index.session()
    for queryClass in classes {
      for query in queryClass.queries {
        let found = try session.ranking(
          of: query, limit: plan.limit, counting: plan.isCounting ? .exact : .asFarAsSeen)
        let hits = found.hits.map { "\(escaped($0.key)):\($0.score)" }.joined(separator: " ")
        let total = plan.isCounting ? found.total : -1
        try file.line("#\(queryClass.name)\t\(total)\t\(hits)")
      }
    }
    try file.flush()
  }

  /// The key with spaces and line ends escaped as `%20`…, because the format cannot hold them.
  private static func escaped(_ key: String) -> String {
    guard key.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0 == "%" }) else {
      return key
    }
    return key.utf8.map { byte in
      byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "%")
        ? String(UnicodeScalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
