internal import Fihrist

/// Requests that the library has no coded form of. Members that are optional may be left out.
enum Requests {
  /// The document whose score is explained.
  struct Explain: Decodable {
    var key: String
  }

  /// For statistics: of a search, of what documents are compared with, or of everything but terms.
  struct Statistics: Decodable {
    var query: QuerySource?
    var key: String?
    var text: String?
  }

  /// For completions.
  struct Suggest: Decodable {
    var text: String
    var limit: Int?
  }

  /// For corrections.
  struct Correct: Decodable {
    var query: String
    var filter: String?
  }

  /// For words near others.
  struct Collocates: Decodable {
    var query: String
    var filter: String?
    var fields: [String]?
    var left: Int?
    var right: Int?
    var minimum: Int?
    var stopWords: Bool?
    var measure: CollocationRequest.Measure?
    var limit: Int?

    var request: CollocationRequest {
      var request = CollocationRequest(
        .text(query), filter: filter.map { .text($0) }, limit: limit ?? 50)
      request.fields = fields
      if let left { request.left = left }
      if let right { request.right = right }
      if let minimum { request.minimumCount = minimum }
      request.includesStopWords = stopWords ?? false
      if let measure { request.measure = measure }
      return request
    }
  }

  /// For one document.
  struct Document: Decodable {
    var key: String
    var fields: [String]?
  }

  /// For documents in the coded form.
  struct Documents: Decodable {
    /// Which ones; without it those from `offset` on.
    var keys: [String]?
    /// Of the first document, in the order of keys; 0 without it.
    var offset: Int?
    /// How many at most; 100 without it.
    var limit: Int?
    /// All without it.
    var fields: [String]?
  }

  /// For one document, in the coded form, and as the hit of a search.
  struct Hit: Decodable {
    var key: String
    /// Of the document; all without it.
    var fields: [String]?
    /// Without it the answer has no hit.
    var search: SearchRequest?
  }

  /// For a walk over documents.
  struct Walk: Decodable {
    var query: String?
    var filter: String?
    var fields: [String]?
  }

  /// How an index is written.
  struct Writer: Decodable {
    /// The text of a schema file.
    var schema: String?
    var memory: Int?
    var k1: Float?
    var b: Float?
    var merges: Bool?
    var threads: Int?
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
