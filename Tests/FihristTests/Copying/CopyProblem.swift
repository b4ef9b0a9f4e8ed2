import Fihrist
import FihristFormat
import FihristIndexing
import FihristStorage
import FihristTestSupport

/// What is wrong with a target.
struct CopyProblem: Error {
  var text: String
}
