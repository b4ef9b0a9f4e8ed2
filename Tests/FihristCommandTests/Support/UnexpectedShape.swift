import Foundation

/// Output that is not a JSON object.
struct UnexpectedShape: Error {
  var text: String
}
