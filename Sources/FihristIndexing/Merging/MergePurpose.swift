/// For what segments are merged, as errors name it.
package enum MergePurpose: String, Sendable {
  /// To have fewer segments.
  case merge
  /// To write a segment again without purged documents.
  case purge
  /// To write a segment again without documents that cannot be read.
  case repair

  /// What is done with `count` segments.
  func action(on count: Int) -> String {
    switch self {
    case .merge: "merging \(count) segments"
    case .purge: "writing a segment again without the purged documents"
    case .repair: "writing a segment again without the lost documents"
    }
  }
}
