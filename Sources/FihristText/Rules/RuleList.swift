/// Keeps each rule once, in the order in which they first fired: for `fihrist analyze`.
struct RuleList: RuleRecorder {
  static var isRecording: Bool { true }

  private(set) var rules: [Rule] = []

  mutating func fired(_ rule: Rule) {
    if !rules.contains(rule) { rules.append(rule) }
  }
}
