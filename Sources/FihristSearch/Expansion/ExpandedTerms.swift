internal import FihristFormat
internal import FihristStorage

/// The terms that an expansion stands for, in all segments: the nearest, and of those the ones in
/// most documents, if there are more than a limit.
struct ExpandedTerms {
  /// For each segment what it knows about the terms that it has.
  let entries: [[TermEntry]]

  /// Whether there were more terms than the limit.
  let isCut: Bool

  private struct Candidate {
    var cost: Int
    /// Documents of all segments, deleted ones included.
    var frequency: Int
    /// Terms ascend by it.
    var number: Int
    var entries: [(segment: Int, entry: TermEntry)]

    func precedes(_ other: Candidate) -> Bool {
      if cost != other.cost { return cost < other.cost }
      return frequency != other.frequency ? frequency > other.frequency : number < other.number
    }
  }

  /// Walks over all segments at once, so that each term is met once with all its documents.
  ///
  /// - Parameters:
  ///   - limit: How many terms to keep at most.
  ///   - stop: When to be content with what was found.
  /// - Throws: ``IndexError``: `invalid` if the expansion is not a pattern; `damaged`.
  /// - Complexity: O(terms met); memory for twice the limit.
  init(
    _ expansion: Query.Expansion, in segments: [SegmentReader], limit: Int, until stop: StopSignal
  ) throws(IndexError) {
    let automaton = try TermAutomaton.checked(expansion)
    var walks: [TermWalk] = []
    var heads: [[UInt8]?] = []
    for segment in segments {
      var walk = TermWalk(automaton, over: segment.words)
      heads.append(try walk.next(until: stop) ? walk.bytes : nil)
      walks.append(walk)
    }
    var found: [Candidate] = []
    var number = 0
    while let least = heads.lazy.compactMap({ $0 }).min(by: { $0.lexicographicallyPrecedes($1) }) {
      var candidate = Candidate(cost: 0, frequency: 0, number: number, entries: [])
      for index in walks.indices where heads[index] == least {
        candidate.cost = walks[index].cost
        candidate.frequency += walks[index].entry.documentFrequency
        candidate.entries.append((index, walks[index].entry))
        heads[index] = try walks[index].next(until: stop) ? walks[index].bytes : nil
      }
      found.append(candidate)
      number += 1
      if found.count >= 2 * limit + 64 { Self.cut(&found, to: limit) }
    }
    if found.count > limit { Self.cut(&found, to: limit) }
    isCut = number > limit
    var entries = [[TermEntry]](repeating: [], count: segments.count)
    for candidate in found.sorted(by: { $0.number < $1.number }) {
      for (segment, entry) in candidate.entries { entries[segment].append(entry) }
    }
    self.entries = entries
  }

  private static func cut(_ found: inout [Candidate], to limit: Int) {
    found.sort { $0.precedes($1) }
    found.removeSubrange(limit...)
  }
}

extension TermAutomaton {
  /// The automaton of `expansion`.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` if it is not a pattern, or too large.
  static func checked(_ expansion: Query.Expansion) throws(IndexError) -> TermAutomaton {
    do throws(PatternError) {
      return try TermAutomaton(expansion)
    } catch {
      throw IndexError.invalid(
        "query", "a pattern cannot be used: \(error.reason)", advice: "use a simpler pattern")
    }
  }
}
