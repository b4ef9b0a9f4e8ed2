import ArgumentParser
import FihristServer
import Foundation

/// Starts the server.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve indexes until SIGTERM or SIGINT.")

  @Option(
    help: ArgumentHelp(
      "The directory of an index; may be given several times. news.index is served as news.",
      valueName: "directory"))
  var index: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      The name of an index and the address of the broker that asks its shards on other machines, \
      such as news=http://10.0.0.7:8000; may be given several times.
      """, valueName: "name=address"))
  var remote: [String] = []

  @Option(
    help: ArgumentHelp("The address to listen on. (default: 127.0.0.1)", valueName: "address"))
  var address: String?

  @Option(help: ArgumentHelp("The port; 0 for any free one. (default: 8080)", valueName: "number"))
  var port: Int?

  @Option(
    help: ArgumentHelp(
      "A configuration in JSON; the options above come before what it says.", valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("What readers see as the name of the archive.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      """
      The address of a proxy, such as 127.0.0.1 or 10.0.0.0/8, whose header X-Forwarded-For says \
      who asks; may be given several times.
      """, valueName: "address"))
  var trustedProxy: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many requests a second one client may make; any number without it.",
      valueName: "number"))
  var clientRate: Int?

  @Flag(help: "Write what readers search for into the log.")
  var logQueries = false

  func run() async throws {
    var configuration =
      try config.map { try ServerConfiguration(file: $0) } ?? ServerConfiguration(indexes: [])
    configuration.indexes += try index.map { try ServedIndexConfiguration(path: $0) }
    configuration.indexes += try remote.map { try ServedIndexConfiguration(remote: $0) }
    if let address { configuration.address = address }
    if let port { configuration.port = port }
    configuration.trustedProxies += try trustedProxy.map(ServerConfiguration.proxy)
    if let clientRate { configuration.clientRate = clientRate }
    if logQueries { configuration.logsQueries = true }
    if let title, !configuration.indexes.isEmpty { configuration.indexes[0].title = title }
    let server = try await ArchiveServer.connected(configuration)
    let host =
      configuration.address.contains(":") ? "[\(configuration.address)]" : configuration.address
    try await server.run { port in
      print("fihrist-server: listening on http://\(host):\(port)/")
      fflush(nil)
    }
  }
}
