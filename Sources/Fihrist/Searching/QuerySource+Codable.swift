extension QuerySource: Codable {
  /// Reads a text or a query.
  public init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self = .text(text)
    } else {
      self = .query(try Query(from: decoder))
    }
  }

  /// Writes a string or the form of the query.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let text):
      var value = encoder.singleValueContainer()
      try value.encode(text)
    case .parsed(let parsed): try QuerySource.text(parsed.text).encode(to: encoder)
    case .query(let query): try query.encode(to: encoder)
    }
  }
}
