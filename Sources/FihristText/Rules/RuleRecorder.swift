/// Is told which rules fired.
///
/// Analyzers are generic over it, so that indexing and `fihrist analyze` run the same code; with
/// ``NoRecorder`` the calls compile to nothing.
protocol RuleRecorder {
  /// Whether anything is kept; lets a hot loop leave out the search for a rule's name.
  static var isRecording: Bool { get }

  /// Notes that `rule` changed something.
  mutating func fired(_ rule: Rule)
}

/// Keeps nothing: for indexing and searching.
struct NoRecorder: RuleRecorder {
  static var isRecording: Bool { false }

  @inline(__always)
  mutating func fired(_ rule: Rule) {}
}

/// Keeps each rule once, in the order in which they first fired: for `fihrist analyze`.
struct RuleList: RuleRecorder {
  static var isRecording: Bool { true }

  private(set) var rules: [Rule] = []

  mutating func fired(_ rule: Rule) {
    if !rules.contains(rule) { rules.append(rule) }
  }
}
