internal import FihristFormat

/// What terms an expansion has, as a deterministic automaton over their scalars whose states are
/// made when they are first met.
///
/// Memory is bounded: when there are too many states, all are forgotten, and ``generation`` tells
/// those who remember numbers of states.
final class TermAutomaton {
  private enum Program {
    case pattern(PatternProgram)
    case edits(EditProgram)
  }

  private let program: Program
  /// The classes that scalars are divided into.
  let classes: ScalarClasses
  /// A scalar of each class.
  private let examples: [UInt32]

  /// How often all states were forgotten.
  private(set) var generation = 0
  /// What is known of the states that were met.
  let states: StateTable
  /// Where a state is put together.
  private var next: [UInt128] = []

  /// The state before anything is read.
  static let start: Int32 = 0
  /// Where no term can end any more.
  static let dead: Int32 = -1
  /// Where any term fits, at no cost, whatever follows.
  static let endless: Int32 = -2
  /// Where it is not known yet.
  static let unknown: Int32 = -3

  /// Some megabytes at most, whatever the pattern.
  static let maximumStateCount = 2_048

  /// Whether `term` (UTF-8) is one of its terms.
  func accepts(_ term: [UInt8]) -> Bool {
    forgetIfLarge()
    var state = Self.start
    var scalars = ScalarDecoder(term)
    while state != Self.dead, let scalar = scalars.next() { state = following(state, scalar) }
    return state != Self.dead && cost(state) != nil
  }

  /// Makes the automaton of `expansion`.
  ///
  /// - Throws: ``PatternError`` if it is not a pattern, or too large.
  convenience init(_ expansion: Query.Expansion) throws(PatternError) {
    guard case .fuzzy(let text, let edits, let isWeighted) = expansion else {
      try self.init(try ScalarPattern(expansion))
      return
    }
    let word = text.unicodeScalars.map(\.value)
    guard word.count <= Query.maximumFuzzyLength else {
      throw PatternError(
        offset: Query.maximumFuzzyLength,
        reason: "a fuzzy word has at most \(Query.maximumFuzzyLength) characters")
    }
    guard 0...2 ~= edits else {
      throw PatternError(offset: 0, reason: "a fuzzy word has at most 2 edits")
    }
    let program = EditProgram(word, edits: edits, isWeighted: isWeighted)
    self.init(
      .edits(program), ScalarClasses(singling: program.scalars),
      stateLength: program.stateLength)
  }

  /// Makes the automaton of `pattern`.
  ///
  /// - Throws: ``PatternError`` if it is too large.
  convenience init(_ pattern: ScalarPattern) throws(PatternError) {
    let program = try PatternProgram(pattern)
    self.init(
      .pattern(program), ScalarClasses(separating: program.sets),
      stateLength: program.stateLength)
  }

  private init(_ program: Program, _ classes: ScalarClasses, stateLength: Int) {
    self.program = program
    self.classes = classes
    var examples = [UInt32](repeating: 0, count: classes.count)
    for (start, number) in zip(classes.starts, classes.classes) { examples[Int(number)] = start }
    self.examples = examples
    next = Array(repeating: 0, count: stateLength)
    states = StateTable(stateLength: stateLength, classCount: classes.count)
    addFirst()
  }

  private func addFirst() {
    switch program {
    case .pattern(let program): next = program.first
    case .edits(let program): next = program.first
    }
    _ = states.number(of: next) { cost($0) }
  }

  private func cost(_ content: ArraySlice<UInt128>) -> Int32 {
    switch program {
    case .pattern(let program): program.isAccepting(content) ? 0 : -1
    case .edits(let program): program.cost(content).map { Int32($0) } ?? -1
    }
  }

  /// Forgets all states if there are too many. Numbers of states from before are void then.
  func forgetIfLarge() {
    guard states.count > Self.maximumStateCount else { return }
    generation += 1
    states.removeAll()
    addFirst()
  }

  // MARK: Running

  /// The state after `scalar`, ``dead`` or ``endless``.
  func following(_ state: Int32, _ scalar: UInt32) -> Int32 { step(state, classes(scalar)) }

  /// The state after a scalar of a class.
  func step(_ state: Int32, _ scalarClass: Int) -> Int32 {
    if state == Self.endless { return state }
    let known = states[state, scalarClass]
    if known != Self.unknown { return known }
    let number = made(state, scalarClass)
    states[state, scalarClass] = number
    return number
  }

  private func made(_ state: Int32, _ scalarClass: Int) -> Int32 {
    switch program {
    case .pattern(let program):
      guard
        program.follow(
          states.content(of: state), scalarClass, like: examples[scalarClass], into: &next)
      else { return Self.dead }
      if program.isEndless(next[...]) { return Self.endless }
      return states.number(of: next) { program.isAccepting($0) ? 0 : -1 }
    case .edits(let program):
      guard program.follow(states.content(of: state), scalarClass, into: &next) else {
        return Self.dead
      }
      return states.number(of: next) { program.cost($0).map { Int32($0) } ?? -1 }
    }
  }

  /// What the term read up to `state` costs, in halves of an edit; `nil` if it does not fit.
  func cost(_ state: Int32) -> Int? {
    if state == Self.endless { return 0 }
    let cost = states.cost(of: state)
    return cost < 0 ? nil : Int(cost)
  }

  /// The least scalar from `least` on that `state` goes on with; `nil` if there is none.
  func scalar(from least: UInt32, in state: Int32) -> UInt32? {
    var candidate = 0xD800...0xDFFF ~= least ? 0xE000 : least
    guard candidate <= ScalarSet.last else { return nil }
    var range = classes.range(of: candidate)
    while step(state, Int(classes.classes[range])) == Self.dead {
      range += 1
      guard range < classes.starts.count else { return nil }
      candidate = classes.starts[range]
    }
    return 0xD800...0xDFFF ~= candidate ? 0xE000 : candidate
  }

  /// The first eight bytes of the code of the least text that may be accepted, as far as that is
  /// decided; nil if none is.
  var leastStart: UInt64? {
    var (bytes, count) = (UInt64(0), 0)
    var state = Self.start
    while count < 8, state != Self.endless, cost(state) == nil {
      guard let least = scalar(from: 0, in: state) else { return count == 0 ? nil : bytes }
      guard least > 0, let next = TermCode.code(of: least) else { break }
      bytes |= next.bytes >> UInt64(8 * count)
      count += next.count
      state = following(state, least)
    }
    return bytes
  }
}
