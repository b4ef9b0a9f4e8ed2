import ArgumentParser
import FihristFormat
import FihristStorage

/// Reads and verifies a whole index.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read an index to its last byte and verify everything.",
    discussion: "Exit code 1 says that the index is damaged. Nothing is changed.")

  @OptionGroup var index: IndexOptions

  func run() throws {
    let outcome = try verify()
    var output = TextOutput.standard
    for line in outcome.lines { try output.line(line) }
    try output.flush()
    guard outcome.damages.isEmpty else {
      let count = Quantity.count(outcome.damages.count, "damage")
      throw ToolError(
        "\(index.path): the check found \(count)",
        advice: "restore the index from a copy, or index the documents again into a new directory",
        status: .nothingFound)
    }
  }

  private func verify() throws -> IndexCheck.Outcome {
    let progress = ProgressLine(isQuiet: false)
    defer { progress.clear() }
    do {
      return try IndexCheck(path: index.path).run { done, total in
        let part = total == 0 ? 100 : Int(Double(done) / Double(total) * 100)
        progress.update("\(Quantity.bytes(done)) of \(Quantity.bytes(total)) · \(part) %")
      }
    } catch {
      // Damage to the manifest leaves nothing to verify, and is what the check is there to find.
      guard error.kind == .damaged else { throw error }
      throw ToolError(
        "\(error.path): \(error.reason)", advice: error.advice, status: .nothingFound)
    }
  }
}
