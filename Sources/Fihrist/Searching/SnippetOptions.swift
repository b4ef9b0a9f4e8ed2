@_spi(Requests) internal import FihristSearch

/// Which passages of a document's texts a hit shows.
public struct SnippetOptions: Sendable, Hashable {
  /// How many at most; 0 for none. They do not overlap, and are in the order of the fields and of
  /// each text.
  public var count: Int

  /// How many of the best passages are left out, 0 to 100: those that a reader has seen, and asks
  /// for more. A document without further ones has none then.
  public var offset = 0

  /// How many characters each has at most, 20 or more.
  public var length: Int

  /// The names of the stored text fields that they are taken from; `nil` for those whose words are
  /// searched, but the title only if the document has no other text: it is shown anyway.
  public var fields: [String]?

  /// The names of stored text fields that ``Hit/wholes`` has as a whole, with marks.
  public var wholes: [String]

  /// Makes options.
  ///
  /// - Parameters:
  ///   - count: How many passages at most.
  ///   - length: How many characters each has at most.
  ///   - fields: The fields that they are taken from.
  ///   - wholes: The fields that are shown as a whole, such as the title.
  public init(
    count: Int = 1, length: Int = 200, fields: [String]? = nil, wholes: [String] = []
  ) {
    self.count = count
    self.length = length
    self.fields = fields
    self.wholes = wholes
  }
}

extension SnippetOptions: Codable {
  private enum Member: String, CodingKey, CaseIterable {
    case count, offset, length, fields, wholes
  }

  /// Reads options; each may be left out.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    count = try members.decodeIfPresent(Int.self, forKey: .count) ?? 1
    offset = try members.decodeIfPresent(Int.self, forKey: .offset) ?? 0
    length = try members.decodeIfPresent(Int.self, forKey: .length) ?? 200
    fields = try members.decodeIfPresent([String].self, forKey: .fields)
    wholes = try members.decodeIfPresent([String].self, forKey: .wholes) ?? []
  }

  /// Writes the options.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encode(count, forKey: .count)
    if offset != 0 { try members.encode(offset, forKey: .offset) }
    try members.encode(length, forKey: .length)
    try members.encodeIfPresent(fields, forKey: .fields)
    if !wholes.isEmpty { try members.encode(wholes, forKey: .wholes) }
  }
}
