import ArgumentParser
import Fihrist

/// The order of a concordance, as an option names it.
enum ConcordanceOrder: String, CaseIterable, ExpressibleByArgument {
  /// As documents and their texts have the occurrences.
  case document
  /// By the words before the occurrence.
  case left
  /// By the words behind it.
  case right

  /// The same for the library.
  var order: ConcordanceRequest.Order {
    switch self {
    case .document: .document
    case .left: .left
    case .right: .right
    }
  }
}
