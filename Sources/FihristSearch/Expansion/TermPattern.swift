internal import FihristFormat
internal import FihristStorage

/// What terms of a dictionary an expansion has: all start alike, and an automaton decides the rest.
struct TermPattern {
  /// The code of what all terms start with.
  let head: [UInt8]
  /// Reads what follows.
  let automaton: TermAutomaton

  /// Makes the pattern of `expansion`.
  ///
  /// - Throws: ``PatternError`` if it is not a pattern, or too large.
  init(_ expansion: Query.Expansion) throws(PatternError) {
    if case .fuzzy = expansion {
      head = []
      automaton = try TermAutomaton(expansion)
      return
    }
    let (literal, rest) = try ScalarPattern(expansion).split
    var head: [UInt8] = []
    for scalar in literal {
      guard let code = TermCode.code(of: scalar) else { break }
      for index in 0..<code.count {
        head.append(UInt8(truncatingIfNeeded: code.bytes >> UInt64(56 - 8 * index)))
      }
    }
    self.head = head
    automaton = try TermAutomaton(rest)
  }

  /// The first eight bytes of the code of the least term that may fit, as far as that is decided;
  /// nil if none fits.
  var leastStart: UInt64? {
    guard let rest = automaton.leastStart else { return nil }
    return headStart | (head.count < 8 ? rest >> UInt64(8 * head.count) : 0)
  }

  /// The first eight bytes of ``head``.
  var headStart: UInt64 {
    var bytes: UInt64 = 0
    for (index, byte) in head.prefix(8).enumerated() {
      bytes |= UInt64(byte) << UInt64(56 - 8 * index)
    }
    return bytes
  }
}

extension IndexError {
  /// The error of a query with a pattern that is none.
  init(_ error: PatternError) {
    self = .invalid(
      "query", "a pattern cannot be used: \(error.reason)", advice: "use a simpler pattern")
  }
}

extension ScalarPattern {
  /// The scalars that all texts of the pattern start with, as far as they stand at its beginning,
  /// and the pattern of what follows.
  fileprivate var split: (literal: [UInt32], rest: ScalarPattern) {
    guard case .sequence(let parts) = self else { return ([], self) }
    var literal: [UInt32] = []
    for part in parts {
      guard case .scalar(let set) = part, let only = set.only else { break }
      literal.append(only)
    }
    return (literal, .sequence(Array(parts.dropFirst(literal.count))))
  }
}
