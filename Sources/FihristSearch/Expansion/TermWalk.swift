internal import FihristFormat
internal import FihristStorage

/// Walks over the terms of one segment that an automaton accepts, in ascending order.
///
/// From a term that no continuation can make fit it goes to the least term that may fit: blocks of
/// the dictionary in between are not read. The automaton reads only what a term does not share with
/// the one before.
struct TermWalk {
  private let automaton: TermAutomaton
  private var cursor: TermCursor
  /// The scalars that were read of the current term.
  private var scalars: [UInt32] = []
  /// Where the code of each of these scalars ends.
  private var ends: [Int] = []
  /// The state before the first scalar, and behind each; the last scalar has none if it does not
  /// fit.
  private var states: [Int32] = [TermAutomaton.start]
  private var generation = 0
  /// The code to go on with; that of the next term if empty.
  private var target: [UInt8] = []
  private var isAtEnd = false

  /// What the current term costs, in halves of an edit.
  private(set) var cost = 0

  /// How many terms were looked at.
  private(set) var seen = 0

  init(_ automaton: TermAutomaton, over space: SegmentSpace) {
    self.automaton = automaton
    cursor = space.makeTermCursor()
  }

  /// The current term.
  var bytes: [UInt8] { cursor.bytes }

  /// What the segment knows about it.
  var entry: TermEntry { cursor.entry }

  /// Steps to the next term that the automaton accepts.
  ///
  /// - Returns: `false` behind the last, and where `stop` says so.
  mutating func next(until stop: StopSignal) throws(IndexError) -> Bool {
    while !isAtEnd, try advance() {
      seen += 1
      if seen % 64 == 0, stop.isReached() { break }
      automaton.forgetIfLarge()
      guard let end = read() else { continue }
      if let cost = automaton.cost(end) {
        self.cost = cost
        try cursor.read()
        return true
      }
    }
    isAtEnd = true
    return false
  }

  private mutating func advance() throws(IndexError) -> Bool {
    guard !target.isEmpty else { return try cursor.step() }
    defer { target.removeAll(keepingCapacity: true) }
    return try cursor.step(to: target)
  }

  /// Runs the automaton over the current term.
  ///
  /// - Returns: Its last state; `nil`, setting where to go on, if the term does not fit.
  private mutating func read() -> Int32? {
    var shared = cursor.takeShared()
    if generation != automaton.generation {
      generation = automaton.generation
      shared = 0
    }
    var depth = states.count - 1
    while depth > 0, ends[depth - 1] > shared { depth -= 1 }
    scalars.removeSubrange(depth...)
    ends.removeSubrange(depth...)
    states.removeSubrange((depth + 1)...)
    var index = ends.last ?? 0
    var state = states[depth]
    while index < cursor.code.count {
      guard let (scalar, end) = TermCode.scalar(cursor.code, at: index) else { return nil }
      scalars.append(scalar)
      ends.append(end)
      let next = automaton.following(state, scalar)
      guard next != TermAutomaton.dead else {
        leave()
        return nil
      }
      states.append(next)
      state = next
      index = end
    }
    return state
  }

  /// Sets where to go on from a term whose last scalar that was read does not fit.
  private mutating func leave() {
    for index in scalars.indices.reversed() {
      guard let value = automaton.scalar(after: scalars[index], from: states[index]),
        let scalar = Unicode.Scalar(value),
        let code = TermCursor.code(of: Array(String(scalar).utf8))
      else { continue }
      target.removeAll(keepingCapacity: true)
      if index > 0 { target += cursor.code[..<ends[index - 1]] }
      target += code
      return
    }
    isAtEnd = true
  }
}
