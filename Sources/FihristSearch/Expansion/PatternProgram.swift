/// A pattern as a nondeterministic automaton: a list of steps, run by keeping the set of steps that
/// may be next, a bit for each.
///
/// No text makes it slow: a set has each step at most once.
final class PatternProgram {
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

  private var steps: [Step] = []

  /// For each step what it reaches without a scalar; empty until that is asked for.
  private var closures: [[UInt128]] = []
  /// For each class of scalars the steps that take it; empty until that is asked for.
  private var takers: [[UInt128]] = []
  /// The steps from which any text fits.
  private var endless: [UInt128] = []

  /// No program is longer, so that a set of steps has half a kilobyte at most.
  static let maximumStepCount = 4_096

  /// Makes the program of `pattern`.
  ///
  /// - Throws: ``PatternError`` if repetitions make it too long.
  init(_ pattern: ScalarPattern) throws(PatternError) {
    try append(pattern)
    steps.append(.accept)
    closures = Array(repeating: [], count: steps.count)
    endless = nothing
    for (number, step) in steps.enumerated() where step == .take(.all) {
      let next = closure(of: number + 1)
      if isAccepting(next[...]), Self.has(number, next) { Self.insert(number, into: &endless) }
    }
  }

  private func append(_ step: Step) throws(PatternError) {
    guard steps.count < Self.maximumStepCount - 1 else {
      throw PatternError(offset: 0, reason: "it repeats too much")
    }
    steps.append(step)
  }

  private func append(_ pattern: ScalarPattern) throws(PatternError) {
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

  private func appendLoop(_ part: ScalarPattern) throws(PatternError) {
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

  /// The words of a set of steps, 128 steps in each.
  var stateLength: Int { (steps.count + 127) / 128 }

  private var nothing: [UInt128] { Array(repeating: 0, count: stateLength) }

  private static func has(_ step: Int, _ set: [UInt128]) -> Bool {
    set[step / 128] >> (step % 128) & 1 != 0
  }

  private static func insert(_ step: Int, into set: inout [UInt128]) {
    set[step / 128] |= 1 << (step % 128)
  }

  /// The steps that may be first.
  var first: [UInt128] { closure(of: 0) }

  /// The steps that take or accept, reached from `first` without a scalar.
  private func closure(of first: Int) -> [UInt128] {
    if !closures[first].isEmpty { return closures[first] }
    var reached = nothing
    var closure = nothing
    var waiting = [first]
    while let number = waiting.popLast() {
      guard !Self.has(number, reached) else { continue }
      Self.insert(number, into: &reached)
      switch steps[number] {
      case .take, .accept: Self.insert(number, into: &closure)
      case .fork(let one, let other): waiting += [one, other]
      case .jump(let other): waiting.append(other)
      }
    }
    closures[first] = closure
    return closure
  }

  private func takers(of example: UInt32, class number: Int) -> [UInt128] {
    while takers.count <= number { takers.append([]) }
    if !takers[number].isEmpty { return takers[number] }
    var set = nothing
    for (number, step) in steps.enumerated() {
      if case .take(let scalars) = step, scalars.contains(example) {
        Self.insert(number, into: &set)
      }
    }
    takers[number] = set
    return set
  }

  /// Makes `next` the steps after a scalar of class `read`, such as `example`, from `state`.
  ///
  /// - Returns: Whether there are any.
  func follow(
    _ state: ArraySlice<UInt128>, _ read: Int, like example: UInt32, into next: inout [UInt128]
  ) -> Bool {
    for index in next.indices { next[index] = 0 }
    let takers = takers(of: example, class: read)
    var union: UInt128 = 0
    for index in takers.indices {
      var rest = state[state.startIndex + index] & takers[index]
      union |= rest
      while rest != 0 {
        let closure = closure(of: 128 * index + rest.trailingZeroBitCount + 1)
        for word in closure.indices { next[word] |= closure[word] }
        rest &= rest - 1
      }
    }
    return union != 0
  }

  /// Whether `state` has matched.
  func isAccepting(_ state: ArraySlice<UInt128>) -> Bool {
    let last = steps.count - 1
    return state[state.startIndex + last / 128] >> (last % 128) & 1 != 0
  }

  /// Whether any text fits behind `state`.
  func isEndless(_ state: ArraySlice<UInt128>) -> Bool {
    endless.indices.contains { state[state.startIndex + $0] & endless[$0] != 0 }
  }
}
