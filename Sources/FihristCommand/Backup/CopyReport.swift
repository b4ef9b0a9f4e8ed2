import Fihrist
import FihristAnswers

/// What `fihrist backup` and `fihrist restore` print at the end.
enum CopyReport {
  /// What was done, in one line; `verb` says what it was for.
  static func line(_ summary: IndexCopy.Summary, verb: String) -> String {
    let shared =
      summary.linkedFiles == 0
      ? "" : ", \(Quantity.count(summary.linkedFiles)) of them shared with the source"
    return "\(verb) \(Quantity.count(summary.documents, "document")) as commit "
      + "\(summary.generation): \(Quantity.bytes(summary.byteCount)) in "
      + "\(Quantity.count(summary.files, "file"))\(shared)"
  }

  /// One object.
  static func json(_ summary: IndexCopy.Summary) -> JSON {
    [
      "documents": .integer(summary.documents),
      "segments": .integer(summary.segments),
      "generation": .integer(Int(clamping: summary.generation)),
      "files": .integer(summary.files),
      "shared_files": .integer(summary.linkedFiles),
      "bytes": .integer(Int(clamping: summary.byteCount)),
    ]
  }
}
