import Fihrist
import FihristAnswers
import FihristArchive

/// What `fihrist purge` prints, for people and for programs.
enum PurgeLines {
  /// What was done, what was proved, and what else the user should know. Keys and paths are not
  /// wrapped, because people copy them.
  static func lines(_ report: IndexPurge.Report, for terminal: Terminal) -> [String] {
    var lines: [String] = []
    if !report.purged.isEmpty {
      lines += terminal.hanging(
        "",
        "purged \(Quantity.count(report.purged.count, "key")): "
          + "\(Quantity.count(report.rewrittenSegments, "segment")) written again as commit "
          + "\(report.generation); the index holds "
          + Quantity.count(report.documents, "document"))
    }
    lines += report.absent.map { "absent  \($0)".displayed }
    lines += terminal.hanging(
      "",
      "proof: the \(Quantity.count(report.provenFiles, "file")) of commit \(report.generation) are "
        + "all that is left, and of \(Quantity.count(report.provenDocuments, "document")) in them "
        + "none has such a key")
    lines += report.copies.map { "same text  \($0)".displayed }
    lines += inputs(report).map { "still in the input  \($0)".displayed }
    if report.hasLostNotes {
      lines += terminal.hanging(
        "",
        "warning: what is remembered of the input files is not there or damaged, so those with "
          + "such a document cannot be named; remove it from them before the next 'fihrist index', "
          + "which reads all of them again")
    }
    lines += report.foreignEntries.map { "not of the index, not read  \($0)".displayed }
    return lines
  }

  /// One object.
  static func json(_ report: IndexPurge.Report) -> JSON {
    [
      "purged": .array(report.purged.map(JSON.string)),
      "absent": .array(report.absent.map(JSON.string)),
      "rewritten_segments": .integer(report.rewrittenSegments),
      "generation": .integer(Int(clamping: report.generation)),
      "documents": .integer(report.documents),
      "proof": [
        "files": .integer(report.provenFiles), "documents": .integer(report.provenDocuments),
      ],
      "copies": .array(report.copies.map(JSON.string)),
      "inputs": .array(inputs(report).map(JSON.string)),
      "inputs_lost": .bool(report.hasLostNotes),
      "foreign": .array(report.foreignEntries.map(JSON.string)),
    ]
  }

  /// The paths as messages show them.
  private static func inputs(_ report: IndexPurge.Report) -> [String] {
    report.inputPaths.map { InputPath(InputPath.argument($0)).spelling }
  }
}
