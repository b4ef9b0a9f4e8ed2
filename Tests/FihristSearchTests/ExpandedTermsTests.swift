import FihristFormat
import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristSearch

/// What expansions stand for, against a scan of all terms of all segments.
@Suite struct ExpandedTermsTests {
  private static func corpus() throws -> RankingCorpus {
    try RankingCorpus(
      .init(seed: 61, segments: [400, 250, 1], documentFrequencies: (0..<900).map { 1 + $0 % 7 }))
  }

  /// For each segment the terms that `expansion` has there.
  private static func scanned(
    _ expansion: Query.Expansion, _ snapshot: Snapshot
  ) throws -> [[TermEntry]] {
    let automaton = try TermAutomaton(expansion)
    return try snapshot.segments.map { segment in
      var found: [TermEntry] = []
      var cursor = segment.makeTermCursor()
      while try cursor.next() {
        var state = TermAutomaton.start
        for scalar in String(decoding: cursor.bytes, as: UTF8.self).unicodeScalars
        where state != TermAutomaton.dead {
          state = automaton.following(state, scalar.value)
        }
        if state != TermAutomaton.dead, automaton.cost(state) != nil { found.append(cursor.entry) }
      }
      return found
    }
  }

  @Test func `seeking finds what scanning does`() throws {
    let snapshot = try Self.corpus().snapshot
    let stop = StopSignal()
    defer { stop.deallocate() }
    var expansions: [Query.Expansion] = [
      .prefix("t1"), .prefix("t"), .prefix(""), .prefix("t899"), .prefix("u"), .prefix("a"),
      .wildcard("*9"), .wildcard("t?1*"), .wildcard("*"), .wildcard("t*5?"), .wildcard("?"),
      .regularExpression("t[3-5]+"), .regularExpression("(t1|t8).*(2|9)"),
      .regularExpression("[^t].*"), .regularExpression("t(12)*"),
    ]
    for word in ["t123", "t8", "123", "x12", "", "t1234567"] {
      for edits in 0...2 {
        for isWeighted in [false, true] {
          expansions.append(.fuzzy(word, edits: edits, isWeighted: isWeighted))
        }
      }
    }
    for expansion in expansions {
      let found = try ExpandedTerms(
        expansion, in: snapshot.segments, limit: 100_000, until: stop)
      #expect(found.entries == (try Self.scanned(expansion, snapshot)), "\(expansion)")
      #expect(!found.isCut)
    }
  }

  @Test func `a prefix reads the blocks of its terms`() throws {
    let snapshot = try Self.corpus().snapshot
    let stop = StopSignal()
    defer { stop.deallocate() }
    for (expansion, most) in [
      (Query.Expansion.prefix("t77"), 20), (.wildcard("t77?"), 20),
      (.regularExpression("t77[0-9]"), 20),
      (.fuzzy("t777", edits: 0, isWeighted: false), 6),
    ] {
      var walk = TermWalk(try TermAutomaton(expansion), over: snapshot.segments[0].words)
      while try walk.next(until: stop) {}
      #expect(walk.seen <= most, "\(expansion): \(walk.seen)")
      #expect(snapshot.segments[0].termCount > 400)
    }
  }

  @Test func `of too many the nearest, then the most frequent are kept`() throws {
    let snapshot = try Self.corpus().snapshot
    let stop = StopSignal()
    defer { stop.deallocate() }
    let expansion = Query.Expansion.fuzzy("t77", edits: 1, isWeighted: false)
    let all = try ExpandedTerms(expansion, in: snapshot.segments, limit: 100_000, until: stop)
    let count = all.entries.joined().count
    let few = try ExpandedTerms(expansion, in: snapshot.segments, limit: 1, until: stop)
    #expect(few.isCut && count > 3)
    let nearest = try snapshot.segments.map { try $0.term(Array("t77".utf8)) }
    #expect(few.entries == nearest.map { $0.map { [$0] } ?? [] })
    let prefix = Query.Expansion.prefix("t")
    let one = try ExpandedTerms(prefix, in: snapshot.segments, limit: 40, until: stop)
    #expect(one.isCut)
    let ranker = Ranker(snapshot)
    ranker.expansionLimit = 40
    let ranked = try ranker.top(.expansion(prefix), limit: 10)
    #expect(ranked.cutExpansions == [prefix])
    let filtered = try ranker.top(.all, filter: .expansion(prefix), limit: 10)
    #expect(filtered.cutExpansions == [prefix])
    ranker.expansionLimit = 100_000
    #expect(try ranker.top(.expansion(prefix), limit: 10).cutExpansions.isEmpty)
  }
}
