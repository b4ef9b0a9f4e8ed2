import Foundation

/// One run of the built tool, as a user's shell would run it.
struct ToolRun {
  /// The exit code; 128 + the signal's number if a signal ended it.
  var status: Int32

  /// What stood on standard output.
  var output: String

  /// What stood on standard error.
  var errors: String

  /// From its start to its end.
  var duration: Duration

  /// The lines of standard output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Standard output as a JSON object.
  func object() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    guard let object = value as? [String: Any] else { throw UnexpectedShape(text: output) }
    return object
  }

  /// Standard output as a value of `type`.
  func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(output.utf8))
  }

  /// Whether standard error is one sentence of the agreed form: the tool's name, what is wrong, and
  /// after a semicolon what to do.
  var hasOneSentence: Bool {
    errors.hasPrefix("fihrist: ") && errors.contains("; ") && errors.hasSuffix("\n")
      && errors.filter(\.isNewline).count == 1
  }
}

/// Output that is not a JSON object.
struct UnexpectedShape: Error {
  var text: String
}

/// The tool beside the test bundle.
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

/// A tool that has been started.
///
/// Its output goes to files, so that it never waits for a reader.
final class RunningTool: Sendable {
  /// The running program.
  let process: Process
  private let folder: TemporaryFolder
  private let start: ContinuousClock.Instant
  private let ended: AsyncStream<ContinuousClock.Instant>

  fileprivate init(
    _ url: URL, _ arguments: [String], input: Data?, environment: [String: String],
    pipe: Pipe? = nil
  ) throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: folder.write("input", $0)) }
      ?? FileHandle.nullDevice
    if let pipe { process.standardInput = pipe }
    process.standardOutput = try FileHandle(forWritingTo: folder.write("output", Data()))
    process.standardError = try FileHandle(forWritingTo: folder.write("errors", Data()))
    let (stream, continuation) = AsyncStream<ContinuousClock.Instant>.makeStream()
    ended = stream
    process.terminationHandler = { _ in
      continuation.yield(.now)
      continuation.finish()
    }
    start = .now
    try process.run()
  }

  /// What stands on standard error by now.
  var errorsSoFar: String { (try? folder.text("errors")) ?? "" }

  /// Kills the tool after `delay`, if it still runs then.
  ///
  /// On a thread of its own: a task's sleep is over when the other tests leave it a thread to go
  /// on, and by then the tool has long ended.
  func kill(after delay: Duration) {
    Thread.detachNewThread { [process] in
      Thread.sleep(forTimeInterval: delay / .seconds(1))
      if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }
  }

  /// Waits for the end.
  func finish() async throws -> ToolRun {
    var end = start
    for await instant in ended { end = instant }
    let code = process.terminationStatus
    return ToolRun(
      status: process.terminationReason == .uncaughtSignal ? 128 + code : code,
      output: try folder.text("output"), errors: try folder.text("errors"), duration: end - start)
  }
}
