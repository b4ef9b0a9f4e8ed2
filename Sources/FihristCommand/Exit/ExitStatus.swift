/// The exit codes of the tool.
///
/// The numbers are a contract; `Documentation/CommandLine.md` lists them.
enum ExitStatus: Int32, Sendable {
  /// The command did what it was asked to do.
  case done = 0

  /// Nothing matched, or the check found damage.
  case nothingFound = 1

  /// Wrong usage, bad input, or a machine that refuses (a full disk, a directory without rights).
  case wrongUse = 2

  /// The index is damaged or of a version that this tool does not read.
  case damagedIndex = 3

  /// Stopped by SIGINT or SIGTERM: 128 and the number of SIGINT, as shells have it.
  case interrupted = 130
}
