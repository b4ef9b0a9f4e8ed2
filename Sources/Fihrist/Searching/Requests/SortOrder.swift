/// One of the values by which hits are ordered, instead of by score.
public struct SortOrder: Sendable, Hashable {
  /// The name of a field with a column.
  public var field: String

  /// Whether the greatest value comes first. Documents without a value come last in any case.
  public var isDescending: Bool

  /// Makes an order.
  public init(_ field: String, isDescending: Bool = false) {
    self.field = field
    self.isDescending = isDescending
  }
}

extension SortOrder: Codable {
  /// Reads `"date:desc"`, `"date:asc"` or `"date"`.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    self.init(text: text)
  }

  /// Writes `"date:desc"` or `"date"`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(isDescending ? field + ":desc" : field)
  }

  /// Reads `date:desc`, `date:asc` or `date`.
  public init(text: String) {
    if text.hasSuffix(":desc") {
      self.init(String(text.dropLast(5)), isDescending: true)
    } else if text.hasSuffix(":asc") {
      self.init(String(text.dropLast(4)))
    } else {
      self.init(text)
    }
  }
}
