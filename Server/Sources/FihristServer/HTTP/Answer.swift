internal import FihristAnswers

internal import HTTPTypes
internal import Hummingbird
internal import Synchronization

/// What a route answers, before the headers that all answers have.
struct Answer: Sendable {
  /// The media types of answers.
  enum Kind: String, Sendable {
    case json = "application/json"
    case problem = "application/problem+json"
    case page = "text/html; charset=utf-8"
    case text = "text/plain; charset=utf-8"
    case lines = "application/x-ndjson"
    case csv = "text/csv; charset=utf-8"
    case ris = "application/x-research-info-systems; charset=utf-8"
    case bibtex = "application/x-bibtex; charset=utf-8"
    case atom = "application/atom+xml; charset=utf-8"
    case openSearch = "application/opensearchdescription+xml; charset=utf-8"
    case suggestions = "application/x-suggestions+json"
    case xml = "application/xml; charset=utf-8"
    case style = "text/css; charset=utf-8"
    case script = "text/javascript; charset=utf-8"
    case icon = "image/svg+xml"
    case metrics = "text/plain; version=0.0.4; charset=utf-8"
  }

  /// The content.
  enum Body: Sendable {
    case bytes([UInt8])
    /// Pieces, until there is none left; they are asked for one after the other.
    case pieces(@Sendable () async throws -> [UInt8]?)

    /// Pieces; the first is made at once, so that what goes wrong with it is said before the answer
    /// begins.
    static func begun(
      _ next: @escaping @Sendable () async throws -> [UInt8]?
    ) async throws -> Body {
      let first = Mutex(try await next())
      return .pieces {
        if let piece = first.withLock({ $0.take() }) { return piece }
        return try await next()
      }
    }

    /// A value, and a line end, which shells like.
    static func json(_ json: JSON) -> Body {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(16 << 10)
      json.append(to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
      return .bytes(bytes)
    }
  }

  var status: HTTPResponse.Status = .ok
  var kind: Kind
  var body: Body
  /// What names exactly these bytes; nil if they may differ next time.
  var tag: String?
  /// How long the answer may be kept without asking again.
  var cacheControl = "no-cache"
  var headers = HTTPFields()

  // What the log line says.

  /// The time in the queue.
  var waited: Duration?
  /// The time of the search.
  var searched: Duration?
  var generation: UInt64?
  var hits: Int?

  init(_ kind: Kind, _ bytes: [UInt8]) { (self.kind, body) = (kind, .bytes(bytes)) }

  init(_ kind: Kind, _ text: String) { self.init(kind, Array(text.utf8)) }

  /// A value on a line.
  init(_ json: JSON) { (kind, body) = (.json, .json(json)) }

  /// An answer about a commit that is yet empty.
  init(_ commit: ArchiveCommit, tag: String) {
    (kind, body) = (.json, .bytes([]))
    self.tag = tag
    generation = commit.generation
  }

  init(_ problem: Problem, instance: String, requestID: String) {
    self.init(.problem, problem.json(instance: instance, requestID: requestID).text + "\n")
    set(problem)
  }

  /// Takes the status and the headers of `problem`.
  mutating func set(_ problem: Problem) {
    status = problem.code.status
    cacheControl = "no-store"
    if let seconds = problem.retryAfter { headers[.retryAfter] = String(seconds) }
    if problem.code == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
    if !problem.allowed.isEmpty {
      headers[.allow] = problem.allowed.map(\.rawValue).joined(separator: ", ")
    }
  }

  /// Takes the tag away if the answer's task was cancelled, as when the client leaves, or took all
  /// its time.
  ///
  /// Copies, similar articles and other queries that may be meant are then missing without a word,
  /// and whoever asks next would be given the rest.
  mutating func dropTagIfStopped(since begin: ContinuousClock.Instant, budget: Int) {
    if Task.isCancelled || begin.duration(to: .now) >= .milliseconds(budget) { tag = nil }
  }

  /// Takes a tag that its bytes give, for an answer that costs little to make: whoever has them
  /// need not load them again.
  func tagged() -> Answer {
    guard case .bytes(let bytes) = body, status == .ok else { return self }
    var answer = self
    answer.tag = "\"\(SHA256(bytes).text.prefix(32))\""
    return answer
  }

  /// Has browsers save the answer as a file.
  ///
  /// - Parameter name: Its name without suffix: ASCII letters, digits, `-` and `_`.
  mutating func save(as name: String, _ format: ExportFormat) {
    headers[.contentDisposition] = "attachment; filename=\"\(name).\(format.suffix)\""
  }

  /// An answer that leads elsewhere.
  static func redirect(to address: String) -> Answer {
    var answer = Answer(.text, "")
    answer.status = .seeOther
    answer.headers[.location] = address
    return answer
  }
}
