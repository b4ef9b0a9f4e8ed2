package import FihristStorage

/// What scores need to know about a whole collection: how many documents there are, how long they
/// are, and how many of them have each term of a query.
///
/// All numbers are integers that add up. So several indexes rank as one: take the statistics of
/// each for the same query, add them, and search each index with the sum.
///
///     var request = SearchRequest(query, limit: 10)
///     request.statistics = try indexes.map { try $0.statistics(for: query) }.reduce(.init(), +)
///     let found = SearchResults.merged(
///       try indexes.map { try $0.search(request.part) }, for: request)
///
/// The indexes must have the same schema and ranking parameters, and no key may be in two of them.
public struct CollectionStatistics: Sendable, Hashable {
  /// How many live documents there are.
  public var documentCount: UInt64

  /// The sum of their lengths in each term space, in the units of the schema.
  public var totalLengths: [TermSpaceOrdinal: UInt64]

  /// How many live documents have each term; a term that no document has is 0, not absent.
  public var documentFrequencies: [Term: UInt64]

  /// A term of a term space.
  public struct Term: Sendable, Hashable {
    /// The space.
    public var space: TermSpaceOrdinal

    /// The UTF-8 bytes.
    public var bytes: [UInt8]

    /// Makes a term.
    public init(_ bytes: [UInt8], in space: TermSpaceOrdinal = .first) {
      self.bytes = bytes
      self.space = space
    }
  }

  /// Makes statistics; without arguments, those of an empty collection.
  public init(
    documentCount: UInt64 = 0, totalLengths: [TermSpaceOrdinal: UInt64] = [:],
    documentFrequencies: [Term: UInt64] = [:]
  ) {
    self.documentCount = documentCount
    self.totalLengths = totalLengths
    self.documentFrequencies = documentFrequencies
  }

  /// The statistics of two collections as one.
  ///
  /// - Complexity: O(terms).
  public static func + (one: Self, other: Self) -> Self {
    CollectionStatistics(
      documentCount: one.documentCount &+ other.documentCount,
      totalLengths: one.totalLengths.merging(other.totalLengths, uniquingKeysWith: &+),
      documentFrequencies: one.documentFrequencies.merging(
        other.documentFrequencies, uniquingKeysWith: &+))
  }

  /// Adds the statistics of another collection.
  public static func += (one: inout Self, other: Self) { one = one + other }
}

extension CollectionStatistics {
  /// The sum of the lengths of all documents in a term space.
  func totalLength(inSpace space: Int) -> UInt64 {
    totalLengths[TermSpaceOrdinal(rawValue: UInt8(space))] ?? 0
  }

  /// How many live documents have a term.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` if the statistics do not know the term.
  package func frequency(of term: Term) throws(IndexError) -> UInt64 {
    if let frequency = documentFrequencies[term] { return frequency }
    throw IndexError.invalid(
      "statistics", "the term '\(String(decoding: term.bytes, as: UTF8.self))' is missing",
      advice: "add up what statistics(for:) of each index gives for the same query")
  }
}
