@_spi(Requests) internal import Fihrist

/// Requests that the library has no coded form of. Members that are optional may be left out, and
/// others than these are refused.
enum Requests {
  /// The document whose score is explained; the members of a search stand beside it.
  struct Explain: Decodable {
    var key: String
  }

  /// For statistics: of a search, of what documents are compared with, or of everything but terms.
  struct Statistics: Decodable {
    var query: QuerySource?
    var key: String?
    var text: String?

    private enum CodingKeys: CodingKey, CaseIterable { case query, key, text }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      query = try members.decodeIfPresent(QuerySource.self, forKey: .query)
      key = try members.decodeIfPresent(String.self, forKey: .key)
      text = try members.decodeIfPresent(String.self, forKey: .text)
      // With one of these the object is read once more, as the request of a search or of similar
      // documents.
      if query == nil, key == nil, text == nil { _ = try decoder.members(CodingKeys.self) }
    }
  }

  /// For completions.
  struct Suggest: Decodable {
    var text: String
    var limit: Int

    private enum CodingKeys: CodingKey, CaseIterable { case text, limit }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      text = try members.decode(String.self, forKey: .text)
      limit = try members.decodeIfPresent(Int.self, forKey: .limit) ?? 5
    }
  }

  /// For corrections.
  struct Correct: Decodable {
    var query: String
    var filter: String?

    private enum CodingKeys: CodingKey, CaseIterable { case query, filter }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      query = try members.decode(String.self, forKey: .query)
      filter = try members.decodeIfPresent(String.self, forKey: .filter)
    }
  }

  /// For words near others.
  struct Collocates: Decodable {
    var query: String
    var filter: String?
    var request: CollocationRequest

    private enum CodingKeys: CodingKey, CaseIterable {
      case query, filter, fields, left, right, minimum, stopWords, measure, limit
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      query = try members.decode(String.self, forKey: .query)
      filter = try members.decodeIfPresent(String.self, forKey: .filter)
      request = CollocationRequest(.text(query), filter: filter.map { .text($0) })
      request.fields = try members.decodeIfPresent([String].self, forKey: .fields)
      request.left = try members.decodeIfPresent(Int.self, forKey: .left) ?? request.left
      request.right = try members.decodeIfPresent(Int.self, forKey: .right) ?? request.right
      request.minimumCount =
        try members.decodeIfPresent(Int.self, forKey: .minimum) ?? request.minimumCount
      request.includesStopWords =
        try members.decodeIfPresent(Bool.self, forKey: .stopWords) ?? request.includesStopWords
      request.measure =
        try members.decodeIfPresent(CollocationRequest.Measure.self, forKey: .measure)
        ?? request.measure
      request.limit = try members.decodeIfPresent(Int.self, forKey: .limit) ?? request.limit
    }
  }

  /// For one document.
  struct Document: Decodable {
    var key: String
    var fields: [String]?

    private enum CodingKeys: CodingKey, CaseIterable { case key, fields }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      key = try members.decode(String.self, forKey: .key)
      fields = try members.decodeIfPresent([String].self, forKey: .fields)
    }
  }

  /// For the copies of a document.
  struct Copies: Decodable {
    var key: String
    /// How much of two texts must be the same.
    var overlap: Double?
    /// Of each copy; none without it.
    var fields: [String]?
    /// In seconds.
    var timeLimit: Double?

    var duration: Duration? { timeLimit.map { .seconds(min(max($0, 0), 1e9)) } }

    private enum CodingKeys: CodingKey, CaseIterable { case key, overlap, fields, timeLimit }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      key = try members.decode(String.self, forKey: .key)
      overlap = try members.decodeIfPresent(Double.self, forKey: .overlap)
      fields = try members.decodeIfPresent([String].self, forKey: .fields)
      timeLimit = try members.decodeIfPresent(Double.self, forKey: .timeLimit)
    }
  }

  /// For documents in the coded form.
  struct Documents: Decodable {
    /// Which ones; without it those from `offset` on.
    var keys: [String]?
    /// Of the first document, in the order of keys; 0 without it.
    var offset: Int
    /// How many at most; 100 without it.
    var limit: Int
    /// All without it.
    var fields: [String]?

    private enum CodingKeys: CodingKey, CaseIterable { case keys, offset, limit, fields }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      keys = try members.decodeIfPresent([String].self, forKey: .keys)
      offset = try members.decodeIfPresent(Int.self, forKey: .offset) ?? 0
      limit = try members.decodeIfPresent(Int.self, forKey: .limit) ?? 100
      fields = try members.decodeIfPresent([String].self, forKey: .fields)
    }
  }

  /// For one document, in the coded form, and as the hit of a search.
  struct Hit: Decodable {
    var key: String
    /// Of the document; all without it.
    var fields: [String]?
    /// Without it the answer has no hit.
    var search: SearchRequest?

    private enum CodingKeys: CodingKey, CaseIterable { case key, fields, search }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      key = try members.decode(String.self, forKey: .key)
      fields = try members.decodeIfPresent([String].self, forKey: .fields)
      search = try members.decodeIfPresent(SearchRequest.self, forKey: .search)
    }
  }

  /// For a walk over documents.
  struct Walk: Decodable {
    var query: String?
    var filter: String?
    var fields: [String]?

    private enum CodingKeys: CodingKey, CaseIterable { case query, filter, fields }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      query = try members.decodeIfPresent(String.self, forKey: .query)
      filter = try members.decodeIfPresent(String.self, forKey: .filter)
      fields = try members.decodeIfPresent([String].self, forKey: .fields)
    }
  }

  /// How an index is written.
  struct Writer: Decodable {
    /// The text of a schema file.
    var schema: String?
    var memory: Int?
    var k1: Float?
    var b: Float?
    var merges: Bool
    var threads: Int

    private enum CodingKeys: CodingKey, CaseIterable { case schema, memory, k1, b, merges, threads }

    init(from decoder: any Decoder) throws {
      let members = try decoder.members(CodingKeys.self)
      schema = try members.decodeIfPresent(String.self, forKey: .schema)
      memory = try members.decodeIfPresent(Int.self, forKey: .memory)
      k1 = try members.decodeIfPresent(Float.self, forKey: .k1)
      b = try members.decodeIfPresent(Float.self, forKey: .b)
      merges = try members.decodeIfPresent(Bool.self, forKey: .merges) ?? true
      threads = try members.decodeIfPresent(Int.self, forKey: .threads) ?? 1
    }
  }
}

extension QuerySource {
  /// The text; empty for a query that is not a text.
  var text: String {
    switch self {
    case .text(let text): text
    case .parsed(let parsed): parsed.text
    case .query: ""
    }
  }
}
