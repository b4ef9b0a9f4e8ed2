/// Why a command stops: one sentence that ends with what to do, and the exit code.
struct ToolError: Error, Hashable {
  /// The exit code.
  var status: ExitStatus

  /// The sentence, without a full stop and without the tool's name in front.
  var sentence: String

  /// Makes an error of two halves: `reason` says what is wrong, `advice` what to do about it.
  init(_ reason: String, advice: String, status: ExitStatus = .wrongUse) {
    self.status = status
    sentence = "\(reason); \(advice)"
  }
}
