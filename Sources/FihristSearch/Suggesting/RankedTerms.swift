internal import FihristFormat
package import FihristStorage

/// The terms of a dictionary that an expansion stands for, the best of them, with their bytes.
package struct RankedTerms {
  /// A term.
  package struct Term: Sendable, Hashable {
    /// Its UTF-8 bytes.
    package var bytes: [UInt8]
    /// How many documents of all segments have it, deleted ones included.
    package var documents: Int
    /// What it costs, in halves of an edit; 0 for patterns.
    package var cost: Int
  }

  /// Which terms are the best.
  package enum Order: Sendable {
    /// Those of most documents.
    case frequency
    /// The nearest, and of those the ones of most documents.
    case distance
  }

  /// The best terms, in order; equal ones by their bytes.
  package let terms: [Term]

  /// Walks over all segments at once, so that each term is met once with all its documents.
  ///
  /// - Parameters:
  ///   - expansion: What terms must be like.
  ///   - snapshot: Where to look.
  ///   - space: The ordinal of the term space.
  ///   - limit: How many terms at most, 0 or more.
  ///   - order: Which terms are the best.
  /// - Throws: ``IndexError``: `invalid` if the expansion is not a pattern; `damaged`.
  /// - Complexity: O(terms met); memory for twice the limit.
  package init(
    _ expansion: Query.Expansion, in snapshot: Snapshot, space: Int, limit: Int, by order: Order
  ) throws(IndexError) {
    let pattern: TermPattern
    do throws(PatternError) { pattern = try TermPattern(expansion) } catch {
      throw IndexError(error)
    }
    let stop = StopSignal()
    defer { stop.deallocate() }
    var walks: [TermWalk] = []
    for segment in snapshot.segments {
      var walk = TermWalk(pattern, over: segment.spaces[space])
      if try walk.next(until: stop) { walks.append(walk) }
    }
    var best = BestTermCodes(limit: limit, by: order)
    try Self.add(walks, to: &best, until: stop)
    terms = best.terms()
  }

  private static func add(
    _ walks: consuming [TermWalk], to best: inout BestTermCodes, until stop: StopSignal
  ) throws(IndexError) {
    var code: [UInt8] = []
    while walks.count > 1, let least = least(of: walks) {
      var documents = 0
      let cost = walks[least].cost
      code.removeAll(keepingCapacity: true)
      unsafe code.append(contentsOf: walks[least].code)
      for index in stride(from: walks.count - 1, through: least, by: -1)
      where unsafe walks[index].code.elementsEqual(code) {
        documents += try walks[index].entry().documentFrequency
        if try !walks[index].next(until: stop) { walks.remove(at: index) }
      }
      unsafe code.withUnsafeBufferPointer {
        unsafe best.add($0, documents: documents, cost: cost)
      }
    }
    // The last walk meets terms that no other has.
    guard var walk = walks.popLast() else { return }
    repeat {
      let documents = try walk.entry().documentFrequency
      unsafe best.add(walk.code, documents: documents, cost: walk.cost)
    } while try walk.next(until: stop)
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
}
