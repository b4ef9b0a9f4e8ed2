import ArgumentParser

/// The `fihrist` tool.
@main
struct FihristTool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fihrist", abstract: "Index Arabic archives and search them.")
}
