import Foundation

/// One breach of a rule.
struct Finding: Hashable, CustomStringConvertible {
  /// The file, from the root.
  var path: String
  /// The line, from 1; 0 if the file as a whole is meant.
  var line: Int
  /// What is wrong, and what to do.
  var message: String

  var description: String { "\(path):\(line): \(message)" }
}
