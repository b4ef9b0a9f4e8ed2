/// Why a broker did not answer as it should.
struct BrokerError: Error, Sendable, CustomStringConvertible {
  /// What the client is told.
  var problem: Problem
  /// What whoever runs the server should know; it may name machines.
  var cause: String

  /// Whether it may be that the broker is not up yet, so that it answers later.
  var isUnavailable: Bool { problem.code == .brokerUnavailable }

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

extension BrokerError {
  /// What went wrong when a broker was asked what it has.
  init(asking broker: Broker, _ error: any Error) {
    switch error {
    case let error as BrokerError: self = error
    case let problem as Problem: self = .fault("\(broker.address): \(problem.detail)")
    default: self = .fault("\(broker.address): \(error)")
    }
  }
}
