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
  private let classes: ScalarClasses
  /// A scalar of each class.
  private let examples: [UInt32]

  /// How often all states were forgotten.
  private(set) var generation = 0
  /// For each state and class the state that follows, ``dead``, or ``unknown``.
  private var transitions: [Int32] = []
  /// What each state costs where it accepts, else -1.
  private var costs: [Int16] = []
  private var contents: [[UInt16]] = []
  private var numbers: [[UInt16]: Int32] = [:]

  /// The state before anything is read.
  static let start: Int32 = 0
  /// Where no term can end any more.
  static let dead: Int32 = -1
  private static let unknown: Int32 = -2

  /// Some megabytes at most, whatever the pattern.
  static let maximumStateCount = 2_048

  /// Makes the automaton of `expansion`.
  ///
  /// - Throws: ``PatternError`` if it is not a pattern, or too large.
  init(_ expansion: Query.Expansion) throws(PatternError) {
    switch expansion {
    case .fuzzy(let text, let edits, let isWeighted):
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
      self.program = .edits(program)
      classes = ScalarClasses(singling: program.scalars)
    case .prefix, .wildcard, .regularExpression:
      let program = try PatternProgram(try Self.pattern(expansion))
      self.program = .pattern(program)
      classes = ScalarClasses(separating: program.sets)
    }
    var examples = [UInt32](repeating: 0, count: classes.count)
    for (start, number) in zip(classes.starts, classes.classes) { examples[Int(number)] = start }
    self.examples = examples
    _ = number(of: first)
  }

  private static func pattern(
    _ expansion: Query.Expansion
  ) throws(PatternError) -> ScalarPattern {
    switch expansion {
    case .regularExpression(let text): return try PatternReader.read(text)
    case .prefix(let text):
      try check(text)
      return .sequence([ScalarPattern(text.unicodeScalars), .anything])
    case .wildcard(let text):
      try check(text)
      return ScalarPattern(wildcard: text)
    case .fuzzy: return .choice([])
    }
  }

  private static func check(_ text: String) throws(PatternError) {
    guard text.unicodeScalars.count <= Query.maximumPatternLength else {
      throw PatternError(
        offset: Query.maximumPatternLength,
        reason: "a pattern has at most \(Query.maximumPatternLength) characters")
    }
  }

  private var first: [UInt16] {
    switch program {
    case .pattern(let program): program.closure(of: [0])
    case .edits(let program): program.first
    }
  }

  private func number(of content: [UInt16]) -> Int32 {
    if content.isEmpty { return Self.dead }
    if let known = numbers[content] { return known }
    let number = Int32(contents.count)
    contents.append(content)
    numbers[content] = number
    transitions.append(contentsOf: repeatElement(Self.unknown, count: classes.count))
    costs.append(cost(content))
    return number
  }

  private func cost(_ content: [UInt16]) -> Int16 {
    switch program {
    case .pattern(let program): program.isAccepting(content) ? 0 : -1
    case .edits(let program): program.cost(content).map { Int16($0) } ?? -1
    }
  }

  /// Forgets all states if there are too many. Numbers of states from before are void then.
  func forgetIfLarge() {
    guard contents.count > Self.maximumStateCount else { return }
    generation += 1
    transitions = []
    costs = []
    contents = []
    numbers = [:]
    _ = number(of: first)
  }

  // MARK: Running

  /// The state after `scalar`, or ``dead``.
  func following(_ state: Int32, _ scalar: UInt32) -> Int32 { step(state, classes(scalar)) }

  private func step(_ state: Int32, _ scalarClass: Int) -> Int32 {
    let index = Int(state) * classes.count + scalarClass
    let known = transitions[index]
    if known != Self.unknown { return known }
    let content = contents[Int(state)]
    let next =
      switch program {
      case .pattern(let program): program.following(content, examples[scalarClass])
      case .edits(let program): program.following(content, scalarClass)
      }
    let number = number(of: next)
    transitions[index] = number
    return number
  }

  /// What the term read up to `state` costs, in halves of an edit; `nil` if it does not fit.
  func cost(_ state: Int32) -> Int? {
    let cost = costs[Int(state)]
    return cost < 0 ? nil : Int(cost)
  }

  /// The least scalar above `scalar` that `state` goes on with; `nil` if there is none.
  func scalar(after scalar: UInt32, from state: Int32) -> UInt32? {
    var candidate = scalar + 1
    if 0xD800...0xDFFF ~= candidate { candidate = 0xE000 }
    guard candidate <= ScalarSet.last else { return nil }
    var range = classes.range(of: candidate)
    while step(state, Int(classes.classes[range])) == Self.dead {
      range += 1
      guard range < classes.starts.count else { return nil }
      candidate = classes.starts[range]
    }
    return 0xD800...0xDFFF ~= candidate ? 0xE000 : candidate
  }
}
