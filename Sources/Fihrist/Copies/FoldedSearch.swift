/// A search over several indexes that folds copies as one index with all documents does: hits whose
/// text is much that of an earlier hit's go under it.
///
/// ``CopyRounds`` has an example. Hits, their copies, pages and cursors are those of one index, to
/// the last bit. Hits are found without texts, as many as are needed; those that are shown are made
/// whole at the end.
public struct FoldedSearch: CopyRounds {
  /// What all indexes are asked next; `nil` at the end.
  public private(set) var question: CopyQuestion?

  /// What was found; `nil` before the end.
  public var results: SearchResults? { question == nil ? found : nil }

  private let request: SearchRequest
  private let isOneIndex: Bool
  private let page: FoldedPage
  /// The search for as many hits as are looked at.
  private var wide: SearchRequest
  private var found: SearchResults?
  private var partCount = 1
  private var lists: [List] = []
  /// The first list that is not folded as far as it is needed.
  private var current = 0
  private var texts = KnownTexts()
  /// The documents that are compared next.
  private var pair: [String] = []
  private var stopReason: StopReason?

  /// The hits of a search, or of one of its groups: a group shows who printed a story, too.
  private struct List {
    let hits: [Hit]
    /// So many were folded.
    var foldedCount = 0
    var folding: HitFolding

    init(_ hits: [Hit], cursor: SearchCursor? = nil) {
      self.hits = hits
      folding = HitFolding(cursor: cursor)
    }

    var rest: ArraySlice<Hit> { hits.dropFirst(foldedCount) }
  }

  /// So many keys a question has at most.
  private static let mostKeys = 256
  /// So many shingles all answers have at most, if no text is longer: 16 MiB.
  private static let mostShingles = 2 << 20

  /// Starts a search; it folds, whatever ``SearchRequest/collapsesCopies`` is.
  public init(_ request: SearchRequest) { self.init(request, isOneIndex: false) }

  /// - Parameter isOneIndex: Whether one index answers, with results that need no merging. It is
  ///   asked for no text before that is needed, since a round costs nothing.
  init(_ request: SearchRequest, isOneIndex: Bool) {
    self.request = request
    self.isOneIndex = isOneIndex
    page = FoldedPage(request)
    wide = request
    wide.collapsesCopies = false
    if let group = request.group {
      wide.group?.size = group.size > .max / 4 ? .max : 2 * max(0, group.size) + 8
    } else {
      wide.start = .offset(0)
      wide.limit = page.firstCount
    }
    askForHits()
  }

  /// Takes the answers of the indexes to ``question``; a hit of an index that does not answer is
  /// left out.
  public mutating func take(_ answers: [CopyAnswer]) {
    guard let asked = question else { return }
    question = nil
    if asked.search == nil { stopReason = answers.lazy.compactMap(\.stopReason).first }
    if let keys = asked.signatures {
      texts.takeSignatures(answers.flatMap(\.texts), of: keys)
    } else if asked.texts != nil {
      texts.takeShingles(answers.flatMap(\.texts), for: pair)
    } else if asked.hits != nil {
      return complete(answers)
    } else {
      takeHits(answers.compactMap(\.results))
    }
    fold()
  }

  /// Looks for no more copies: the hits that were not compared yet are shown as they are.
  public mutating func stop(_ reason: StopReason) {
    guard let asked = question, asked.hits == nil else { return }
    question = nil
    stopReason = reason
    fold()
  }

  // MARK: Folding

  private mutating func takeHits(_ parts: [SearchResults]) {
    guard !parts.isEmpty || found == nil else {
      stopReason = .timeLimit
      return
    }
    partCount = max(1, parts.count)
    let results =
      isOneIndex && parts.count == 1 ? parts[0] : SearchResults.merged(parts, for: wide)
    let isGrouped = request.group != nil
    lists =
      isGrouped
      ? results.groups.map { List($0.hits) } : [List(results.hits, cursor: page.cursor)]
    found = results
    current = 0
  }

  /// How many hits a list needs still; 0 if it has enough.
  private func missingCount(_ list: List) -> Int {
    guard let group = request.group else { return page.missingCount(list.folding) }
    return max(0, max(0, group.size) - list.folding.hits.count + 1)
  }

  /// Goes on as far as texts are known.
  private mutating func fold() {
    while stopReason == nil, current < lists.count {
      while missingCount(lists[current]) > 0, let hit = lists[current].rest.first {
        switch lists[current].folding.add(hit, texts) {
        case .done: lists[current].foldedCount += 1
        case .needsSignature: return askForSignatures()
        case .needsShingles(let pair): return askForShingles(of: pair)
        }
      }
      current += 1
    }
    if isWhole { finish() } else { widen() }
  }

  /// Whether more hits would change nothing, or are not to be had.
  private var isWhole: Bool {
    guard let found, stopReason == nil, !found.isPartial else { return true }
    let wanted = wide.group?.size ?? wide.limit
    return lists.allSatisfy { missingCount($0) == 0 || $0.hits.count < wanted }
  }

