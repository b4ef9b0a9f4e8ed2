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

extension SortOrder {
  /// What is wrong with an order such as `date:down`, whose field has a name behind which stands
  /// something other than a direction; `nil` if the field is one of `schema` or nothing like it.
  func directionFault(in schema: Schema) -> IndexError? {
    guard let colon = field.lastIndex(of: ":"), !schema.fields.contains(where: { $0.name == field })
    else { return nil }
    let name = field[..<colon]
    let direction = field[colon...].dropFirst()
    let isKnown = name == "score" || schema.fields.contains { $0.name == name }
    guard isKnown, direction != "asc", direction != "desc" else { return nil }
    return IndexError.invalid(
      "", "\"\(direction)\" is not a direction of the order by \"\(name)\"",
      advice: "use \(name):asc or \(name):desc")
  }
}
