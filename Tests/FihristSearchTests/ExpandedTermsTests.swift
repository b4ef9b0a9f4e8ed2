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
        expansion, in: snapshot.segments, space: 0, limit: 100_000, until: stop)
      #expect(found.entries == (try Self.scanned(expansion, snapshot)), "\(expansion)")
      #expect(!found.isCut)
    }
  }

  /// Scalars of one to five bytes in a dictionary, some with bytes in common.
  private static let letters = ["a", "é", "è", "ب", "ت", "\u{653}", "ۄ", "ە", "ﷺ", "😀", "😁"]

  @Test func `seeking finds what scanning does among scalars of many bytes`() throws {
    let count = Self.letters.count
    let corpus = try RankingCorpus(
      .init(
        seed: 62, segments: [300, 40], documentFrequencies: (0..<1_200).map { 1 + $0 % 3 },
        name: { number in
          var (rest, name) = (number + 1, "")
          while rest > 0 {
            name += Self.letters[(rest - 1) % count]
            rest = (rest - 1) / count
          }
          return name
        }))
    let stop = StopSignal()
    defer { stop.deallocate() }
    var random = SeededGenerator(seed: 63)
    for _ in 0..<200 {
      let letters = (0..<3).map { _ in Self.letters.randomElement(using: &random)! }
      let (one, two, three) = (letters[0], letters[1], letters[2])
      let expansions: [Query.Expansion] = [
        .prefix(one), .prefix(one + two), .wildcard("*\(one)"), .wildcard("\(one)?\(two)"),
        .wildcard("\(one)*\(two)"), .regularExpression("[^\(one)]\(two)+.?"),
        .regularExpression("(\(one)|\(two)).?\(three)"),
        .regularExpression("[\(min(one, two))-\(max(one, two))]{2}"),
        .fuzzy(one + two, edits: 1, isWeighted: Bool.random(using: &random)),
        .fuzzy(one + two + three, edits: 2, isWeighted: Bool.random(using: &random)),
        .fuzzy(one + two + three, edits: 0, isWeighted: false),
      ]
      for expansion in expansions {
        let found = try ExpandedTerms(
          expansion, in: corpus.snapshot.segments, space: 0, limit: 100_000, until: stop)
        let scanned = try Self.scanned(expansion, corpus.snapshot)
        #expect(found.entries == scanned, "\(expansion)")
      }
    }
  }

  @Test func `a prefix reads the blocks of its terms`() throws {
    let snapshot = try Self.corpus().snapshot
    let stop = StopSignal()
    defer { stop.deallocate() }
    let expansions: [Query.Expansion] = [
      .prefix("t77"), .wildcard("t77?"), .regularExpression("t77[0-9]"),
      .fuzzy("t777", edits: 0, isWeighted: false),
    ]
    for expansion in expansions {
      var walk = TermWalk(try TermPattern(expansion), over: snapshot.segments[0].words)
      while try walk.next(until: stop) {}
      #expect(walk.seen <= 20, "\(expansion): \(walk.seen)")
      #expect(snapshot.segments[0].termCount > 400)
    }
  }

  @Test func `of too many the nearest, then the most frequent are kept`() throws {
    let snapshot = try Self.corpus().snapshot
    let stop = StopSignal()
    defer { stop.deallocate() }
    let expansion = Query.Expansion.fuzzy("t77", edits: 1, isWeighted: false)
    let all = try ExpandedTerms(
      expansion, in: snapshot.segments, space: 0, limit: 100_000, until: stop)
    let count = all.entries.joined().count
    let few = try ExpandedTerms(expansion, in: snapshot.segments, space: 0, limit: 1, until: stop)
    #expect(few.isCut && count > 3)
    let nearest = try snapshot.segments.map { try $0.term(Array("t77".utf8)) }
    #expect(few.entries == nearest.map { $0.map { [$0] } ?? [] })
    let prefix = Query.Expansion.prefix("t")
    let one = try ExpandedTerms(prefix, in: snapshot.segments, space: 0, limit: 40, until: stop)
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
