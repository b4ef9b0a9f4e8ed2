import ArgumentParser

/// Starts the server, which is a program of its own.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve indexes over HTTP: a page for readers, and an API for programs.",
    discussion: """
      Starts fihrist-server, which 'make server' builds, from the folder of this tool or from \
      PATH. news.index is served under the name news. The page is at /, the description of the \
      API at /v1/openapi.json. SIGTERM stops it.
      """)

  @Option(
    help: ArgumentHelp(
      "The directory of an index; may be given several times.", valueName: "dir"),
    completion: .directory)
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

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The port; 0 for any that is free. (default: 8080)", valueName: "n"),
    transform: NumberOption.whole(0...65_535))
  var port: Int?

  @Option(
    help: ArgumentHelp(
      "A configuration in JSON; the options here come before what it says.", valueName: "file"),
    completion: .file())
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
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many requests a second one client may make; any number without it.", valueName: "n"),
    transform: NumberOption.whole(1...1_000_000))
  var clientRate: Int?

  @Flag(help: "Write what readers search for into the log.")
  var logQueries = false

  func validate() throws {
    guard !index.isEmpty || !remote.isEmpty || config != nil else {
      throw ValidationError("name an index with --index or --remote, or a file with --config")
    }
    for path in index {
      guard !path.isEmpty else { throw ValidationError("--index must name a directory") }
      try ToolArguments.validate(path)
    }
  }

  func run() throws {
    try ServerProgram.replaceTool(arguments)
  }

  /// The arguments of the server.
  private var arguments: [String] {
    var arguments = index.flatMap { ["--index", $0] } + remote.flatMap { ["--remote", $0] }
    let values = [
      ("--address", address), ("--port", port.map { String($0) }), ("--config", config),
      ("--title", title), ("--client-rate", clientRate.map { String($0) }),
    ]
    for (option, value) in values {
      if let value { arguments += [option, value] }
    }
    arguments += trustedProxy.flatMap { ["--trusted-proxy", $0] }
    return arguments + (logQueries ? ["--log-queries"] : [])
  }
}
