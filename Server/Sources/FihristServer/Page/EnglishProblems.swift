/// What a page says in English of a request that failed. What programs are told would not help a
/// reader, who sees boxes and links.
enum EnglishProblems {
  /// The reason, in whole sentences.
  static func text(_ code: Problem.Code) -> String {
    switch code {
    case .badRequest: "The address of the page is not written as it should be."
    case .querySyntax: "Something in the query is not understood. Correct it and search again."
    case .queryLimit: "The query is too long, or has too many words. Shorten it and search again."
    case .unknownParameter: "The address of the page has a name that this page does not know."
    case .badParameter:
      "A box of the search, or the address of the page, has a value that it cannot have. Correct "
        + "it and search again."
    case .cursorExpired: "This page of results is too old. Search again from the beginning."
    case .notFound:
      "The archive does not have what was asked for. Perhaps it was deleted, or the address is "
        + "wrong."
    case .methodNotAllowed: "This page cannot be asked for in this way."
    case .unauthorized: "This archive opens only with a key."
    case .forbidden: "The key does not allow this."
    case .tooLarge: "The request is longer than the server reads. Shorten the query."
    case .rateLimited: "Requests come too fast. Wait a second, then try again."
    case .busy: "Something else is being written to the archive. Try again in a moment."
    case .overloaded: "Many searches run at the moment. Try again in a few seconds."
    case .draining: "The server is about to stop. Try again in a moment."
    case .unsupported: "This archive does not answer this."
    case .brokerUnavailable:
      "The machines that keep the archive do not answer. Try again in a few seconds."
    case .brokerFault, .fault: "The server failed. Try again, and tell whoever runs it."
    }
  }

  /// How dates are written: words, each with the date that follows it.
  static let dates = [
    ("Write a date as ", "2015"), (", ", "2015-07"), (" or ", "2015-07-21"),
    (", or by the Hijri calendar as ", "1436-10"),
  ]
}
