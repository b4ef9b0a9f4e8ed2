package import FihristFormat
package import FihristStorage

extension Query {
  /// What values of a column a document must have.
  ///
  /// Values are texts until a query is planned, because only the index knows what its columns hold:
  /// `2015-07` is a month in a column of dates and a name in one of keywords.
  public enum ColumnCondition: Sendable, Hashable {
    /// A value equal to the text; for dates, one inside the year, month or day that the text names.
    case equals(String)
    /// A value that starts with the text.
    case prefix(String)
    /// A value between two ends; `nil` is an open end.
    case range(lower: Bound?, upper: Bound?)
    /// Any value.
    case exists

    /// An end of a range.
    public struct Bound: Sendable, Hashable, Codable {
      /// The value.
      public var value: String

      /// Whether the value itself is inside the range.
      public var isIncluded: Bool

      /// Makes an end.
      public init(_ value: String, isIncluded: Bool = true) {
        self.value = value
        self.isIncluded = isIncluded
      }

      private enum CodingKeys: CodingKey, CaseIterable { case value, isIncluded }

      /// Reads an end.
      public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        value = try members.decode(String.self, forKey: .value)
        isIncluded = try members.decode(Bool.self, forKey: .isIncluded)
      }
    }
  }
}

extension Query.ColumnCondition: Codable {
  private enum Member: String, CodingKey, CaseIterable { case equals, prefix, from, to, exists }

  /// Reads a condition: `{"equals":"okaz"}`, `{"prefix":"ok"}`, `{"from":{…},"to":{…}}` with
  /// either end left out, or `{"exists":true}`.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    if let value = try members.decodeIfPresent(String.self, forKey: .equals) {
      self = .equals(value)
    } else if let value = try members.decodeIfPresent(String.self, forKey: .prefix) {
      self = .prefix(value)
    } else if members.contains(.exists) {
      self = .exists
    } else {
      let lower = try members.decodeIfPresent(Bound.self, forKey: .from)
      let upper = try members.decodeIfPresent(Bound.self, forKey: .to)
      guard lower != nil || upper != nil else {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: members.codingPath,
            debugDescription: "a condition has equals, prefix, from, to or exists"))
      }
      self = .range(lower: lower, upper: upper)
    }
  }

  /// Writes the condition.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    switch self {
    case .equals(let value): try members.encode(value, forKey: .equals)
    case .prefix(let value): try members.encode(value, forKey: .prefix)
    case .range(let lower, let upper):
      try members.encodeIfPresent(lower, forKey: .from)
      try members.encodeIfPresent(upper, forKey: .to)
      if lower == nil, upper == nil { try members.encode(true, forKey: .exists) }
    case .exists: try members.encode(true, forKey: .exists)
    }
  }
}

extension Query.ColumnCondition {
  /// Refuses what the values of `field` cannot be asked.
  ///
  /// - Throws: `IndexError` of kind `invalid`.
  package func check(_ field: String, in schema: Schema) throws(IndexError) {
    _ = try PlannedConditions.OnColumn(field: field, condition: self).tests(in: schema)
  }
}
