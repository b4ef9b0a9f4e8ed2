internal import FihristAnswers

internal import Fihrist
internal import HTTPTypes

/// Why a request is not answered, as RFC 9457 has it.
struct Problem: Error, Sendable, Hashable {
  /// What programs act on.
  enum Code: String, Sendable, Hashable, CaseIterable {
    case badRequest = "bad-request"
    case querySyntax = "query-syntax"
    case queryLimit = "query-limit"
    case unknownParameter = "unknown-parameter"
    case badParameter = "bad-parameter"
    case cursorExpired = "cursor-expired"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case unauthorized
    case forbidden
    case tooLarge = "too-large"
    case rateLimited = "rate-limited"
    case busy
    case overloaded
    case draining
    case unsupported
    case brokerUnavailable = "broker-unavailable"
    case brokerFault = "broker-fault"
    case fault

    /// The status of answers with the code.
    var status: HTTPResponse.Status {
      switch self {
      case .badRequest, .querySyntax, .queryLimit, .unknownParameter, .badParameter: .badRequest
      case .cursorExpired: .gone
      case .notFound: .notFound
      case .methodNotAllowed: .methodNotAllowed
      case .unauthorized: .unauthorized
      case .forbidden: .forbidden
      case .tooLarge: .contentTooLarge
      case .rateLimited: .tooManyRequests
      case .busy: .conflict
      case .overloaded, .draining, .brokerUnavailable: .serviceUnavailable
      case .unsupported: .notImplemented
      case .brokerFault: .badGateway
      case .fault: .internalServerError
      }
    }

    /// The same for every problem with the code.
    var title: String {
      switch self {
      case .badRequest: "The request cannot be read"
      case .querySyntax: "The text is not a query"
      case .queryLimit: "The query is too large"
      case .unknownParameter: "The call does not take this parameter"
      case .badParameter: "A parameter has a value that it cannot have"
      case .cursorExpired: "The cursor is too old"
      case .notFound: "There is nothing at this address"
      case .methodNotAllowed: "The address does not take this method"
      case .unauthorized: "A key is needed"
      case .forbidden: "The key does not allow this"
      case .tooLarge: "The request is too large"
      case .rateLimited: "Requests come too often"
      case .busy: "Another writer is at work"
      case .overloaded: "Too many searches run at the moment"
      case .draining: "The server is about to stop"
      case .unsupported: "The index does not answer this"
      case .brokerUnavailable: "The machines of the index do not answer"
      case .brokerFault: "The machines of the index answer something else"
      case .fault: "The server failed"
      }
    }
  }

  /// How a reader goes on where the code alone tells too little.
  enum Guide: Sendable, Hashable {
    /// The address should name an article.
    case noArticle
    /// The address names an index that is not there.
    case noArchive
    /// This path was probably meant.
    case misspelled(String)
  }

  /// What programs act on.
  var code: Code
  /// What is wrong here and what to do, in one sentence without a full stop.
  var detail: String
  /// The character of the query concerned, from 1.
  var at: Int?
  /// The parameter concerned, or the member of a body.
  var parameter: String?
  /// The search of a batch that is concerned, from 1.
  var search: Int?
  /// The name or value that cannot be used, as the client wrote it, for pages in Arabic.
  var value: String?
  /// Whether ``value`` should be a date.
  var isAboutDate = false
  /// What a page says of it in words of its own.
  var guide: Guide?
  /// After how many seconds to try again.
  var retryAfter: Int?
  /// The methods that the address takes.
  var allowed: [HTTPRequest.Method] = []

  init(_ code: Code, _ detail: String, parameter: String? = nil, at: Int? = nil) {
    (self.code, self.detail, self.parameter, self.at) = (code, detail, parameter, at)
  }

  /// The problem that an error of the engine is.
  ///
  /// Of errors that are not the client's the answer says nothing: paths are nobody's business.
  init(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as BrokerError: self = error.problem
    case let error as QueryError:
      self.init(.querySyntax, error.description, at: error.column)
    case let error as IndexError where error.kind == .invalid:
      let isNamed = !error.location.isEmpty && !error.location.contains("/")
      let location = isNamed ? "\(error.location): " : ""
      self.init(.badParameter, "\(location)\(error.reason); \(error.advice)")
      parameter = Self.parameters[error.location]
    case is SearchGate.Refusal:
      self.init(.overloaded, "try again in a few seconds")
      retryAfter = 2
    case is CancellationError:
      // The client has left and reads nothing, or the time is over and nothing was found so far.
      self.init(.overloaded, "the request took too long; ask for less")
      retryAfter = 2
    default:
      self.init(.fault, "try again, and tell whoever runs the server")
    }
  }

  /// The parameters that the engine knows by its own names.
  private static let parameters = ["sort": "sort", "fields": "fields", "after": "cursor"]

  /// The problem as one of a search of a batch, which has a number from 1.
  func ofSearch(_ number: Int) -> Problem {
    var problem = self
    problem.search = number
    problem.detail = "search \(number): \(detail)"
    return problem
  }

  /// What failed in a search of a batch: with the number of the search if the client can mend it.
  static func ofSearch(_ number: Int, _ error: any Error) -> any Error {
    let problem = Problem(error)
    return problem.code.status.kind == .clientError ? problem.ofSearch(number) : error
  }

  /// The body of the answer.
  ///
  /// - Parameters:
  ///   - instance: The path that was asked for.
  ///   - requestID: What names the request in the log.
  func json(instance: String, requestID: String) -> JSON {
    var members = [
      JSON.Member("type", .string("about:blank#\(code.rawValue)")),
      JSON.Member("title", .string(code.title)),
      JSON.Member("status", .integer(code.status.code)),
      JSON.Member("detail", .string(detail)),
      JSON.Member("instance", .string(instance)),
      JSON.Member("code", .string(code.rawValue)),
    ]
    if let search { members.append(JSON.Member("search", .integer(search))) }
    if let parameter { members.append(JSON.Member("parameter", .string(parameter))) }
    if let at { members.append(JSON.Member("at", .integer(at))) }
    members.append(JSON.Member("request_id", .string(requestID)))
    return .object(members)
  }
}
