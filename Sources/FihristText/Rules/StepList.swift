/// Keeps every rule that fired, what it left of the word, and the entries of lists that decided:
/// for ``Analyzer/explanation(of:)``.
struct StepList: RuleRecorder {
  static var isRecording: Bool { true }

  private(set) var steps: [WordExplanation.Step] = []

  mutating func fired(_ rule: Rule) { append(rule) }

  mutating func fired(_ rule: Rule, leaving word: FoldedWord) {
    append(rule, result: word.string)
  }

  mutating func fired(_ rule: Rule, leaving word: ShortWord) { append(rule, result: word.string) }

  mutating func kept(by rule: Rule, entry: ShortWord) { append(rule, entry: entry.string) }

  private mutating func append(_ rule: Rule, entry: String? = nil, result: String? = nil) {
    let step = WordExplanation.Step(rule: rule.rawValue, entry: entry, result: result)
    // Rules of letters fire for each letter.
    if result != nil || !steps.contains(step) { steps.append(step) }
  }
}
