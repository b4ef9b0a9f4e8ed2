/// A pattern as a nondeterministic automaton: a list of steps, run by keeping the set of steps that
/// may be next.
///
/// No text makes it slow: a set has each step at most once.
struct PatternProgram {
  /// One step.
  enum Step: Hashable {
    /// Takes a scalar of a set, then goes on with the step behind it.
    case take(ScalarSet)
    /// Goes on with either.
    case fork(Int, Int)
    /// Goes on with another.
    case jump(Int)
    /// Has matched.
    case accept
  }

  /// The steps, from the first one on.
  private(set) var steps: [Step] = []

  /// No program is longer: a set of steps is a list of two-byte numbers.
  static let maximumStepCount = 4_096

  /// Makes the program of `pattern`.
  ///
  /// - Throws: ``PatternError`` if repetitions make it too long.
  init(_ pattern: ScalarPattern) throws(PatternError) {
    try append(pattern)
    steps.append(.accept)
  }

  private mutating func append(_ step: Step) throws(PatternError) {
    guard steps.count < Self.maximumStepCount - 1 else {
      throw PatternError(offset: 0, reason: "it repeats too much")
    }
    steps.append(step)
  }

  private mutating func append(_ pattern: ScalarPattern) throws(PatternError) {
    switch pattern {
    case .scalar(let set): try append(.take(set))
    case .sequence(let parts): for part in parts { try append(part) }
    case .choice(let choices):
      var ends: [Int] = []
      for (index, choice) in choices.enumerated() {
        guard index < choices.count - 1 else {
          try append(choice)
          break
        }
        let fork = steps.count
        try append(.fork(fork + 1, 0))
        try append(choice)
        ends.append(steps.count)
        try append(.jump(0))
        steps[fork] = .fork(fork + 1, steps.count)
      }
      for end in ends { steps[end] = .jump(steps.count) }
    case .repeated(let part, let least, let most):
      for _ in 0..<least { try append(part) }
      guard let most else { return try appendLoop(part) }
      var forks: [Int] = []
      for _ in least..<max(least, most) {
        forks.append(steps.count)
        try append(.fork(steps.count + 1, 0))
        try append(part)
      }
      for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
    }
  }

  private mutating func appendLoop(_ part: ScalarPattern) throws(PatternError) {
    let fork = steps.count
    try append(.fork(fork + 1, 0))
    try append(part)
    try append(.jump(fork))
    steps[fork] = .fork(fork + 1, steps.count)
  }

  // MARK: Running

  /// The sets of the steps.
  var sets: [ScalarSet] {
    steps.compactMap { step in if case .take(let set) = step { set } else { nil } }
  }

  /// The steps that take or accept, reached from `first` without a scalar; ascending.
  func closure(of first: [Int]) -> [UInt16] {
    var isReached = [Bool](repeating: false, count: steps.count)
    var waiting = first
    var reached: [UInt16] = []
    while let number = waiting.popLast() {
      guard !isReached[number] else { continue }
      isReached[number] = true
      switch steps[number] {
      case .take, .accept: reached.append(UInt16(number))
      case .fork(let one, let other): waiting += [one, other]
      case .jump(let other): waiting.append(other)
      }
    }
    return reached.sorted()
  }

  /// The steps after `scalar` from `present`; none if it does not fit.
  func following(_ present: [UInt16], _ scalar: UInt32) -> [UInt16] {
    var next: [Int] = []
    for number in present {
      if case .take(let set) = steps[Int(number)], set.contains(scalar) {
        next.append(Int(number) + 1)
      }
    }
    return next.isEmpty ? [] : closure(of: next)
  }

  /// Whether `present` has matched.
  func isAccepting(_ present: [UInt16]) -> Bool { present.last == UInt16(steps.count - 1) }
}
