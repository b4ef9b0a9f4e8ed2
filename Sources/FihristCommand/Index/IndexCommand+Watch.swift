import Fihrist
import FihristArchive

extension IndexCommand {
  /// Imports whenever something changes, until the command is interrupted.
  func keepWatching() async throws {
    var isFirst = true
    while !Interruption.isRequested {
      // It listens before the import looks, so that no change falls between the two.
      let watch = FolderWatch(input, interruption: Interruption.input)
      do {
        let result = try await importAll()
        if isFirst || result.hasNews { try report(result) }
        isFirst = false
      } catch let error as ArchiveError where error.kind == .noInput {
        // The folder may still be empty.
      } catch let error as IndexError where error.kind == .locked {
        if !quiet { TextOutput.report("fihrist: \(error.description.displayed)") }
      }
      if !Interruption.isRequested { watch.wait() }
    }
    throw ToolError(
      "interrupted while watching", advice: "run the command again to go on",
      status: .interrupted)
  }
}
