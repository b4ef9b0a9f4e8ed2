@_spi(Requests) internal import FihristSearch

/// What each of several indexes is asked in one round; see ``CopyRounds``.
///
/// In JSON it has the members that are not `nil`.
public struct CopyQuestion: Sendable, Hashable {
  /// A search for hits without texts, or that whose hits are made whole.
  public var search: SearchRequest?

  /// What documents are compared with in an index without signatures.
  public var similar: SimilarRequest?

  /// How long an index may take; what it has not found until then is missing.
  public var timeLimit: Duration?

  /// The keys of hits of ``search`` whose fields and passages are wanted.
  var hits: [String]?

  /// The keys of documents whose signatures are wanted.
  var signatures: [String]?

  /// The keys of documents whose shingles are wanted.
  var texts: [String]?

  /// The key of a document whose copies are looked for.
  var document: String?

  /// What that document is compared by.
  var copiesOf: CopyText?

  /// How much of two texts must be the same, 0.3 to 1.
  var overlap: Double?

  /// The keys of the documents that are compared; those with like signatures if `nil`.
  var candidates: [String]?

  /// The names of stored fields that copies have.
  var fields: [String]?

  /// So many shingles an answer has at most, if it has those of more than one text.
  var mostShingles: Int?

  init() {}
}

extension CopyQuestion: Codable {
  private enum Member: String, CodingKey, CaseIterable {
    case search, similar, timeLimit, hits, signatures, texts, document, copiesOf, overlap
    case candidates, fields, mostShingles
  }

  /// Reads a question.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    search = try members.decodeIfPresent(SearchRequest.self, forKey: .search)
    similar = try members.decodeIfPresent(SimilarRequest.self, forKey: .similar)
    timeLimit = try members.decodeSecondsIfPresent(forKey: .timeLimit)
    hits = try members.decodeIfPresent([String].self, forKey: .hits)
    signatures = try members.decodeIfPresent([String].self, forKey: .signatures)
    texts = try members.decodeIfPresent([String].self, forKey: .texts)
    document = try members.decodeIfPresent(String.self, forKey: .document)
    copiesOf = try members.decodeIfPresent(CopyText.self, forKey: .copiesOf)
    overlap = try members.decodeIfPresent(Double.self, forKey: .overlap)
    candidates = try members.decodeIfPresent([String].self, forKey: .candidates)
    fields = try members.decodeIfPresent([String].self, forKey: .fields)
    mostShingles = try members.decodeIfPresent(Int.self, forKey: .mostShingles)
  }

  /// Writes the question; the time limit in seconds.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encodeIfPresent(search, forKey: .search)
    try members.encodeIfPresent(similar, forKey: .similar)
    try members.encodeIfPresent(timeLimit.map { $0 / .seconds(1) }, forKey: .timeLimit)
    try members.encodeIfPresent(hits, forKey: .hits)
    try members.encodeIfPresent(signatures, forKey: .signatures)
    try members.encodeIfPresent(texts, forKey: .texts)
    try members.encodeIfPresent(document, forKey: .document)
    try members.encodeIfPresent(copiesOf, forKey: .copiesOf)
    try members.encodeIfPresent(overlap, forKey: .overlap)
    try members.encodeIfPresent(candidates, forKey: .candidates)
    try members.encodeIfPresent(fields, forKey: .fields)
    try members.encodeIfPresent(mostShingles, forKey: .mostShingles)
  }
}
