internal import FihristFormat
internal import FihristStorage

/// Walks over the terms of one segment that an automaton accepts, in ascending order.
///
/// Within a block of the dictionary terms are passed over by what they share with the one before:
/// if that does not fit because of its first bytes, neither does a term that has them too. From the
/// end of a block the walk goes to the block of the least term that may fit. The automaton reads
/// only what a term does not share with the one before.
struct TermWalk {
  private let pattern: TermPattern
  private let path: TermPath
  private var blocks: TermBlocks
  private var strings: BlockCursor?
  /// The index in the block of the term that comes next.
  private var upcoming = 0
  /// The generation of the states in ``path``.
  private var generation = 0
  /// Terms that share this many bytes with the one before do not fit.
  private var deadLength = Int.max
  /// Terms that share this many bytes with the one before fit as it does.
  private var endlessLength = Int.max

  private var automaton: TermAutomaton { pattern.automaton }

  /// What the current term costs, in halves of an edit.
  private(set) var cost = 0

  /// Whether no later term fits.
  private var isPast = false

  /// How many terms the automaton has looked at.
  private(set) var seen = 0

  init(_ pattern: TermPattern, over space: SegmentSpace) {
    self.pattern = pattern
    path = TermPath(pattern)
    blocks = space.makeTermBlocks()
  }

  /// The code of the current term; codes are in the order of terms.
  var code: UnsafeBufferPointer<UInt8> { unsafe path.bytes }

  /// What the segment knows about the current term. It may be asked for once.
  mutating func entry() throws(IndexError) -> TermEntry { try blocks.entry(upcoming - 1) }

  /// Steps to the next term that the automaton accepts.
  ///
  /// - Returns: `false` behind the last, and where `stop` says so.
  mutating func next(until stop: StopSignal) throws(IndexError) -> Bool {
    while true {
      if try scan() { return true }
      guard let block = following(), !(block % 8 == 0 && stop.isReached()) else {
        strings = nil
        return false
      }
      automaton.forgetIfLarge()
      strings = try blocks.open(block)
      upcoming = 0
      path.clear()
      generation = automaton.generation
      deadLength = .max
      endlessLength = .max
    }
  }

  /// Steps to the next term of the block that fits.
  private mutating func scan() throws(IndexError) -> Bool {
    guard var cursor = strings else { return false }
    if generation != automaton.generation {
      path.readLength = 0
      generation = automaton.generation
    }
    path.begin()
    while cursor.remaining > 0 {
      guard let (shared, rest) = cursor.nibbles(), let suffix = unsafe cursor.take(rest)
      else { throw damage }
      upcoming += 1
      if shared >= deadLength { continue }
      guard unsafe path.replace(after: shared, with: suffix, count: rest) else { throw damage }
      if shared < endlessLength {
        seen += 1
        guard let reading = path.read() else { throw damage }
        if reading.state == TermPath.past {
          isPast = true
          break
        }
        deadLength = reading.state == TermAutomaton.dead ? reading.byteCount : .max
        endlessLength = reading.state == TermAutomaton.endless ? reading.byteCount : .max
        if reading.cost < 0 { continue }
        cost = Int(reading.cost)
      }
      strings = cursor
      return true
    }
    strings = cursor
    return false
  }

  /// The block to go on with; nil if no term of a later one fits.
  private func following() -> Int? {
    if isPast { return nil }
    var block = blocks.number + 1
    if block == 0 {
      guard let first = pattern.leastStart else { return nil }
      block = blocks.following(reaching: first)
    } else if deadLength < .max, generation == automaton.generation {
      guard let target = path.target(above: deadLength) else { return nil }
      block = blocks.following(reaching: target)
    }
    return block < blocks.count ? block : nil
  }

  /// The error of terms that contradict each other.
  var damage: IndexError {
    blocks.damage("a term is cut off, too long or not above the one before")
  }
}
