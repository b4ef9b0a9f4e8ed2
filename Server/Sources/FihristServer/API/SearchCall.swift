internal import Fihrist

/// A search that was asked for, ready to run on one commit.
struct SearchCall {
  let commit: ArchiveCommit
  let parameters: Parameters
  /// The text of the query; empty for everything.
  let text: String
  private(set) var request: SearchRequest
  /// Whether what is shown of hits is shown of the copies folded under them too.
  var showsCopies = false
  /// Whether matches of few months are counted by days, too.
  var showsDays = false
  /// What cursors of the search begin with besides their commit.
  private let name: String
  /// How many hits are on the pages before.
  let before: Int
  private let notes: [QueryNote]
  private let readAs: String

  /// What a search gave.
  struct Outcome: Sendable {
    var results: SearchResults
    var readAs: String
    /// Other queries that may be meant.
    var corrections: [Correction]
    /// Why the first hits are what they are, in their order, as far as that was asked for and there
    /// was time.
    var explanations: [HitExplanation] = []
    /// The documents of the copies that are shown, by the bytes of their keys; empty if that was
    /// not asked for.
    var copies: [[UInt8]: IndexedDocument] = [:]
    /// The shards that did not answer in time, of an index on other machines.
    var missingShards: [String] = []
    /// Whether days were wanted, and there was no time to count them.
    var lacksDays = false
    /// Whether the time ended while other queries were looked for.
    var mayLackCorrections = false
  }

  /// An explanation costs about what a search does.
  static let mostExplained = 10

  /// So many copies of a hit are shown at most.
  static let mostCopies = 50

  /// Reads a call.
  ///
  /// - Parameters:
  ///   - archive: The index; a cursor chooses the commit.
  ///   - facets: The fields of facets where the call names none.
  ///   - budget: How long the search may take, in milliseconds.
  /// - Throws: ``Problem``, or `QueryError` for a strict reading.
  init(
    _ parameters: Parameters, of archive: ServedArchive, limits: ServerLimits, budget: Int,
    facets: [String] = []
  ) throws {
    try self.init(
      parameters, from: SearchStart(parameters, of: archive), limits: limits, budget: budget,
      facets: facets)
  }

  /// Reads a call whose commit is known.
  ///
  /// - Parameter start: Where the search starts, by `parameters`.
  /// - Throws: As ``init(_:of:limits:budget:facets:)``.
  init(
    _ parameters: Parameters, from start: SearchStart, limits: ServerLimits, budget: Int,
    facets: [String] = []
  ) throws {
    self.parameters = parameters
    text = parameters["q"]?.trimmed ?? ""
    (commit, name) = (start.commit, start.search)
    try Self.check(start.sort, in: commit)
    let facets = parameters.names("facets") ?? facets
    guard facets.count <= limits.facets else {
      throw Problem(
        .badParameter, "there are more than \(limits.facets) facets; ask for fewer",
        parameter: "facets")
    }
    let known = commit.keywordFields
    if let unknown = facets.first(where: { !known.contains($0) }) {
      throw Problem(
        .badParameter,
        "\"\(unknown)\" is not a keyword field with a column; "
          + (known.isEmpty ? "leave out facets" : "use \(known.listed())"),
        parameter: "facets")
    }
    let parsed = try QueryLimit.read(text, "q", in: commit.index, limits)
    let condition = try QueryCondition(parameters, in: commit, limits: limits, facets: facets)
    notes = condition.notes
    readAs = text.isEmpty ? "" : parsed.readAs
    request = SearchRequest(.all)
    if !text.isEmpty { request.query = .parsed(parsed) }
    request.filter = condition.query.map { .query($0) }
    if parameters["mode"] == "strict", !text.isEmpty {
      request.query = .query(try QueryLimit.strict(text, "q", in: commit.index))
    }
    request.sort = start.sort
    request.limit = parameters.number("limit", or: 20)
    request.offset = parameters.number("offset", or: 0)
    before = start.cursor?.before ?? request.offset
    if let cursor = start.cursor { request.start = .after(cursor.cursor) }
    request.counting = parameters["count"] == "seen" ? .asFarAsSeen : .exact
    request.collapsesCopies = parameters["collapse"] == "copies"
    request.facets = facets.map {
      FacetRequest(
        $0, limit: parameters.number("facet_limit", or: 10),
        selected: parameters.values(ofField: $0))
    }
    if let unit = parameters["timeline"].flatMap(DateUnit.init) { try addTimeline(unit) }
    let wanted = parameters.names("fields") ?? []
    request.fields =
      commit.stored(["title", "date", "source"].filter { !wanted.contains($0) }) + wanted
    request.snippets = SnippetOptions(
      count: parameters.number("snippets", or: 1),
      length: parameters.number("snippet_length", or: 200),
      wholes: commit.hasTitle ? ["title"] : [])
    let time = min(budget, parameters.number("timeout_ms", or: budget))
    request.timeLimit = .milliseconds(time)
  }

