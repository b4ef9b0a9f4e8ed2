internal import FihristAnswers

internal import Foundation

/// What a server serves, and how.
public struct ServerConfiguration: Sendable, Hashable {
  /// The languages of the interface.
  public enum Language: String, Sendable, Hashable, Decodable, CaseIterable {
    /// Arabic, from right to left.
    case arabic = "ar"
    /// English, from left to right.
    case english = "en"
  }

  /// The digits of the interface.
  public enum Digits: String, Sendable, Hashable, Decodable {
    /// 0123456789, as in the Maghreb.
    case ascii
    /// ٠١٢٣٤٥٦٧٨٩, as in the Mashriq.
    case arabic
  }

  /// The indexes; addresses that name none mean the first.
  public var indexes: [ServedIndexConfiguration]
  /// The address on which the server listens.
  public var address = "127.0.0.1"
  /// The port; 0 for any that is free.
  public var port = 8080
  /// The address under which readers see the server, such as `https://news.example`; `nil` leaves
  /// links in feeds and sitemaps without a host.
  public var base: String?
  /// The language of a reader who has not chosen.
  public var language = Language.arabic
  /// The digits of an Arabic page.
  public var digits = Digits.ascii
  /// Whether time runs from right to left on an Arabic page.
  public var timeRunsLeft = true
  /// The keys of the API.
  public var keys: [KeyConfiguration] = []
  /// Whether searching needs a key too; pages are then closed.
  public var isClosed = false
  /// Whether log lines have what readers search for.
  public var logsQueries = false
  /// Proxies whose header `X-Forwarded-For` says who asks.
  public var trustedProxies: [NetworkRange] = []
  /// How many requests a second one client may make on average; `nil` for any number.
  public var clientRate: Int?
  /// How many searches run at once; `nil` for one a core.
  public var threads: Int?
  /// What a request may cost.
  public var limits = ServerLimits()

  /// Makes the configuration of a server for some indexes.
  public init(indexes: [ServedIndexConfiguration]) { self.indexes = indexes }
}

extension ServerConfiguration: Decodable {
  private static let names = [
    "indexes", "address", "port", "base", "language", "digits", "timeline", "keys", "closed",
    "logQueries", "threads", "trustedProxies", "clientRate", "limits",
  ]

  /// Reads a configuration; all but `indexes` may be left out.
  public init(from decoder: any Decoder) throws {
    let members = try StrictMembers(decoder, known: Self.names, of: "the configuration")
    self.init(indexes: try members.value("indexes") ?? [])
    address = try members.value("address") ?? address
    port = try members.value("port") ?? port
    base = try members.value("base")
    language = try members.value("language") ?? language
    digits = try members.value("digits") ?? digits
    timeRunsLeft = try Self.runsLeft(members.value("timeline") ?? "rtl")
    keys = try members.value("keys") ?? []
    isClosed = try members.value("closed") ?? false
    logsQueries = try members.value("logQueries") ?? false
    threads = try members.value("threads")
    clientRate = try members.value("clientRate")
    trustedProxies = try (members.value("trustedProxies") ?? [String]()).map(Self.proxy)
    limits = try members.value("limits") ?? limits
  }

  private static func runsLeft(_ timeline: String) throws(ServerError) -> Bool {
    guard ["rtl", "ltr"].contains(timeline) else {
      throw ServerError(
        location: "timeline", reason: "\"\(timeline)\" is not a direction",
        advice: "use rtl or ltr")
    }
    return timeline == "rtl"
  }

  /// Reads the address of a proxy.
  ///
  /// - Throws: ``ServerError``.
  public static func proxy(_ text: String) throws(ServerError) -> NetworkRange {
    guard let range = NetworkRange(text) else {
      throw ServerError(
        location: "trustedProxies", reason: "\"\(text)\" is not an address",
        advice: "write it as 127.0.0.1, ::1 or 10.0.0.0/8")
    }
    return range
  }

  /// Reads the configuration file at `path`.
  ///
  /// - Throws: ``ServerError``.
  public init(file path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ServerError(
        location: path, reason: "the file cannot be read", advice: "check its name and permissions")
    }
    do {
      self = try JSONDecoder().decode(Self.self, from: data)
    } catch var error as ServerError {
      error.location = "\(path): \(error.location)"
      throw error
    } catch let DecodingError.typeMismatch(_, context) {
      throw Self.unreadable(path, context)
    } catch let DecodingError.dataCorrupted(context) {
      throw Self.unreadable(path, context)
    } catch {
      throw ServerError(
        location: path, reason: "it is not a configuration", advice: "see Documentation/Server.md")
    }
  }

  private static func unreadable(_ path: String, _ context: DecodingError.Context) -> ServerError {
    let member = context.codingPath.written
    return ServerError(
      location: path,
      reason: member.isEmpty ? "it is not JSON" : "the value of \"\(member)\" cannot be used",
      advice: "see Documentation/Server.md for what belongs there")
  }

  /// Checks what values must be together.
  ///
  /// - Throws: ``ServerError``.
  func check() throws {
    func refuse(_ location: String, _ reason: String, _ advice: String) throws {
      throw ServerError(location: location, reason: reason, advice: advice)
    }
    if indexes.isEmpty {
      try refuse("", "nothing is to be served", "name one with --index or --remote")
    }
    let names = indexes.map(\.name)
    if let name = names.first(where: { name in names.count { $0 == name } > 1 }) {
      try refuse(
        name, "two indexes have this name", "give one another name in a configuration file")
    }
    if !(0...65_535).contains(port) {
      try refuse("port", "\(port) is out of range", "use 0 to 65535")
    }
    if let threads, !(1...256).contains(threads) {
      try refuse("threads", "\(threads) is out of range", "use 1 to 256")
    }
    if let clientRate, !(1...1_000_000).contains(clientRate) {
      try refuse("clientRate", "\(clientRate) is out of range", "use 1 to 1000000")
    }
    if let base, !base.hasPrefix("http://"), !base.hasPrefix("https://") {
      try refuse("base", "\"\(base)\" is not an address", "write it as https://news.example")
    }
    for key in keys {
      for index in key.indexes ?? [] where !names.contains(index) {
        try refuse(
          "keys", "the key \"\(key.name)\" names the unknown index \"\(index)\"",
          "use \(names.listed())")
      }
    }
  }
}
