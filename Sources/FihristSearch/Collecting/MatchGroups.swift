internal import FihristFormat
internal import FihristStorage

/// The matching documents by the values of a keyword column, each value with its best documents.
///
/// Two passes over the documents of a segment: the first counts those of each ordinal, the second
/// keeps the best of each, so that nothing is sorted but what is shown. Only where several segments
/// have documents are values compared.
package struct MatchGroups {
  /// The documents of one value.
  package struct Group: Sendable {
    /// The value's bytes; nil for documents without one.
    package var value: [UInt8]?
    /// How many documents match.
    package var total: Int
    /// The best of them, the best first.
    package var hits: [RankedHit]
  }

  /// The documents of one ordinal in one segment.
  private struct Run {
    var segment: Int
    /// The ordinal; the count of strings for documents without one.
    var slot: Int
    var total: Int
    /// The best of them; nil until they are looked through.
    var top: TopHits?
  }

  /// The runs of one value.
  private struct Candidate {
    var best: RankedHit
    var runs: [Run]
  }

  private let field: Int
  private let snapshot: Snapshot
  /// How many documents of a group are kept.
  private let size: Int
  private let arena: Arena
  private var candidates: [Candidate] = []
  /// The group of each value, where several segments have documents.
  private var byValue: [[UInt8]?: Int] = [:]
  private let isSplit: Bool

  /// Makes the groups by the values of `field`.
  ///
  /// - Parameters:
  ///   - matches: For each segment of `snapshot` the documents that match, as ``TopHits`` packs
  ///     them, in any number of columns.
  ///   - size: How many documents of a group to keep.
  /// - Throws: ``IndexError`` of kind `damaged`.
  /// - Complexity: O(documents + distinct values), and with several segments a look-up of each
  ///   value that occurs.
  init(
    by field: Int, of matches: [[Column<UInt64>]], in snapshot: Snapshot, size: Int,
    arena: Arena
  ) throws(IndexError) {
    self.field = field
    self.snapshot = snapshot
    self.size = size
    self.arena = arena
    isSplit = matches.count { $0.contains { $0.count > 0 } } > 1
    for (segment, documents) in matches.enumerated() where !documents.isEmpty {
      for run in try runs(of: documents, segment) { try add(run) }
    }
  }

  /// The groups of `range` in the order of their best documents.
  ///
  /// - Complexity: O(groups · log(groups) + documents of the groups of `range`).
  func best(_ range: Range<Int>) throws(IndexError) -> [Group] {
    let ranking = HitOrder(snapshot)
    var order = candidates
    try ranking.sort(&order) { $0.best }
    var groups: [Group] = []
    for candidate in order[range.clamped(to: order.indices)] {
      var group = Group(value: try value(of: candidate.runs[0]), total: 0, hits: [])
      for var run in candidate.runs {
        group.total += run.total
        run.top?.drain(segment: run.segment, into: &group.hits)
      }
      if candidate.runs.count > 1 { try ranking.sort(&group.hits) { $0 } }
      group.hits.removeLast(max(0, group.hits.count - max(0, size)))
      groups.append(group)
    }
    return groups
  }

  private func column(_ segment: Int) throws(IndexError) -> KeywordColumn? {
    guard case .keyword(let column)? = try snapshot.segments[segment].columns?.column(field) else {
      return nil
    }
    return column
  }

  private func value(of run: Run) throws(IndexError) -> [UInt8]? {
    guard let column = try column(run.segment), run.slot < column.stringCount else { return nil }
    return try column.string(run.slot)
  }

  /// The documents of each ordinal that occurs in a segment.
  private func runs(
    of matches: [Column<UInt64>], _ segment: Int
  ) throws(IndexError) -> [Run] {
    let column = try column(segment)
    let slotCount = (column?.stringCount ?? 0) + 1
    let numbers: Column<UInt32> = arena.allocate(slotCount)
    numbers.fill(numbers.indices, with: 0)
    var slots: [Column<UInt32>] = []
    for documents in matches {
      let own: Column<UInt32> = arena.allocate(documents.count)
      try column?.readFirstOrdinals(of: documents, into: own) ?? own.fill(own.indices, with: 0)
      for index in own.indices { numbers[Int(own[index])] += 1 }
      slots.append(own)
    }
    var runs: [Run] = []
    for slot in numbers.indices where numbers[slot] > 0 {
      runs.append(Run(segment: segment, slot: slot, total: Int(numbers[slot])))
      // From here on the index of the run.
      numbers[slot] = UInt32(runs.count - 1)
    }
    var tops = Row<TopHits>(capacity: runs.count, in: arena)
    for run in runs { tops.append(TopHits(limit: max(1, min(size, run.total)), in: arena)) }
    for (documents, own) in zip(matches, slots) {
      for index in own.indices { tops[Int(numbers[Int(own[index])])].offer(documents[index]) }
    }
    for index in runs.indices { runs[index].top = tops[index] }
    return runs
  }

  /// Adds a run to the group of its value.
  private mutating func add(_ run: Run) throws(IndexError) {
    guard let best = run.top?.best(segment: run.segment) else { return }
    if isSplit {
      let value = try value(of: run)
      if let known = byValue[value] {
        candidates[known].runs.append(run)
        var both = [candidates[known].best, best]
        try HitOrder(snapshot).sort(&both) { $0 }
        return candidates[known].best = both[0]
      }
      byValue[value] = candidates.count
    }
    candidates.append(Candidate(best: best, runs: [run]))
  }
}

extension KeywordColumn {
  /// Writes the ordinal of each document's first string; ``stringCount`` if it has none.
  fileprivate func readFirstOrdinals(
    of documents: Column<UInt64>, into ordinals: Column<UInt32>
  ) throws(IndexError) {
    let (codes, missing) = (codes, UInt64(stringCount))
    let offset = UInt64(codeOffset)
    for index in documents.indices {
      let document = Int(TopHits.document(documents[index]))
      var ordinal = missing
      if isMultiple {
        if let first = try values(of: document).first { ordinal = codes[first] }
      } else {
        // Without a value the code is 0, and this the greatest number.
        ordinal = codes[document] &- offset
      }
      // What a damaged file has beyond its strings counts as no value.
      ordinals[index] = UInt32(truncatingIfNeeded: min(ordinal, missing))
    }
  }
}
