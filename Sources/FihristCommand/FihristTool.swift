import ArgumentParser

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The `fihrist` tool.
@main
struct FihristTool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fihrist",
    abstract: "Index Arabic archives and search them.",
    discussion: """
      Exit codes: 0 done, 1 nothing matched, the check failed or a repair lost documents, \
      2 wrong usage or bad input, 3 damaged or unsupported index, 130 interrupted.
      """,
    version: "fihrist 0.1.0",
    subcommands: [
      IndexCommand.self, SearchCommand.self, GetCommand.self, DeleteCommand.self,
      KwicCommand.self, TrendsCommand.self, CollocatesCommand.self, SimilarCommand.self,
      SuggestCommand.self, CopiesCommand.self, PurgeCommand.self, BenchCommand.self,
      RunCommand.self, EvaluateCommand.self,
      MergeCommand.self, BackupCommand.self, RestoreCommand.self, InfoCommand.self,
      CheckCommand.self, RepairCommand.self, RebuildCommand.self, ExportCommand.self,
      AnalyzeCommand.self, ExplainCommand.self, ServeCommand.self, LoadCommand.self,
    ])

  func run() throws {
    throw ToolError("no command was given", advice: "see 'fihrist --help' for the list")
  }

  /// Runs the command that the arguments name and exits with its code.
  static func main() async {
    // The writes that fail say so; the signals would end the program before it could.
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
    StandardStreams.reserve()
    Interruption.endAtOnce()
    let arguments = ToolArguments.all
    do {
      try ToolArguments.check(arguments)
      try CommandName.check(arguments)
      try OptionUse.check(arguments)
      var command = try await parsed(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      exit(.done)
    } catch {
      let report = ErrorReport(error, arguments: arguments)
      if let sentence = report.sentence { TextOutput.report("fihrist: \(sentence.displayed)") }
      exit(answer(report.answer) ?? report.status)
    }
  }

  /// The command that `arguments` ask for.
  ///
  /// The arguments are first read as those of the command that they name: the parser would prepare
  /// the options of all commands otherwise. Whatever is wrong or asks for help is read again from
  /// the root, so that every message names the whole command.
  private static func parsed(_ arguments: [String]) async throws -> any ParsableCommand {
    let named = configuration.subcommands.first {
      $0.configuration.commandName == arguments.first
    }
    if let named, let command = try? named.parse(Array(arguments.dropFirst())) { return command }
    return try await asyncParseAsRoot(arguments)
  }

  /// Prints `text`, and returns the exit code if that cannot be done.
  private static func answer(_ text: String?) -> ExitStatus? {
    guard let text else { return nil }
    do {
      var output = TextOutput.standard
      try output.line(text)
      try output.flush()
      return nil
    } catch {
      return (error as? ToolError)?.status ?? .done
    }
  }

  private static func exit(_ status: ExitStatus) -> Never {
    #if canImport(Glibc)
      Glibc.exit(status.rawValue)
    #else
      Darwin.exit(status.rawValue)
    #endif
  }
}
