internal import FihristIndexing

/// Why a document that is a zip archive cannot be read.
struct DocumentProblem: Error, Hashable {
  /// The kind of problem.
  var kind: InputReport.Problem

  /// What is wrong, as a clause.
  var reason: String

  /// Makes a problem for `reason`.
  init(_ reason: String, kind: InputReport.Problem = .unreadable) {
    self.kind = kind
    self.reason = reason
  }
}
