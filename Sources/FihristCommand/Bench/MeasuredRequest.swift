import Fihrist

/// What a line of a file of requests asks for.
enum MeasuredRequest: Sendable {
  /// Hits and whatever else a search gives.
  case search(SearchRequest)
  /// The document with a key, all of it.
  case get(String)

  /// Runs it.
  ///
  /// - Parameter counting: Whether a search counts all matches.
  func run(in index: Index, counting: Bool) throws {
    switch self {
    case .search(var request):
      if counting { request.counting = .exact }
      _ = try index.search(request)
    case .get(let key): _ = try index.document(key: key)
    }
  }
}

extension MeasuredRequest: Decodable {
  private enum Member: String, CodingKey { case get }

  /// Reads `{"get":"k1"}`, or a ``SearchRequest``.
  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    if let key = try members.decodeIfPresent(String.self, forKey: .get) {
      self = .get(key)
    } else {
      self = .search(try SearchRequest(from: decoder))
    }
  }
}
