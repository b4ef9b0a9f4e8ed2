internal import FihristFormat
internal import FihristStorage

/// Walks over the terms of one segment that an automaton accepts, in ascending order.
///
/// From a term that no continuation can make fit it goes to the least term that may fit: blocks of
/// the dictionary in between are not read.
struct TermWalk {
  private let automaton: TermAutomaton
  private var cursor: TermCursor
  private var scalars: [UInt32] = []
  /// The state before each scalar and behind the last; fewer where the automaton died on the way.
  private var states: [Int32] = [TermAutomaton.start]
  private var generation = 0
  private var isFirst = true
  /// Where to go on; the next term if empty.
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
        return true
      }
    }
    isAtEnd = true
    return false
  }

  private mutating func advance() throws(IndexError) -> Bool {
    guard !target.isEmpty else { return try cursor.next() }
    defer { target.removeAll(keepingCapacity: true) }
    return try cursor.seek(to: target)
  }

  /// Runs the automaton over the current term.
  ///
  /// - Returns: Its last state; `nil`, setting where to go on, if it died.
  private mutating func read() -> Int32? {
    if generation != automaton.generation {
      generation = automaton.generation
      states = [TermAutomaton.start]
      scalars.removeAll(keepingCapacity: true)
    }
    var depth = 0
    var isShared = true
    var iterator = ScalarDecoder(cursor.bytes)
    while let scalar = iterator.next() {
      if isShared, depth < scalars.count, scalars[depth] == scalar, depth + 1 < states.count {
        depth += 1
        continue
      }
      if isShared {
        isShared = false
        scalars.removeSubrange(depth...)
        states.removeSubrange((depth + 1)...)
      }
      scalars.append(scalar)
      let state = automaton.following(states[depth], scalar)
      guard state != TermAutomaton.dead else {
        leave(at: depth)
        return nil
      }
      states.append(state)
      depth += 1
    }
    if isShared {
      scalars.removeSubrange(depth...)
      states.removeSubrange((depth + 1)...)
    }
    return states[depth]
  }

  /// Sets where to go on from a term whose scalar at `depth` does not fit.
  private mutating func leave(at depth: Int) {
    for index in stride(from: depth, through: 0, by: -1) {
      guard let scalar = automaton.scalar(after: scalars[index], from: states[index]),
        let last = Unicode.Scalar(scalar)
      else { continue }
      target.removeAll(keepingCapacity: true)
      for scalar in scalars[..<index] {
        if let scalar = Unicode.Scalar(scalar) { target += UTF8.encode(scalar)! }
      }
      target += UTF8.encode(last)!
      return
    }
    isAtEnd = true
  }
}
