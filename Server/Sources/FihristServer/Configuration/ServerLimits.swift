internal import FihristAnswers

/// What one request may cost; every value can be set in the configuration file.
public struct ServerLimits: Sendable, Hashable {
  /// The bytes of all headers of a request.
  public var headerBytes = 16 << 10
  /// How many headers a request has.
  public var headers = 100
  /// The bytes of a path with its query: a letter of Arabic has six there, so this holds the
  /// longest query and a filter as long.
  public var addressBytes = 32 << 10
  /// The bytes of the JSON body of a search.
  public var searchBytes = 256 << 10
  /// The bytes of a body of documents.
  public var documentsBytes = 64 << 20
  /// The bytes of one document.
  public var documentBytes = 1 << 20
  /// How deep values lie inside each other in a body.
  public var depth = 32
  /// The characters of a query, and of a filter.
  public var queryLength = 2_000
  /// The words, phrases and patterns of a query, and of a filter.
  public var clauses = 64
  /// The hits of one answer.
  public var hits = 100
  /// How far `offset` reaches; a cursor goes on from there.
  public var offset = 10_000
  /// The facets of one answer.
  public var facets = 10
  /// The values of one facet.
  public var facetValues = 100
  /// The passages of one hit.
  public var snippets = 5
  /// The characters of one passage.
  public var snippetLength = 500
  /// The lines of a concordance.
  public var lines = 1_000
  /// The searches of one batch.
  public var batch = 16
  /// The queries of one trend.
  public var trends = 5
  /// How long the search of a page may take, in milliseconds.
  public var pageMilliseconds = 1_000
  /// How long a search of the API may take, in milliseconds.
  public var searchMilliseconds = 5_000
  /// How many searches wait for a thread.
  public var queue = 64
  /// How long a search waits for a thread, in milliseconds.
  public var queueMilliseconds = 500
  /// How long a request that writes waits for another, or for another program, in milliseconds.
  public var writeMilliseconds = 5_000
  /// How many connections are open.
  public var connections = 1_024
  /// How long a connection may be idle, a request may take to arrive, and a client may take
  /// nothing of an answer; in seconds.
  public var clientSeconds = 30
  /// How long requests may go on after the signal to stop, in seconds.
  public var drainSeconds = 20
  /// The bytes of answers that are kept for those who ask the same again; 1 keeps none.
  public var answerBytes = 16 << 20
  /// How long a commit can be searched by cursor after another has followed, in seconds.
  public var cursorSeconds = 600

  /// Makes the usual limits.
  public init() {}

  /// The limits that a configuration can set, by name.
  static var names: [(name: String, path: any WritableKeyPath<ServerLimits, Int> & Sendable)] {
    [
      ("headerBytes", \.headerBytes), ("headers", \.headers), ("addressBytes", \.addressBytes),
      ("searchBytes", \.searchBytes), ("documentsBytes", \.documentsBytes),
      ("documentBytes", \.documentBytes), ("depth", \.depth), ("queryLength", \.queryLength),
      ("clauses", \.clauses), ("hits", \.hits), ("offset", \.offset), ("facets", \.facets),
      ("facetValues", \.facetValues), ("snippets", \.snippets),
      ("snippetLength", \.snippetLength), ("lines", \.lines), ("batch", \.batch),
      ("trends", \.trends), ("pageMilliseconds", \.pageMilliseconds),
      ("searchMilliseconds", \.searchMilliseconds), ("queue", \.queue),
      ("queueMilliseconds", \.queueMilliseconds), ("writeMilliseconds", \.writeMilliseconds),
      ("connections", \.connections), ("clientSeconds", \.clientSeconds),
      ("drainSeconds", \.drainSeconds), ("answerBytes", \.answerBytes),
      ("cursorSeconds", \.cursorSeconds),
    ]
  }
}

extension ServerLimits: Decodable {
  /// Reads limits, each 1 to 1,000,000,000; those that are left out have their usual values.
  ///
  /// - Throws: ``ServerError`` for an unknown name or a number out of its range.
  public init(from decoder: any Decoder) throws {
    let members = try StrictMembers(decoder, known: Self.names.map(\.name), of: "limits")
    for (name, path) in Self.names {
      guard let value: Int = try members.value(name) else { continue }
      guard (1...1_000_000_000).contains(value) else {
        throw ServerError(
          location: "limits.\(name)", reason: "\(value) is out of range",
          advice: "write a whole number from 1 to 1000000000")
      }
      self[keyPath: path] = value
    }
  }
}
