import Fihrist

/// What a line of a file of requests asks for.
enum MeasuredRequest: Sendable {
  /// Hits and whatever else a search gives.
  case search(SearchRequest)
  /// The document with a key, all of it.
  case get(String)

  /// Documents that are like another.
  case similar(SimilarRequest)

  /// Runs it.
  ///
  /// - Parameter counting: Whether a search counts all matches.
  func run(in index: Index, counting: Bool) throws {
    switch self {
    case .search(var request):
      if counting { request.counting = .exact }
      _ = try index.search(request)
    case .get(let key): _ = try index.document(key: key)
    case .similar(var request):
      if counting { request.counting = .exact }
      _ = try index.similar(to: request)
    }
  }
}

extension MeasuredRequest: Decodable {
  private enum Member: String, CodingKey { case get, like, limit }

  private struct Like: Decodable {
    var key: String
    var terms: Int?
  }

  /// Reads `{"get":"k1"}`, `{"like":{"key":"k1","terms":25},"limit":10}`, or a
  /// ``SearchRequest``.
  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    if let key = try members.decodeIfPresent(String.self, forKey: .get) {
      self = .get(key)
    } else if let like = try members.decodeIfPresent(Like.self, forKey: .like) {
      var request = SimilarRequest(
        .key(like.key), limit: try members.decodeIfPresent(Int.self, forKey: .limit) ?? 10)
      request.wordCount = like.terms ?? request.wordCount
      self = .similar(request)
    } else {
      self = .search(try SearchRequest(from: decoder))
    }
  }
}
