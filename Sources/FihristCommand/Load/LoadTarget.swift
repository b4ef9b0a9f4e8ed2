/// Where requests go, and what they ask for besides the query.
struct LoadTarget: Hashable {
  /// A name or an address, without brackets.
  private(set) var host: String
  private(set) var port: Int
  /// Path and parameters as they are sent, without the query of the file.
  private(set) var path: String
  /// As the header `Host` has it.
  private(set) var authority: String

  /// Reads `http://host:port/path?name=value`.
  ///
  /// - Throws: ``ToolError`` if the text is something else.
  init(_ text: String) throws(ToolError) {
    guard !text.lowercased().hasPrefix("https://") else {
      throw ToolError(
        "\(text) is encrypted, and load does no TLS",
        advice: "measure the server behind the proxy, by its http address")
    }
    let scheme = "http://"
    guard text.lowercased().hasPrefix(scheme), text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
      !text.contains("#")
    else { throw Self.unreadable(text) }
    let rest = text.dropFirst(scheme.count)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    authority = String(rest[..<end])
    let path = rest[end...]
    self.path = Self.encoded(String(path.hasPrefix("/") ? path : "/" + path)) { $0 > 0x20 }
    guard let (host, port) = Self.split(authority) else { throw Self.unreadable(text) }
    (self.host, self.port) = (host, port)
  }

  private static func unreadable(_ text: String) -> ToolError {
    ToolError(
      "\(text) is not an address of a server",
      advice: "write one such as http://127.0.0.1:8080/v1/indexes/news/search")
  }

  /// `host`, `host:port`, `[address]:port`.
  private static func split(_ authority: String) -> (String, Int)? {
    guard !authority.contains("@") else { return nil }
    var host = authority[...]
    var port = 80
    let bracket = authority.lastIndex(of: "]")
    if let colon = authority.lastIndex(of: ":"), bracket.map({ $0 < colon }) ?? true {
      guard let number = Int(authority[authority.index(after: colon)...]),
        (1...65_535).contains(number)
      else { return nil }
      host = authority[..<colon]
      port = number
    }
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    return host.isEmpty ? nil : (String(host), port)
  }

  /// The bytes of a request.
  ///
  /// - Parameters:
  ///   - query: The value of the parameter; nil sends the address as it is.
  ///   - parameter: The name of the parameter.
  ///   - headers: Lines such as `Authorization: Bearer …`.
  func request(query: String?, parameter: String, headers: [String]) -> [UInt8] {
    var address = path
    if let query {
      address += path.contains("?") ? "&" : "?"
      address += "\(Self.value(parameter))=\(Self.value(query))"
    }
    let lines =
      ["GET \(address) HTTP/1.1", "Host: \(authority)", "User-Agent: fihrist-load"] + headers
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  private static func value(_ text: String) -> String {
    encoded(text) { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        true
      default: false
      }
    }
  }

  /// `text` with percent signs for all bytes but the plain ones.
  private static func encoded(_ text: String, isPlain: (UInt8) -> Bool) -> String {
    text.utf8.map { byte in
      if byte < 0x80, isPlain(byte) { return String(UnicodeScalar(byte)) }
      return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