  /// Shows so many hits, and of each passages of so many characters.
  mutating func show(_ count: Int, passages length: Int = 200) {
    request.limit = count
    request.snippets?.length = length
  }

  /// Puts the newest first, if the index has dates.
  mutating func sortByDate() {
    guard let field = commit.dateField else { return }
    request.sort = [SortOrder(text: "\(field):desc")]
  }

  /// Counts matches by a span of time.
  mutating func addTimeline(_ unit: DateUnit) throws(Problem) {
    guard let field = commit.dateField else {
      throw Problem(
        .badParameter, "the index has no dates; leave out timeline", parameter: "timeline")
    }
    let calendar = parameters["calendar"].flatMap(DateCalendarName.init) ?? .gregorian
    request.histograms.append(HistogramRequest(field, .dates(unit, calendar)))
  }

  /// Refuses an order by what has no column.
  private static func check(_ sort: [SortOrder], in commit: ArchiveCommit) throws(Problem) {
    let known = ["score"] + commit.columnFields
    guard let unknown = sort.first(where: { !known.contains($0.field) }) else { return }
    let parts = unknown.field.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 2, known.contains(String(parts[0])) {
      let (name, direction) = (parts[0], parts[1])
      throw Problem(
        .badParameter,
        "\"\(direction)\" is not a direction of the order by \"\(name)\"; use \(name):asc or "
          + "\(name):desc",
        parameter: "sort")
    }
    throw Problem(
      .badParameter,
      "\"\(unknown.field)\" is not a field with a column; sort by "
        + known.listed(),
      parameter: "sort")
  }

  /// The cursor behind what was found; nil at the end.
  func next(after results: SearchResults) -> String? {
    results.next.map {
      CursorText(
        commit: commit.name, search: name, before: before + results.hits.count,
        cursor: $0
      ).text
    }
  }

  /// Runs the search. It stops when its time is up or its task is cancelled.
  func run() throws -> Outcome {
    let start = ContinuousClock.now
    let results = try commit.index.search(request)
    var outcome = outcome(results)
    let left = request.timeLimit.map { $0 - start.duration(to: .now) }
    if let days = daySearch(for: results, time: left) {
      outcome.add(days: try commit.index.search(days))
    }
    if !text.isEmpty, !results.isPartial {
      let begin = ContinuousClock.now
      outcome.corrections = try commit.index.corrections(
        of: text, findingAtLeast: results.total.value, timeLimit: request.timeLimit)
      let took = begin.duration(to: .now)
      outcome.mayLackCorrections = request.timeLimit.map { took >= $0 } ?? false
    }
    if parameters.flag("explain") { outcome.explanations = try explanations(of: results.hits) }
    if showsCopies { outcome.copies = try copies(of: results.hits) }
    return outcome
  }

  private func copies(of hits: [Hit]) throws -> [[UInt8]: IndexedDocument] {
    let fields = commit.stored(["title", "date", "source"])
    var copies: [[UInt8]: IndexedDocument] = [:]
    for key in hits.flatMap({ $0.copies.prefix(Self.mostCopies) }) {
      copies[Array(key.utf8)] = try commit.index.document(key: key, fields: fields)
    }
    return copies
  }

  /// What was found, with what this call knows besides.
  func outcome(_ results: SearchResults, missingShards: [String] = []) -> Outcome {
    var results = results
    results.notes += notes
    if case .after = request.start, !request.collapsesCopies {
      // The engine counts from where it starts, unless it folds from the first hit on.
      for number in results.hits.indices { results.hits[number].rank += before }
    }
    let related = results.hits.count(where: \.isRelated)
    results.total.include(results.hits.count - related, isWhole: !results.isPartial)
    if results.isPartial { results.related = max(results.related, related) }
    return Outcome(
      results: results, readAs: readAs, corrections: [], missingShards: missingShards)
  }

  /// Whether nothing is missing for want of time, so that the next answer has the same bytes.
  func isWhole(_ outcome: Outcome) -> Bool {
    let wanted =
      parameters.flag("explain") ? min(Self.mostExplained, outcome.results.hits.count) : 0
    return !outcome.results.isPartial && !outcome.lacksDays
      && !outcome.mayLackCorrections && outcome.explanations.count >= wanted
  }

  private func explanations(of hits: [Hit]) throws -> [HitExplanation] {
    var explanations: [HitExplanation] = []
    for hit in hits.prefix(Self.mostExplained) where !Task.isCancelled {
      guard let explanation = try commit.index.explanation(of: hit.key, for: request) else { break }
      explanations.append(explanation)
    }
    return explanations
  }
}
