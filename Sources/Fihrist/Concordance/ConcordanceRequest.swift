/// The parameters of a concordance: every occurrence of a query's words, with the text around it.
///
///     var request = ConcordanceRequest("«مجلس الأمن»", limit: 50)
///     request.order = .right
///     for line in try index.concordance(request).lines { print(line.left, line.match) }
///
/// In JSON every member but `query` may be left out.
public struct ConcordanceRequest: Sendable, Hashable {
  /// What to look for. Its words, phrases and patterns are shown; what it only filters by, or
  /// forbids, is not. Of words near each other, each is shown.
  public var query: QuerySource

  /// What documents must match as well.
  public var filter: QuerySource?

  /// How texts in the query language are read.
  public var reading: QueryReading = .lenient

  /// The names of the searched fields whose texts are shown; `nil` for all that are stored.
  public var fields: [String]?

  /// The names of stored fields that each line has of its document.
  public var documentFields: [String] = []

  /// How much text each line has on either side.
  public var width = Width.words(8)

  /// The order of lines.
  public var order = Order.document

  /// How many lines at most, 0 or more.
  public var limit = 100

  /// Whether all occurrences are counted; in the orders by context they always are.
  public var counting: MatchCounting = .asFarAsSeen

  /// How long it may take; the lines are then those found so far. Above 0.
  public var timeLimit: Duration?

  /// How much text a line has on each side of the occurrence; words are never cut.
  public enum Width: Sendable, Hashable {
    /// This many words, 0 or more.
    case words(Int)
    /// As many words as have at most this many characters, with what is between them.
    case characters(Int)
  }

  /// In which order lines come. Equal lines are in the order of documents.
  public enum Order: String, Sendable, Hashable, Codable, CaseIterable {
    /// In the byte order of keys, and as the text has them.
    case document
    /// By the words before the occurrence, the nearest first.
    case left
    /// By the words behind it, the nearest first.
    case right
  }

  /// Makes a request for `query`.
  public init(_ query: QuerySource, filter: QuerySource? = nil, limit: Int = 100) {
    self.query = query
    self.filter = filter
    self.limit = limit
  }

  /// Makes a request for a text in the query language.
  public init(_ text: String, filter: String? = nil, limit: Int = 100) {
    self.init(.text(text), filter: filter.map { .text($0) }, limit: limit)
  }
}
