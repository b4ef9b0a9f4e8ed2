internal import CFihrist
internal import Fihrist
internal import FihristAnswers

/// The answers of several indexes as that of one.
struct MergedAnswer {
  /// What was asked, in JSON.
  let request: String
  /// An array of the parts, in JSON.
  let parts: String

  /// The answer to a question, in JSON.
  ///
  /// - Throws: ``CallError`` for a question whose parts are not put together, or JSON of another
  ///   shape.
  func text(_ question: Int32) throws -> String {
    switch fihrist_question(rawValue: UInt32(bitPattern: question)) {
    case FIHRIST_SEARCH:
      let request = try read(SearchRequest.self)
      try request.checkIsMerged()
      return SearchAnswer(
        SearchResults.merged(try readParts(), for: request), to: request, readAs: "",
        milliseconds: 0
      ).json.text
    case FIHRIST_KWIC:
      let request = try read(ConcordanceRequest.self)
      return Concordance.merged(try readParts(), for: request).json(
        query: request.query.text, readAs: "", filter: request.filter?.text
      ).text
    case FIHRIST_TRENDS:
      let request = try read(TrendRequest.self)
      return Trends.merged(try readParts(), for: request).json(
        queries: request.queries.map(\.text), filter: request.filter?.text
      ).text
    case FIHRIST_SIMILAR:
      let chosen = try read(SimilarSearch.self)
      return chosen.documents(SearchResults.merged(try readParts(), for: chosen.request)).json(
        key: chosen.key, filter: chosen.request.filter?.text,
        showsSnippets: chosen.request.snippets != nil
      ).text
    default:
      throw CallError(
        "question", "answers to \(question) are not put together",
        advice: "use FIHRIST_SEARCH, FIHRIST_KWIC, FIHRIST_TRENDS or FIHRIST_SIMILAR")
    }
  }

  private func read<Request: Decodable>(_ type: Request.Type) throws -> Request {
    try RequestJSON.read(type, from: request, "request")
  }

  private func readParts<Part: Decodable>() throws -> [Part] {
    try RequestJSON.read([Part].self, from: parts, "parts")
  }
}
