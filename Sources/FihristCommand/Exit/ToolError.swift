import Fihrist

/// Why a command stops, what to do about it, and the exit code.
struct ToolError: FihristError, Hashable {
  /// The exit code.
  var status: ExitStatus

  /// What is wrong, as a clause.
  var reason: String

  /// What to do about it.
  var advice: String

  /// Nothing: the reason names what it is about.
  var location: String { "" }

  /// Makes an error from two clauses: `reason` says what is wrong, `advice` what to do about it.
  init(_ reason: String, advice: String, status: ExitStatus = .wrongUse) {
    self.status = status
    self.reason = reason
    self.advice = advice
  }
}
