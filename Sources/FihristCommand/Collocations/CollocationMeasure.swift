import ArgumentParser
import Fihrist

/// The order of collocations, as an option names it.
enum CollocationMeasure: String, CaseIterable, ExpressibleByArgument {
  /// How sure it is that two words go together.
  case logLikelihood = "log-likelihood"
  /// How exclusively they do.
  case logDice = "logdice"
  /// How often they do.
  case count

  /// The same for the library.
  var measure: CollocationRequest.Measure {
    switch self {
    case .logLikelihood: .logLikelihood
    case .logDice: .logDice
    case .count: .count
    }
  }
}
