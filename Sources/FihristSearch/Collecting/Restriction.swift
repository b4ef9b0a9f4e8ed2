internal import FihristFormat
internal import FihristStorage

/// Which documents of a snapshot may be found: those that pass a filter and conditions on columns.
///
/// The sets of each segment are kept in the snapshot's ``FilterCache``; the filter is planned when
/// a segment lacks its set.
struct Restriction: ~Copyable {
  private let filter: Query?
  private let tests: [ColumnTest]
  private let ranker: Ranker
  private let scratch: RankingScratch
  private var opened: OpenFilter?

  private struct OpenFilter {
    var plan: SearchPlan
    var terms: OpenTerms
  }

  /// - Throws: ``IndexError`` of kind `invalid` for a filter that is too large.
  init(
    filter: Query?, tests: [ColumnTest], of ranker: Ranker, _ scratch: RankingScratch
  ) throws(IndexError) {
    try filter?.check("filter")
    self.filter = filter
    self.tests = tests
    self.ranker = ranker
    self.scratch = scratch
  }

  /// Whether documents may be left out.
  var isRestricting: Bool { filter != nil || !tests.isEmpty }

  /// The expansions of the filter that stand for more terms than were looked at.
  var cutExpansions: [Query.Expansion] { opened?.plan.conditions?.cutExpansions ?? [] }

  /// The segment with only the documents that pass; nil if there are none.
  mutating func restricted(_ segment: SegmentView) throws(IndexError) -> SegmentView? {
    guard isRestricting else { return segment }
    let documents = DocumentBits(documentCount: segment.documentCount, in: scratch.arena)
    unsafe documents.fill(segment.live)
    if let filter { try keep(filter, in: documents, of: segment) }
    for test in tests {
      documents.keep(
        words: try ranker.snapshot.filters.words(
          passing: test, of: ranker.snapshot.segments[segment.index], segment: segment.index,
          in: scratch.arena))
    }
    return documents.isEmpty ? nil : segment.restricted(to: documents)
  }

  /// Takes the documents out of `documents`, all live ones, that do not match `filter`.
  private mutating func keep(
    _ filter: Query, in documents: DocumentBits, of segment: SegmentView
  ) throws(IndexError) {
    let snapshot = ranker.snapshot
    if let words = snapshot.filters.words(of: .query(filter), segment: segment.index) {
      return documents.keep(words: words)
    }
    let opened = try open(filter)
    var matcher = SegmentMatcher(
      opened.plan.items, conditions: opened.plan.conditions, terms: opened.terms, in: segment,
      reader: snapshot.segments[segment.index], scratch: scratch)
    let found = try matcher.documents(matching: opened.plan.matching ?? .all)
    ranker.add(matcher.counters)
    if let found { documents.keep(found) } else { documents.clear() }
    // What was cut short, by the time or by a limit that the result names, is found again.
    guard scratch.stop.reason == nil, cutExpansions.isEmpty else { return }
    snapshot.filters.keep(documents.array, of: .query(filter), segment: segment.index)
  }

  private mutating func open(_ filter: Query) throws(IndexError) -> OpenFilter {
    if let opened { return opened }
    let spaced = SpacedQuery(filter, in: ranker.snapshot)
    let plan = SearchPlan(filter: spaced, in: scratch.arena)
    try plan.check("filter")
    let terms = try OpenTerms(
      plan.items.terms, in: ranker.snapshot, scratch.arena, stop: scratch.stop)
    try plan.conditions?.open(
      in: ranker.snapshot, limit: ranker.expansionLimit, until: scratch.stop)
    let opened = OpenFilter(plan: plan, terms: terms)
    self.opened = opened
    return opened
  }
}
