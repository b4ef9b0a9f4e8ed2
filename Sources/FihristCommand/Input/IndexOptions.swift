import ArgumentParser

/// The option that every command but `analyze` has.
struct IndexOptions: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp("The directory of the index.", valueName: "dir"), completion: .directory)
  var path: String

  func validate() throws {
    guard !path.isEmpty else { throw ValidationError("--index must name a directory") }
    try ToolArguments.validate(path)
  }
}
