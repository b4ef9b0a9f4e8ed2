/// One of the values by which hits are ordered.
public struct SortOrder: Sendable, Hashable {
  /// The name of a field with a column, or `score` for the score, whatever fields there are.
  public var field: String

  /// Whether the greatest value comes first. Documents without a value come last in any case.
  public var isDescending: Bool

  /// Makes an order.
  public init(_ field: String, isDescending: Bool = false) {
    self.field = field
    self.isDescending = isDescending
  }

  /// By score, the best first.
  public static let score = SortOrder("score", isDescending: true)

  /// Whether the score is the value.
  var isByScore: Bool { field == "score" }
}

extension SortOrder: Codable {
  /// Reads what ``init(text:)`` does.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    self.init(text: text)
  }

  /// Writes `"date:desc"` or `"date"`, and `"score"` or `"score:asc"`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let suffix = isByScore ? (isDescending ? "" : ":asc") : isDescending ? ":desc" : ""
    try container.encode(field + suffix)
  }

  /// Reads `date:desc`, `date:asc` or `date`, which ascends; `score` alone is the best first.
  public init(text: String) {
    if text.hasSuffix(":desc") {
      self.init(String(text.dropLast(5)), isDescending: true)
    } else if text.hasSuffix(":asc") {
      self.init(String(text.dropLast(4)))
    } else {
      self.init(text, isDescending: text == "score")
    }
  }
}
