import Fihrist
import FihristArchive

extension IndexCommand {
  /// Imports whenever something changes, until the command is interrupted. Files that give no
  /// document do not end it: they may be in the middle of being written.
  func keepWatching() async throws {
    var isFirst = true
    var told: [String] = []
    while !Interruption.isRequested {
      // It listens before the import looks, so that no change falls between the two.
      let watch = FolderWatch(input, interruption: Interruption.input)
      do {
        let result = try await importAll()
        let problems = IndexingReport.problems(result.summary.report)
        // Files that are refused are read again each time, and would say the same each time.
        let isNews = result.hasChanges || (result.files.read > 0 && problems != told)
        told = problems
        if isFirst || isNews { try tell(result) }
        isFirst = false
      } catch let error as ArchiveError where error.kind == .noInput {
        // The folder may still be empty.
      } catch let error as ArchiveError where error.kind == .noKey || error.kind == .noText {
        let sentence = "fihrist: \(error.description.displayed)"
        if told != [sentence] { TextOutput.report(sentence) }
        told = [sentence]
      } catch let error as IndexError where error.kind == .locked {
        if !quiet { TextOutput.report("fihrist: \(error.description.displayed)") }
      }
      if !Interruption.isRequested { watch.wait() }
    }
    throw ToolError(
      "interrupted while watching", advice: "run the command again to go on",
      status: .interrupted)
  }

  /// Reports `result`; that nothing could be indexed is told, and not thrown.
  private func tell(_ result: ImportResult) throws {
    try show(result)
    guard let failure = failure(of: result) else { return }
    if failure.status == .interrupted { throw failure }
    TextOutput.report("fihrist: \(failure.description.displayed)")
  }
}
