internal import Fihrist

/// What a broker suggests.
struct BrokerSuggestions: Decodable, Sendable {
  var suggestions: [Suggestion]
}
