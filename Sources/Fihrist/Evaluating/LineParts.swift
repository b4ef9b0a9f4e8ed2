/// The parts of the lines of a TREC file, which blanks and tabs separate.
struct LineParts {
  /// The file, for errors.
  let path: String
  /// What the parts are, for errors.
  let names: [String]

  /// The parts of `line`, one for each name; nil for an empty line.
  func parts(of line: String, number: Int) throws(EvaluationError) -> [String]? {
    let parts = line.utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    guard !parts.isEmpty else { return nil }
    guard parts.count == names.count else {
      throw EvaluationError(
        .parts, path: path, line: number,
        reason: "the line has \(parts.count) parts and not \(names.count)",
        advice: "write \(names.joined(separator: ", ")), with blanks between them")
    }
    return parts.map { String(Substring($0)) }
  }
}
