extension ColumnValue: Codable {
  /// Types by the names of members.
  private enum Member: String, CodingKey { case keyword, integer, decimal, date, boolean }

  /// Reads an object with one member, such as `{"date":1716019200}`.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    switch members.allKeys.first {
    case .keyword?: self = .keyword(try members.decode(String.self, forKey: .keyword))
    case .integer?: self = .integer(try members.decode(Int64.self, forKey: .integer))
    case .decimal?: self = .decimal(try members.decode(Double.self, forKey: .decimal))
    case .date?:
      self = .date(secondsSince1970: try members.decode(Int64.self, forKey: .date))
    case .boolean?: self = .boolean(try members.decode(Bool.self, forKey: .boolean))
    case nil:
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "it names no type of a value"))
    }
  }

  /// Writes the object.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    switch self {
    case .keyword(let text): try members.encode(text, forKey: .keyword)
    case .integer(let number): try members.encode(number, forKey: .integer)
    case .decimal(let number): try members.encode(number, forKey: .decimal)
    case .date(let seconds): try members.encode(seconds, forKey: .date)
    case .boolean(let isTrue): try members.encode(isTrue, forKey: .boolean)
    }
  }
}
