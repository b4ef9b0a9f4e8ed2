/// The states of a deterministic automaton that were met so far: what they are made of, what they
/// cost, and which state follows on each class of scalars.
@safe final class StateTable {
  /// How many states there are.
  private(set) var count = 0

  /// The numbers of each state: what follows on each class, then its cost.
  let rowLength: Int
  /// ``rowLength`` numbers for each of ``capacity`` states. It moves when a state is added.
  private(set) var rows: UnsafeMutablePointer<Int32>
  private var capacity = 64

  private let stateLength: Int
  private var contents: [UInt128] = []
  /// The numbers of states by hashes of their contents; -1 for none.
  private var slots: [Int32]

  /// Makes an empty table of states of `stateLength` words.
  init(stateLength: Int, classCount: Int) {
    self.stateLength = stateLength
    rowLength = classCount + 1
    unsafe rows = .allocate(capacity: capacity * rowLength)
    slots = Array(repeating: -1, count: 4 * capacity)
  }

  deinit { unsafe rows.deallocate() }

  /// Forgets all states.
  func removeAll() {
    count = 0
    contents.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
  }

  /// The state that follows on a class, or ``TermAutomaton/unknown``.
  subscript(state: Int32, scalarClass: Int) -> Int32 {
    get { unsafe rows[cell(state, scalarClass)] }
    set { unsafe rows[cell(state, scalarClass)] = newValue }
  }

  /// What a state costs where it accepts, else -1.
  func cost(of state: Int32) -> Int32 { unsafe rows[cell(state, rowLength - 1)] }

  private func cell(_ state: Int32, _ column: Int) -> Int {
    precondition(state >= 0 && state < count && column >= 0 && column < rowLength)
    return Int(state) * rowLength + column
  }

  /// What a state is made of.
  func content(of state: Int32) -> ArraySlice<UInt128> {
    contents[Int(state) * stateLength..<(Int(state) + 1) * stateLength]
  }

  /// The number of the state with these contents, which is added if it is new.
  ///
  /// - Parameter cost: What a new state costs.
  func number(of content: [UInt128], cost: (ArraySlice<UInt128>) -> Int32) -> Int32 {
    var slot = slot(of: content)
    while slots[slot] >= 0 {
      if self.content(of: slots[slot]).elementsEqual(content) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    if count == capacity { grow() }
    let number = Int32(count)
    insert(number, at: self.slot(of: content))
    count += 1
    contents += content
    for column in 0..<rowLength - 1 { self[number, column] = TermAutomaton.unknown }
    self[number, rowLength - 1] = cost(content[...])
    return number
  }

  private func insert(_ number: Int32, at first: Int) {
    var slot = first
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = number
  }

  private func slot(of content: some Sequence<UInt128>) -> Int {
    var hash: UInt64 = 0
    for word in content {
      hash = (hash ^ UInt64(truncatingIfNeeded: word)) &* 0x9E37_79B9_7F4A_7C15
      hash = (hash ^ hash &>> 32 ^ UInt64(truncatingIfNeeded: word &>> 64)) &* 0xD6E8_FEB8_6659_FD93
    }
    return Int(truncatingIfNeeded: hash &>> 32) & (slots.count - 1)
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * capacity * rowLength)
    unsafe larger.initialize(from: rows, count: count * rowLength)
    unsafe rows.deallocate()
    unsafe rows = larger
    capacity *= 2
    slots = Array(repeating: -1, count: 4 * capacity)
    for number in 0..<Int32(count) { insert(number, at: slot(of: content(of: number))) }
  }
}
