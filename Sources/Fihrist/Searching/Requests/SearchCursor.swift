/// Where a page of hits ends and the next one starts: behind a hit, with what it was ordered by.
///
/// A walk from cursor to cursor shows every document once that stays as it is, whatever is
/// committed meanwhile: a cursor names a position in the order, not a number of hits.
public struct SearchCursor: Sendable, Hashable {
  /// What the last hit was ordered by: the bits of its score, or what it has in the columns.
  package var values: [SortValue]

  /// Its key.
  package var key: String

  package init(values: [SortValue], key: String) {
    self.values = values
    self.key = key
  }
}

extension SearchCursor {
  /// The cursor as a text without blanks, for links and command lines.
  public var text: String {
    var parts: [String] = []
    for value in values {
      switch value {
      case .score(let bits): parts.append("s\(bits)")
      case .related(let bits): parts.append("r\(bits)")
      case .number(let number): parts.append("n\(number)")
      case .string(let bytes): parts.append("t" + Self.hex(bytes))
      case .missing: parts.append("m")
      }
    }
    return (parts + ["k" + Self.hex(Array(key.utf8))]).joined(separator: ".")
  }

  /// Reads what ``text`` gave; nil if it is something else.
  public init?(text: String) {
    var values: [SortValue] = []
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let last = parts.last, last.first == "k", let key = Self.bytes(last.dropFirst()) else {
      return nil
    }
    for part in parts.dropLast() {
      switch part.first {
      case "s":
        guard let bits = UInt32(part.dropFirst()) else { return nil }
        values.append(.score(bits))
      case "r":
        guard let bits = UInt32(part.dropFirst()) else { return nil }
        values.append(.related(bits))
      case "n":
        guard let number = Int64(part.dropFirst()) else { return nil }
        values.append(.number(number))
      case "t":
        guard let bytes = Self.bytes(part.dropFirst()) else { return nil }
        values.append(.string(bytes))
      case "m" where part.count == 1: values.append(.missing)
      default: return nil
      }
    }
    self.init(values: values, key: String(decoding: key, as: UTF8.self))
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func bytes(_ hex: Substring) -> [UInt8]? {
    guard hex.utf8.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    var index = hex.startIndex
    while index < hex.endIndex {
      let next = hex.index(index, offsetBy: 2)
      guard let byte = UInt8(hex[index..<next], radix: 16) else { return nil }
      bytes.append(byte)
      index = next
    }
    return bytes
  }
}

extension SearchCursor: Codable {
  /// Reads a cursor.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let cursor = SearchCursor(text: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "it is not a cursor that a search gave")
    }
    self = cursor
  }

  /// Writes ``text``.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
