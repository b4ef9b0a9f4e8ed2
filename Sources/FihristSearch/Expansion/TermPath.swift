internal import FihristFormat

/// The code of a term, and the states of an automaton behind each of its scalars, as far as it
/// starts as the terms of a pattern do.
@safe final class TermPath {
  /// How the automaton came through a term.
  struct Reading {
    /// ``TermAutomaton/dead`` or ``TermAutomaton/endless`` if that was decided before the end, or
    /// ``TermPath/past``.
    var state: Int32
    /// How many bytes decided it.
    var byteCount: Int
    /// What the term costs, in halves of an edit; -1 if it does not fit.
    var cost: Int32
  }

  /// How many bytes of the code are known.
  private(set) var length = 0
  /// How many bytes of the code the states are known of.
  var readLength = 0

  private let automaton: TermAutomaton
  /// What terms start with; the automaton reads what follows.
  private let head: [UInt8]
  private let headStart: UInt64
  /// The table of the automaton: a row for each state that was met, a column for each class, and
  /// one for the cost. See ``begin()``.
  private var rows: UnsafeMutablePointer<Int32>
  private let rowLength: Int
  private let capacity = TermCode.maximumCodeByteCount
  private let code: UnsafeMutablePointer<UInt8>
  /// The state before the code, and behind each byte of it.
  private let states: UnsafeMutablePointer<Int32>
  /// The classes of codes of one byte; see ``ScalarClasses/ofBytes``.
  private let classes: UnsafeMutablePointer<Int32>

  /// The state within a scalar of several bytes.
  private static let inside: Int32 = -4
  /// The state of a term that is above all that start as wanted.
  static let past: Int32 = -5

  init(_ pattern: TermPattern) {
    let automaton = pattern.automaton
    self.automaton = automaton
    head = pattern.head
    headStart = pattern.headStart
    unsafe rows = automaton.states.rows
    rowLength = automaton.states.rowLength
    unsafe code = .allocate(capacity: capacity)
    unsafe states = .allocate(capacity: capacity + 1)
    for index in 0...min(head.count, capacity) { unsafe states[index] = TermAutomaton.start }
    let ofBytes = automaton.classes.ofBytes
    unsafe classes = .allocate(capacity: ofBytes.count)
    for byte in ofBytes.indices { unsafe classes[byte] = ofBytes[byte] }
  }

  deinit {
    unsafe code.deallocate()
    unsafe states.deallocate()
    unsafe classes.deallocate()
  }

  /// The code of the term.
  var bytes: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: code, count: length) }

  /// Begins to read some terms, before which other walks may have used the automaton.
  func begin() { unsafe rows = automaton.states.rows }

  /// Forgets the code.
  func clear() {
    length = 0
    readLength = 0
  }

  /// Replaces what follows the first `shared` bytes.
  ///
  /// - Returns: Whether there are so many bytes, and room for the others.
  @inline(__always)
  func replace(after shared: Int, with suffix: UnsafePointer<UInt8>, count: Int) -> Bool {
    guard shared <= length, count <= capacity - shared else { return false }
    for index in 0..<count { unsafe code[shared &+ index] = suffix[index] }
    length = shared &+ count
    readLength = min(readLength, shared)
    // Behind bytes of the head, which the automaton does not read, the first state stands.
    while unsafe states[readLength] == Self.inside { readLength &-= 1 }
    return true
  }

  /// Runs the automaton over what it has not read.
  ///
  /// - Returns: nil if the code is not that of a term.
  @inline(__always)
  func read() -> Reading? {
    if readLength < head.count, let reading = readHead() { return reading }
    var index = readLength
    var state = unsafe states[index]
    while index < length {
      var end = index &+ 1
      var scalarClass = unsafe Int(classes[Int(code[index])])
      if scalarClass < 0 {
        guard let scalar = longScalar(at: index) else { return nil }
        end = index &+ scalar.byteCount
        scalarClass = automaton.classes(scalar.scalar)
        for byte in index &+ 1..<end { unsafe states[byte] = Self.inside }
      }
      var next = unsafe rows[Int(state) &* rowLength &+ scalarClass]
      if next < 0 {
        if next == TermAutomaton.unknown {
          next = automaton.step(state, scalarClass)
          begin()
        }
        if next < 0 {
          readLength = index
          return Reading(
            state: next, byteCount: end, cost: next == TermAutomaton.endless ? 0 : -1)
        }
      }
      unsafe states[end] = next
      state = next
      index = end
    }
    readLength = index
    return unsafe Reading(
      state: state, byteCount: index, cost: rows[Int(state) &* rowLength &+ rowLength &- 1])
  }

  /// Compares the code with the head.
  ///
  /// - Returns: nil if it starts so.
  private func readHead() -> Reading? {
    while readLength < head.count {
      guard readLength < length else {
        return Reading(state: TermAutomaton.start, byteCount: length, cost: -1)
      }
      let byte = unsafe code[readLength]
      guard byte == head[readLength] else {
        return Reading(
          state: byte < head[readLength] ? TermAutomaton.dead : Self.past,
          byteCount: readLength + 1, cost: -1)
      }
      readLength += 1
    }
    return nil
  }

  private func longScalar(at index: Int) -> (scalar: UInt32, byteCount: Int)? {
    unsafe TermCode.scalar(UnsafeBufferPointer(start: code + index, count: length - index))
  }

  /// The first eight bytes of the code of the least text that the automaton may accept above all
  /// that start with the first `byteCount` bytes, as far as that is decided; nil if there is none.
  ///
  /// Those bytes end with the first scalar that the automaton has not gone on with.
  func target(above byteCount: Int) -> UInt64? {
    if readLength < head.count { return headStart }
    var (start, end) = (readLength, byteCount)
    while true {
      let scalar = unsafe TermCode.scalar(
        UnsafeBufferPointer(start: code + start, count: end - start))
      if let scalar = scalar?.scalar,
        let next = unsafe automaton.scalar(from: scalar + 1, in: states[start]),
        let tail = TermCode.code(of: next)
      {
        var target = start < 8 ? tail.bytes >> UInt64(8 * start) : 0
        for index in 0..<min(8, start) {
          target |= unsafe UInt64(code[index]) << UInt64(56 - 8 * index)
        }
        return target
      }
      guard start > head.count else { return nil }
      end = start
      start -= 1
      while unsafe states[start] == Self.inside { start -= 1 }
    }
  }
}