  private mutating func widen() {
    func more(_ count: Int) -> Int { count > .max / 4 ? .max : 4 * count }
    if let group = wide.group {
      wide.group?.size = more(group.size)
    } else {
      wide.limit = more(wide.limit)
    }
    askForHits()
  }

  // MARK: Asking

  private mutating func askForHits() {
    var question = CopyQuestion()
    question.search = wide
    self.question = question
  }

  private mutating func askForSignatures() {
    var keys: [String] = []
    for list in lists[current...] {
      let ahead = list.rest.prefix(isOneIndex ? missingCount(list) : .max)
      for hit in ahead where texts.signature(of: hit.key) == nil {
        if keys.count < Self.mostKeys { keys.append(hit.key) } else { break }
      }
    }
    var question = CopyQuestion()
    question.signatures = keys
    self.question = question
  }

  private mutating func askForShingles(of pair: [String]) {
    let count = isOneIndex ? missingCount(lists[current]) : .max
    let ahead = lists[current].rest.prefix(min(Self.mostKeys, count))
    var known: Set<[UInt8]> = []
    let keys = (pair + lists[current].folding.likely(ahead, texts)).filter {
      texts.lacksShingles(of: $0) && known.insert(Array($0.utf8)).inserted
    }
    self.pair = pair
    var question = CopyQuestion()
    question.texts = Array(keys.prefix(Self.mostKeys))
    question.mostShingles = isOneIndex ? nil : Self.mostShingles / partCount
    self.question = question
  }

  // MARK: The end

  /// Chooses what is shown. Hits that were not compared for want of time are shown as they are.
  private mutating func finish() {
    var results =
      found ?? SearchResults(hits: [], total: SearchResults.Total(value: 0, relation: .atLeast))
    results.stopReason = results.stopReason ?? stopReason
    // Hits before the page that were not compared may be copies: it starts nobody knows where.
    let isPageReached =
      stopReason == nil || lists.first.map { page.isReached(by: $0.folding) } ?? true
    for index in lists.indices where stopReason != nil {
      while missingCount(lists[index]) > 0, let hit = lists[index].rest.first {
        lists[index].folding.show(hit)
        lists[index].foldedCount += 1
      }
    }
    if let group = request.group {
      for (index, list) in lists.enumerated() {
        results.groups[index].hits = Self.ranked(
          list.folding.hits.prefix(max(0, group.size)), from: 0)
      }
    } else if let folding = lists.first?.folding {
      let hits = folding.hits
      let shown = isPageReached ? page.range(in: folding) : hits.count..<hits.count
      results.hits = Self.ranked(hits[shown], from: shown.lowerBound)
      results.next = shown.upperBound == hits.count ? nil : results.hits.last?.position
      if case .offset = request.start, results.total.relation == .atLeast {
        results.related = relatedCount(before: shown.upperBound)
      }
    }
    found = results
    askForWholeHits(results.hits + results.groups.flatMap(\.hits))
  }

  /// How many documents with related words are among the hits before the one that is `end` in the
  /// order of those that are shown: as many as a search without folding counts that ends there, and
  /// not as many as were looked at for copies.
  private func relatedCount(before end: Int) -> Int {
    guard let list = lists.first else { return 0 }
    // The last that was folded is the first behind the page.
    let isPast = list.folding.hits.count > end
    return list.hits.prefix(isPast ? list.foldedCount - 1 : list.foldedCount)
      .count { $0.isRelated }
  }

  private static func ranked(_ hits: ArraySlice<Hit>, from offset: Int) -> [Hit] {
    hits.enumerated().map { index, hit in
      var hit = hit
      hit.rank = offset + index + 1
      return hit
    }
  }

  private mutating func askForWholeHits(_ hits: [Hit]) {
    guard !hits.isEmpty, request.fields != [] || request.snippets != nil else { return }
    var question = CopyQuestion()
    question.search = wide
    question.hits = hits.map(\.key)
    self.question = question
  }

  /// Gives hits their fields and passages. One whose index did not answer is left out.
  private mutating func complete(_ answers: [CopyAnswer]) {
    guard var results = found else { return }
    var whole: [[UInt8]: Hit] = [:]
    for hit in answers.flatMap(\.hits) { whole[Array(hit.key.utf8)] = hit }
    func completed(_ hit: Hit) -> Hit? {
      guard let one = whole[Array(hit.key.utf8)] else { return nil }
      var hit = hit
      (hit.fields, hit.snippets, hit.wholes) = (one.fields, one.snippets, one.wholes)
      return hit
    }
    results.hits = results.hits.compactMap(completed)
    for index in results.groups.indices {
      results.groups[index].hits = results.groups[index].hits.compactMap(completed)
    }
    results.stopReason = results.stopReason ?? answers.lazy.compactMap(\.stopReason).first
    found = results
  }
}
