@_spi(Requests) internal import FihristSearch

/// A wish for the best hits of each value of a keyword field.
public struct GroupRequest: Sendable, Hashable {
  /// The name of a keyword field with a column. A document with several values counts for the first
  /// of them by bytes.
  public var field: String

  /// How many hits of each group at most; 1 shows each value once.
  public var size: Int

  /// Makes a request.
  public init(_ field: String, size: Int = 3) {
    self.field = field
    self.size = size
  }
}

extension GroupRequest: Codable {
  private enum Member: String, CodingKey, CaseIterable { case field, size }

  /// Reads a request; without a size a group has 3 hits.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    field = try members.decode(String.self, forKey: .field)
    size = try members.decodeIfPresent(Int.self, forKey: .size) ?? 3
  }
}
