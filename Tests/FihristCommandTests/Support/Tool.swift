import Foundation

/// The tool in the folder of the test bundle.
enum Tool {
  /// Where the build put the executable.
  static let url: URL = {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
      return bundle.bundleURL.deletingLastPathComponent().appending(path: "fihrist")
    #else
      return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "fihrist")
    #endif
  }()

  /// Runs the tool with `arguments` to its end.
  ///
  /// - Parameters:
  ///   - arguments: As a shell would hand them over.
  ///   - input: What stands on standard input; nothing if `nil`.
  ///   - environment: Variables on top of the test's own.
  static func run(
    _ arguments: [String], input: Data? = nil, environment: [String: String] = [:]
  ) async throws -> ToolRun {
    try await start(arguments, input: input, environment: environment).finish()
  }

  /// Runs the tool with `arguments` to its end.
  static func run(_ arguments: String...) async throws -> ToolRun {
    try await run(arguments)
  }

  /// Runs a line of shell in which `$0` is the tool and `$1…` are `arguments`.
  static func shell(_ line: String, _ arguments: String...) async throws -> ToolRun {
    try await RunningTool(
      URL(filePath: "/bin/sh"), ["-c", line, url.path(percentEncoded: false)] + arguments,
      input: nil, environment: [:]
    ).finish()
  }

  /// Starts the tool and returns at once.
  static func start(
    _ arguments: [String], input: Data? = nil, environment: [String: String] = [:]
  ) throws -> RunningTool {
    try RunningTool(url, arguments, input: input, environment: environment)
  }

  /// Starts the tool with standard input from `pipe` and returns at once.
  static func start(_ arguments: [String], inputFrom pipe: Pipe) throws -> RunningTool {
    try RunningTool(url, arguments, input: nil, environment: [:], pipe: pipe)
  }
}
