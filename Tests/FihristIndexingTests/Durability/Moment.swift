import FihristFormat
import FihristStorage
import FihristTestSupport
import Foundation
@testable import FihristIndexing

/// Where in its life an index stands.
struct Moment: Hashable, CustomStringConvertible {
  /// The last step that happened; -1 for none, whether or not there is an index.
  var step: Int
  /// Whether ``IndexLife/extra`` was added then.
  var hasExtra = false

  var description: String { "\(step)\(hasExtra ? "+" : "")" }
}
