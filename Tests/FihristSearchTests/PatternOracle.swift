@testable import FihristSearch

/// Patterns by the sets of offsets at which parts of a text may end.
enum PatternOracle {
  /// Whether `text` fits `pattern` as a whole.
  static func matches(_ pattern: ScalarPattern, _ text: String) -> Bool {
    let scalars = text.unicodeScalars.map(\.value)
    return ends(pattern, scalars, from: [0]).contains(scalars.count)
  }

  private static func ends(
    _ pattern: ScalarPattern, _ text: [UInt32], from starts: Set<Int>
  ) -> Set<Int> {
    switch pattern {
    case .scalar(let set):
      return Set(starts.filter { $0 < text.count && set.contains(text[$0]) }.map { $0 + 1 })
    case .sequence(let parts): return parts.reduce(starts) { ends($1, text, from: $0) }
    case .choice(let choices):
      return choices.reduce(into: []) { $0.formUnion(ends($1, text, from: starts)) }
    case .repeated(let part, let least, let most):
      var present = starts
      for _ in 0..<least { present = ends(part, text, from: present) }
      var all = present
      // No text here is longer than its repetitions.
      for _ in least..<max(least, most ?? least + text.count + 1) {
        present = ends(part, text, from: present)
        all.formUnion(present)
      }
      return all
    }
  }
}
