/// How a request ended.
enum LoadOutcome: Hashable {
  /// With an answer of this status.
  case status(Int)
  /// The server took no connection.
  case unreachable
  /// The connection ended before the answer did.
  case broken
  /// What came was not HTTP.
  case malformed
  /// The time that a request may take was over.
  case late
  /// Every connection was busy until the end.
  case unsent

  /// Whether the server did what was asked for.
  var isSuccess: Bool {
    if case .status(let status) = self { return status < 400 }
    return false
  }

  /// For people and programs.
  var name: String {
    switch self {
    case .status(let status): "\(status)"
    case .unreachable: "no connection"
    case .broken: "connection lost"
    case .malformed: "not HTTP"
    case .late: "no answer in time"
    case .unsent: "never sent"
    }
  }
}
