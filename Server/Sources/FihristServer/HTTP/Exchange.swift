internal import HummingbirdCore
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// A request on its way to an answer.
struct Exchange: Sendable {
  var method: HTTPRequest.Method
  /// Without the query.
  var path: String
  /// What follows the question mark.
  var query: String?
  var headers: HTTPFields
  /// The host and port that the client asked for.
  var authority: String?
  var body: RequestBody
  var channel: (any Channel)?
  /// The address of the connection.
  var peer: String?
  /// What names the request in the log and in problems.
  var requestID: String
  /// The indexes that the client may know of, in the order of the configuration.
  var archives: [ServedArchive] = []
  /// Whether the client may read them; a key may be for writing alone.
  var mayRead = true

  init(_ request: Request, _ context: ClientContext) {
    method = request.method
    let target = request.head.path ?? "/"
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts[0])
    query = parts.count > 1 ? String(parts[1]) : nil
    headers = request.headers
    authority = request.head.authority
    body = request.body
    channel = context.channel
    peer = context.peer
    requestID = Self.requestID(request.headers.first(named: "x-request-id"))
  }

  /// The name that a proxy gave the request if it is well formed, else a new one.
  private static func requestID(_ given: String?) -> String {
    if let given, (8...64).contains(given.utf8.count),
      given.utf8.allSatisfy({ byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      })
    {
      return given
    }
    let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// Whether the client has the bytes that `tag` names.
  func has(_ tag: String) -> Bool {
    knownTags.contains { $0 == tag || $0 == "W/\(tag)" }
  }

  /// Whether the client has what it asks for, whatever it is, if there is such a thing.
  var hasAny: Bool { knownTags.contains("*") }

  /// What `If-None-Match` has. A body that was sent is answered whatever the client has.
  private var knownTags: [String] {
    guard [.get, .head].contains(method), let header = headers[.ifNoneMatch] else { return [] }
    return header.split(separator: ",").map { String($0).trimmed }
  }

  /// The bytes of names and values of headers.
  var headerBytes: Int {
    headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
  }

  /// The body.
  ///
  /// - Throws: ``Problem`` of code `too-large`.
  func bytes(upTo limit: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await buffer in body {
      bytes.append(contentsOf: buffer.readableBytesView)
      guard bytes.count <= limit else {
        throw Problem(.tooLarge, "the body has more than \(limit) bytes; send less at a time")
      }
    }
    return bytes
  }

  /// Refuses parameters in the address of a request that has them in its body.
  func checkHasNoQuery() throws(Problem) {
    guard let query, !query.isEmpty else { return }
    throw Problem(
      .unknownParameter, "this call takes its parameters in the body; leave out what follows the ?")
  }

  /// Refuses a body that a form of a foreign page could send.
  func checkIsJSON(_ types: [String], hosts: [String]) throws(Problem) {
    let type = headers[.contentType]?.prefix { $0 != ";" }.lowercased() ?? ""
    guard types.contains(type.trimmed) else {
      throw Problem(.badRequest, "the body must have the type \(types.joined(separator: " or "))")
    }
    guard let origin = headers[.origin] else { return }
    guard hosts.contains(origin) else {
      throw Problem(.forbidden, "requests from pages of \(origin) are not taken")
    }
  }
}

extension HTTPField.Name {
  /// The addresses that a request came through, each written by the one behind it.
  static var xForwardedFor: HTTPField.Name {
    HTTPField.Name("X-Forwarded-For").unsafelyUnwrapped
  }
}

extension HTTPFields {
  /// The value of the first field of a name in small letters.
  func first(named name: String) -> String? { first { $0.name.canonicalName == name }?.value }

  /// Sets a field that has not a name of its own.
  mutating func set(_ name: String, _ value: String) {
    guard let name = HTTPField.Name(name) else { return }
    self[name] = value
  }
}
