/// Records which rules fired.
///
/// Analyzers are generic over it, so that indexing and `fihrist analyze` run the same code; with
/// ``NoRecorder`` the calls compile to nothing.
protocol RuleRecorder {
  /// Whether anything is recorded; lets a hot loop skip the search for a rule's name.
  static var isRecording: Bool { get }

  /// Notes that `rule` changed something.
  mutating func fired(_ rule: Rule)
}
