/// Keeps nothing: for indexing and searching.
struct NoRecorder: RuleRecorder {
  static var isRecording: Bool { false }

  @inline(__always)
  mutating func fired(_ rule: Rule) {}
}
