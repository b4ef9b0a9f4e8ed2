import Foundation

/// A tool that has been started.
///
/// Its output goes to files, so that it never waits for a reader.
final class RunningTool: Sendable {
  /// The running program.
  let process: Process
  private let folder: TemporaryFolder
  private let start: ContinuousClock.Instant
  private let ended: AsyncStream<ContinuousClock.Instant>

  init(
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
    let output = try FileHandle(forWritingTo: folder.write("output", Data()))
    let errors = try FileHandle(forWritingTo: folder.write("errors", Data()))
    (process.standardOutput, process.standardError) = (output, errors)
    let (stream, continuation) = AsyncStream<ContinuousClock.Instant>.makeStream()
    ended = stream
    process.terminationHandler = { _ in
      continuation.yield(.now)
      continuation.finish()
    }
    start = .now
    try process.run()
    // The process keeps them open until it is forgotten, and a run of all tests starts a thousand.
    try output.close()
    try errors.close()
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
