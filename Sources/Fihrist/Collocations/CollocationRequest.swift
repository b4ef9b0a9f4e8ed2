/// The parameters of collocations: which words stand near the words of a query more often than
/// elsewhere.
public struct CollocationRequest: Sendable, Hashable {
  /// What to look for.
  public var query: QuerySource

  /// What documents must match as well. Words of other documents do not count.
  public var filter: QuerySource?

  /// How texts in the query language are read.
  public var reading: QueryReading = .lenient

  /// The names of the searched fields whose texts are read; `nil` for all that are stored.
  public var fields: [String]?

  /// How many words before an occurrence are near it, 0 or more.
  public var left = 5

  /// How many words behind it are near it, 0 or more.
  public var right = 5

  /// How often a word must be near at least, 1 or more.
  public var minimumCount = 5

  /// Whether words that queries leave out, such as في, are shown.
  public var includesStopWords = false

  /// By what words are ordered, the greatest first.
  public var measure = Measure.logLikelihood

  /// How many words at most, 0 or more.
  public var limit = 50

  /// A measure of how much two words go together.
  public enum Measure: String, Sendable, Hashable, Codable, CaseIterable {
    /// ``Collocation/logLikelihood``: how sure it is that they do.
    case logLikelihood = "log-likelihood"
    /// ``Collocation/logDice``: how exclusively they do.
    case logDice = "logdice"
    /// ``Collocation/nearCount``.
    case count
  }

  /// Makes a request for `query`.
  public init(_ query: QuerySource, filter: QuerySource? = nil, limit: Int = 50) {
    self.query = query
    self.filter = filter
    self.limit = limit
  }
}
