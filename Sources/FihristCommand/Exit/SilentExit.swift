/// Ends a command without a message: everything was said already.
struct SilentExit: Error {
  /// The exit code.
  var status: ExitStatus
}
