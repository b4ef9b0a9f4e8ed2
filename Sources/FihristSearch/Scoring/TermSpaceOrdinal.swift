/// The number of a term space in its schema: that of the words is the first, those of further
/// levels and of single fields follow.
public struct TermSpaceOrdinal: RawRepresentable, Sendable, Hashable, Codable, Comparable {
  /// The number, from 0.
  public var rawValue: UInt8

  /// Makes an ordinal.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The first space of a schema.
  public static let first = TermSpaceOrdinal(rawValue: 0)

  /// The order in the schema.
  public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}
