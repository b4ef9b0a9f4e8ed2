/// The parameters of a search: a value that can be stored, compared and sent.
///
///     var request = SearchRequest("+إيران «مجلس الأمن»", limit: 20)
///     request.filter = "-رياضة"
///     request.snippets = SnippetOptions(length: 160)
///     request.timeLimit = .milliseconds(50)
///     let results = try index.search(request)
///
/// In JSON every member but `query` may be left out.
public struct SearchRequest: Sendable, Hashable {
  /// What to look for.
  public var query: QuerySource

  /// What hits must match as well. It adds nothing to scores. A text that only excludes matches all
  /// other documents.
  public var filter: QuerySource?

  /// How texts in the query language are read.
  public var reading: QueryReading = .lenient

  /// How many hits at most, 0 or more.
  public var limit = 10

  /// Where the hits start in the whole ranking.
  public var start: Start = .offset(0)

  /// Which stored fields hits have, by name; all of them if `nil`. Nothing is read for an empty
  /// list.
  public var fields: [String]?

  /// Which passages hits show; `nil` for none.
  public var snippets: SnippetOptions?

  /// Whether all matches are counted.
  public var counting: MatchCounting = .asFarAsSeen

  /// How long the search may take. The result then has what was found so far, and says that it is
  /// partial. Above 0.
  public var timeLimit: Duration?

  /// What scores are computed from; `nil` for the statistics of the index that is searched. See
  /// ``/FihristSearch/CollectionStatistics`` for several indexes that rank as one.
  public var statistics: CollectionStatistics?

  /// The order of hits, the first value first; by score if there is none. ``SortOrder/score`` may
  /// stand anywhere among the values; without it no scores are computed. Equal documents are
  /// ordered by key.
  public var sort: [SortOrder] = []

  /// Whether hits whose longest text is much that of an earlier hit are folded under it: agency
  /// stories that several papers print. Of ``SearchResults/total`` they are part.
  public var collapsesCopies = false

  /// Whether the best hits of each value of a field are wanted, instead of the best of all.
  public var group: GroupRequest?

  /// Fields whose most frequent values are wanted, with exact counts.
  public var facets: [FacetRequest] = []

  /// Fields whose histograms are wanted.
  public var histograms: [HistogramRequest] = []

  /// Fields of numbers or dates whose least and greatest value, sum and mean are wanted.
  public var summaries: [String] = []

  /// Where the hits of a search start.
  public enum Start: Sendable, Hashable {
    /// After this many of the best hits, 0 or more.
    case offset(Int)
    /// Behind the hit where another page ended; the order must be the same.
    case after(SearchCursor)
  }

  /// Makes a request for `text` in the query language.
  public init(_ text: String, filter: String? = nil, limit: Int = 10, offset: Int = 0) {
    query = .text(text)
    self.filter = filter.map { .text($0) }
    self.limit = limit
    start = .offset(offset)
  }

  /// Makes a request for `query`.
  public init(_ query: Query, filter: Query? = nil, limit: Int = 10, offset: Int = 0) {
    self.query = .query(query)
    self.filter = filter.map { .query($0) }
    self.limit = limit
    start = .offset(offset)
  }

  /// How many of the best hits are left out.
  public var offset: Int {
    get {
      switch start {
      case .offset(let count): count
      case .after: 0
      }
    }
    set { start = .offset(newValue) }
  }
}
