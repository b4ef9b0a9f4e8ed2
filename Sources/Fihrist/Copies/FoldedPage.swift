/// Which of the hits that are left after folding make a page.
struct FoldedPage {
  private let offset: Int
  private let limit: Int
  /// Behind which hit the page starts; `nil` for a number of hits.
  let cursor: SearchCursor?

  init(_ request: SearchRequest) {
    offset = max(0, request.offset)
    limit = max(0, request.limit)
    if case .after(let cursor) = request.start { self.cursor = cursor } else { cursor = nil }
  }

  /// How many hits are looked for at first.
  var firstCount: Int {
    let wanted = wanted(behind: cursor == nil ? offset : 512)
    return wanted > .max / 4 ? .max : 2 * wanted + 20
  }

  /// How many hits are still needed, at least, for a page and one more, which tells whether there
  /// is a next one.
  ///
  /// - Complexity: O(1), as it is asked for each hit that is folded.
  func missingCount(_ folding: HitFolding) -> Int {
    guard let start = start(in: folding) else { return limit > .max - 2 ? .max : limit + 2 }
    let wanted = wanted(behind: start)
    let count = folding.hits.count
    return count > wanted ? 0 : wanted == .max ? .max : wanted - count + 1
  }

  /// The page.
  func range(in folding: HitFolding) -> Range<Int> {
    let count = folding.hits.count
    let start = min(start(in: folding) ?? count, count)
    return start..<min(wanted(behind: start), count)
  }

  /// Whether all hits before the page were folded.
  func isReached(by folding: HitFolding) -> Bool {
    start(in: folding).map { $0 <= folding.hits.count } ?? false
  }

  private func wanted(behind start: Int) -> Int {
    let (sum, isPast) = start.addingReportingOverflow(limit)
    return isPast ? .max : sum
  }

  /// The index of its first hit, as far as it is known.
  private func start(in folding: HitFolding) -> Int? {
    cursor == nil ? offset : folding.cursorIndex.map { $0 + 1 }
  }
}
