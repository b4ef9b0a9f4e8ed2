internal import Fihrist
internal import FihristAnswers

/// The answers of several indexes as that of one.
enum MergedAnswer {
  /// The answer to a search.
  ///
  /// - Parameters:
  ///   - request: The search, in JSON.
  ///   - parts: An array of the parts, in JSON.
  static func text(request: String, parts: String) throws -> String {
    let request = try RequestJSON.read(SearchRequest.self, from: request, "request")
    let parts = try RequestJSON.read([SearchResults].self, from: parts, "parts")
    return SearchAnswer(
      SearchResults.merged(parts, for: request), to: request, readAs: "", milliseconds: 0
    ).json.text
  }
}
