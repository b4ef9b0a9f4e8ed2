import ArgumentParser
import Fihrist
import FihristServer
import Foundation

/// Serves indexes over HTTP.
@main
struct FihristServerTool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fihrist-server",
    abstract: "Serve indexes: a page for readers and an API for programs.",
    discussion: """
      The page is at /, the description of the API at /v1/openapi.json. A proxy in front of the \
      server does TLS; Documentation/Server.md says how. SIGTERM stops it when the requests under \
      way are answered.
      """,
    version: "fihrist-server 0.1.0",
    subcommands: [ServeCommand.self, HashKeyCommand.self],
    defaultSubcommand: ServeCommand.self)

  /// Runs the command that the arguments name; exit code 2 means that the server could not start.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as any FihristError {
      FileHandle.standardError.write(Data("fihrist-server: \(error.description)\n".utf8))
      Foundation.exit(2)
    } catch {
      exit(withError: error)
    }
  }
}
