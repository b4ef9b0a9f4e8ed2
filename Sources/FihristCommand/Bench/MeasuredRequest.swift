import Fihrist

/// What a line of a file of requests asks for.
enum MeasuredRequest: Sendable {
  /// Hits and whatever else a search gives.
  case search(SearchRequest)
  /// The document with a key, all of it.
  case get(String)

  /// Documents that are like another.
  case similar(SimilarRequest)
  /// The terms that start with a text.
  case complete(String, limit: Int)
  /// The terms near a word.
  case spell(String, limit: Int)
  /// What a person who types may want.
  case suggest(String, limit: Int)

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
    case .complete(let prefix, let limit):
      _ = try index.terms(startingWith: prefix, limit: limit)
    case .spell(let word, let limit): _ = try index.terms(near: word, limit: limit)
    case .suggest(let text, let limit): _ = try index.suggestions(for: text, limit: limit)
    }
  }
}

extension MeasuredRequest: Decodable {
  private enum Member: String, CodingKey { case get, like, complete, spell, suggest, limit }

  private struct Like: Decodable {
    var key: String
    var terms: Int?
  }

  private struct Beginning: Decodable {
    var prefix: String
    var limit: Int?
  }

  private struct Misspelled: Decodable {
    var word: String
    var limit: Int?
  }

  /// Reads `{"get":"k1"}`, `{"like":{"key":"k1","terms":25},"limit":10}`,
  /// `{"complete":{"prefix":"نف","limit":10}}`, `{"spell":{"word":"نفظ","limit":5}}`,
  /// `{"suggest":{"prefix":"نف","limit":5}}`, or a ``SearchRequest``.
  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    if let key = try members.decodeIfPresent(String.self, forKey: .get) {
      self = .get(key)
    } else if let like = try members.decodeIfPresent(Like.self, forKey: .like) {
      var request = SimilarRequest(
        .key(like.key), limit: try members.decodeIfPresent(Int.self, forKey: .limit) ?? 10)
      request.wordCount = like.terms ?? request.wordCount
      self = .similar(request)
    } else if let typed = try members.decodeIfPresent(Beginning.self, forKey: .complete) {
      self = .complete(typed.prefix, limit: typed.limit ?? 10)
    } else if let typed = try members.decodeIfPresent(Misspelled.self, forKey: .spell) {
      self = .spell(typed.word, limit: typed.limit ?? 5)
    } else if let typed = try members.decodeIfPresent(Beginning.self, forKey: .suggest) {
      self = .suggest(typed.prefix, limit: typed.limit ?? 5)
    } else {
      self = .search(try SearchRequest(from: decoder))
    }
  }
}
