@_spi(Requests) internal import FihristSearch

/// A wish for the values of a keyword field and how many of the matching documents have each.
public struct FacetRequest: Sendable, Hashable {
  /// The name of a keyword field with a column.
  public var field: String

  /// How many values at most: those that most documents have.
  public var limit = 10

  /// Only values that start with this are counted; empty for all.
  public var prefix = ""

  /// Values that a reader has chosen: hits, totals and all other facets are narrowed to documents
  /// with one of them, but not this facet's own counts.
  public var selected: [String] = []

  /// Makes a request.
  public init(
    _ field: String, limit: Int = 10, prefix: String = "", selected: [String] = []
  ) {
    self.field = field
    self.limit = limit
    self.prefix = prefix
    self.selected = selected
  }
}

extension FacetRequest: Codable {
  private enum Member: String, CodingKey, CaseIterable { case field, limit, prefix, selected }

  /// Reads a request; all but the field may be left out.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    field = try members.decode(String.self, forKey: .field)
    limit = try members.decodeIfPresent(Int.self, forKey: .limit) ?? 10
    prefix = try members.decodeIfPresent(String.self, forKey: .prefix) ?? ""
    selected = try members.decodeIfPresent([String].self, forKey: .selected) ?? []
  }
}
