#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Shows long output for people screen by screen.
enum Pager {
  /// Writes `lines` to standard output: through the program that `PAGER` names, or less, if a
  /// person is looking, the screen is too short for them, and `isAllowed`.
  ///
  /// An empty `PAGER`, or `cat`, means none. If less was given no options by `LESS`, it ends at
  /// once where everything fits, keeps what it showed, and passes weights on.
  static func show(_ lines: [String], for terminal: Terminal, isAllowed: Bool) throws {
    let command = variable("PAGER") ?? "less"
    if isAllowed, terminal.isInteractive, lines.count >= terminal.rowCount,
      !["", "cat"].contains(command), try page(lines, command)
    {
      return
    }
    var output = TextOutput.standard
    for line in lines { try output.line(line) }
    try output.flush()
  }

  private static func variable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// Returns whether the program could be started.
  private static func page(_ lines: [String], _ command: String) throws -> Bool {
    if variable("LESS") == nil { unsafe setenv("LESS", "FRX", 1) }
    guard let stream = unsafe popen(command, "w") else { return false }
    // An interrupt is for the pager, which decides when it ends.
    let handler = signal(SIGINT, SIG_IGN)
    defer {
      unsafe pclose(stream)
      signal(SIGINT, handler)
    }
    var output = TextOutput(pager: dup(unsafe fileno(stream)))
    do {
      for line in lines { try output.line(line) }
      try output.flush()
    } catch let exit as SilentExit where exit.status == .done {
      // The reader left the pager before the end.
    }
    return true
  }
}
