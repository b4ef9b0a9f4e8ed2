/// Why a broker did not answer as it should.
struct BrokerError: Error, Sendable, CustomStringConvertible {
  /// What the client is told.
  var problem: Problem
  /// What whoever runs the server should know; it may name machines.
  var cause: String

  var description: String { "\(problem.detail): \(cause)" }

  /// No answer came in time.
  static func late(_ address: String) -> BrokerError {
    unavailable("\(address) did not answer in time")
  }

  /// No answer came.
  static func unavailable(_ cause: String) -> BrokerError {
    var problem = Problem(
      .brokerUnavailable,
      "the machines that hold the archive do not answer; try again in a few seconds")
    problem.retryAfter = 2
    return BrokerError(problem: problem, cause: cause)
  }

  /// An answer came that is not one.
  static func fault(_ cause: String) -> BrokerError {
    BrokerError(
      problem: Problem(
        .brokerFault,
        "the machines that hold the archive gave an answer that cannot be read; tell whoever runs "
          + "the server that broker and server must be of one version"),
      cause: cause)
  }
}
