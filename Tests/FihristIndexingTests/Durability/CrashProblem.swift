import FihristFormat
import FihristStorage
import FihristTestSupport
import Foundation
@testable import FihristIndexing

struct CrashProblem: Error {
  var text: String
}
