internal import Fihrist

/// Why a call of the interface cannot be answered, though the index is whole.
struct CallError: FihristError {
  var location: String
  var reason: String
  var advice: String

  init(_ location: String, _ reason: String, advice: String) {
    self.location = location
    self.reason = reason
    self.advice = advice
  }
}
