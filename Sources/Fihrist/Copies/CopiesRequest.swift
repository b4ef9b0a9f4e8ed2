/// The parameters of a search for copies: articles with much the same text.
public struct CopiesRequest: Sendable, Hashable {
  /// Among which documents copies are looked for; `nil` for all.
  public var query: QuerySource?

  /// What documents must match as well.
  public var filter: QuerySource?

  /// How texts in the query language are read.
  public var reading: QueryReading = .lenient

  /// How much of two texts must be the same: their common shingles of four words, of those that
  /// either has. 0.3 to 1.
  public var overlap = CopiesRequest.usualOverlap

  /// The names of stored fields that each document has.
  public var documentFields: [String] = []

  /// Half of the shingles.
  public static let usualOverlap = 0.5

  /// Makes a request.
  public init(_ query: QuerySource? = nil, filter: QuerySource? = nil) {
    self.query = query
    self.filter = filter
  }
}
