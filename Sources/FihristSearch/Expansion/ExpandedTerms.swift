internal import FihristFormat
internal import FihristStorage

/// The terms that an expansion stands for, in all segments: the nearest, and of those the ones in
/// most documents, if there are more than a limit.
struct ExpandedTerms {
  /// For each segment what it knows about the terms that it has.
  let entries: [[TermEntry]]

  /// Whether there were more terms than the limit.
  let isCut: Bool

  /// The terms themselves, if they were asked for, in ascending order.
  let terms: [Term]

  /// A term, and what segments know about it.
  struct Term {
    /// Its bytes.
    var bytes: [UInt8]
    /// What each segment that has it knows.
    var entries: [(segment: Int, entry: TermEntry)]
  }

  private struct Candidate {
    var cost: Int
    /// Documents of all segments, deleted ones included.
    var frequency: Int
    /// Terms ascend by it.
    var number: Int
    /// Where its entries start among those of all candidates; they end where the next start.
    var start: Int
    /// Its bytes, if they are kept.
    var bytes: [UInt8] = []

    func precedes(_ other: Candidate) -> Bool {
      if cost != other.cost { return cost < other.cost }
      return frequency != other.frequency ? frequency > other.frequency : number < other.number
    }
  }

  /// What one segment knows about a term.
  private struct SegmentEntry {
    var segment: Int
    var entry: TermEntry
  }

  /// Walks over all segments at once, so that each term is met once with all its documents.
  ///
  /// - Parameters:
  ///   - space: The ordinal of the space whose terms are meant.
  ///   - limit: How many terms to keep at most.
  ///   - isNaming: Whether ``terms`` are wanted.
  ///   - stop: When to be content with what was found.
  /// - Throws: ``IndexError``: `invalid` if the expansion is not a pattern; `damaged`.
  /// - Complexity: O(terms met); memory for twice the limit.
  init(
    _ expansion: Query.Expansion, in segments: [SegmentReader], space: Int, limit: Int,
    isNaming: Bool = false, until stop: StopSignal
  ) throws(IndexError) {
    // Of thousands of expansions each costs an automaton.
    guard !stop.isReached() else {
      entries = [[TermEntry]](repeating: [], count: segments.count)
      isCut = false
      terms = []
      return
    }
    let pattern: TermPattern
    do throws(PatternError) { pattern = try TermPattern(expansion) } catch {
      throw IndexError(error)
    }
    var walks: [TermWalk] = []
    // The segment of each walk.
    var numbers: [Int] = []
    for (number, segment) in segments.enumerated() {
      var walk = TermWalk(pattern, over: segment.spaces[space])
      if try walk.next(until: stop) {
        walks.append(walk)
        numbers.append(number)
      }
    }
    var found: [Candidate] = []
    var known: [SegmentEntry] = []
    var number = 0
    while let least = Self.least(of: walks) {
      var candidate = Candidate(
        cost: walks[least].cost, frequency: 0, number: number, start: known.count)
      if isNaming, unsafe !TermCode.decode(walks[least].code, appendingTo: &candidate.bytes) {
        throw walks[least].damage
      }
      var index = walks.count - 1
      // From the last on, so that those that end can be taken out; the least itself is the first.
      while index >= least {
        if unsafe index == least || walks[index].code.elementsEqual(walks[least].code) {
          let entry = try walks[index].entry()
          candidate.frequency += entry.documentFrequency
          known.append(SegmentEntry(segment: numbers[index], entry: entry))
          if try !walks[index].next(until: stop) {
            walks.remove(at: index)
            numbers.remove(at: index)
          }
        }
        index -= 1
      }
      found.append(candidate)
      number += 1
      if found.count >= 2 * limit + 64 { Self.cut(&found, &known, to: limit) }
    }
    isCut = number > limit
    if found.count > limit { Self.cut(&found, &known, to: limit) }
    var entries = [[TermEntry]](repeating: [], count: segments.count)
    for entry in known { entries[entry.segment].append(entry.entry) }
    self.entries = entries
    terms = isNaming ? Self.terms(found, known) : []
  }

  private static func terms(_ found: [Candidate], _ known: [SegmentEntry]) -> [Term] {
    found.indices.map { index in
      let end = index + 1 < found.count ? found[index + 1].start : known.count
      return Term(
        bytes: found[index].bytes,
        entries: known[found[index].start..<end].map { ($0.segment, $0.entry) })
    }
  }

  /// The first of the walks with the least term.
  private static func least(of walks: [TermWalk]) -> Int? {
    guard var least = walks.indices.first else { return nil }
    for index in walks.indices.dropFirst()
    where unsafe walks[index].code.lexicographicallyPrecedes(walks[least].code) {
      least = index
    }
    return least
  }

  private static func cut(
    _ found: inout [Candidate], _ known: inout [SegmentEntry], to limit: Int
  ) {
    var ends: [Int: Int] = [:]
    for (index, candidate) in found.enumerated() {
      ends[candidate.number] = index + 1 < found.count ? found[index + 1].start : known.count
    }
    found.sort { $0.precedes($1) }
    found.removeSubrange(limit...)
    found.sort { $0.number < $1.number }
    var kept: [SegmentEntry] = []
    for index in found.indices {
      let candidate = found[index]
      found[index].start = kept.count
      kept += known[candidate.start..<(ends[candidate.number] ?? candidate.start)]
    }
    known = kept
  }
}
