import ArgumentParser
import Fihrist
import FihristAnswers

/// How an index is copied, and how the result is printed.
struct CopyOptions: ParsableArguments {
  @Flag(
    name: .customLong("copy"), help: "Copy all bytes, also where files could be shared.")
  var copiesBytes = false

  @Flag(help: "Print one JSON object.")
  var json = false

  /// Runs `copy` and shows its progress; `verb` says what it was for.
  func run(_ copy: IndexCopy, verb: String) throws {
    Interruption.watch()
    var copy = copy
    copy.sharesFiles = !copiesBytes
    let progress = ProgressLine(isQuiet: false)
    defer { progress.clear() }
    let summary: IndexCopy.Summary
    do {
      summary = try copy.run(
        progress: { done, total in
          let part = total == 0 ? 100 : Int(Double(done) / Double(total) * 100)
          progress.update("\(Quantity.bytes(done)) of \(Quantity.bytes(total)) · \(part) %")
        }, isCancelled: { Interruption.isRequested })
    } catch is CancellationError {
      throw ToolError(
        "interrupted, and nothing has changed", advice: "run the command again",
        status: .interrupted)
    }
    progress.clear()
    var output = TextOutput.standard
    try output.line(json ? CopyReport.json(summary).text : CopyReport.line(summary, verb: verb))
    try output.flush()
  }
}
