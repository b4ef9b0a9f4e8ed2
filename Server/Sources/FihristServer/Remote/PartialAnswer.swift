internal import Fihrist

/// An answer that says whether anything is missing.
protocol PartialAnswer: Decodable, Sendable {
  var stopReason: StopReason? { get set }
}
