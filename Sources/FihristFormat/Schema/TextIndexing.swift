/// How the words of a field are searched.
public struct TextIndexing: Sendable, Hashable {
  /// The name of the analyzer that makes the terms.
  public var analyzer: String

  /// How much more a word counts here than in a field of boost 1: a multiple of 1/4 from 1/4 to 64.
  public var boost: Double

  /// Whether positions are kept; phrase queries need them.
  public var hasPositions: Bool

  /// Whether the text is stored for display.
  public var isStored: Bool

  /// Whether the words are also in a dictionary of this field alone. A query in this field alone is
  /// then as fast as one in a small index, and ranks by the lengths of this field.
  public var isSearchedAlone: Bool

  /// How many words at the start of the field count twice, 0...``maximumLeadLength``: news say what
  /// matters first. Lengths do not change.
  public var leadLength: Int

  /// The most words of a lead.
  public static let maximumLeadLength = 65_535

  /// The analyzer of a field that does not name one.
  public static let defaultAnalyzer = "arabic"

  /// Makes settings; defaults are those of a text without a lead.
  public init(
    analyzer: String = Self.defaultAnalyzer, boost: Double = 1, hasPositions: Bool = true,
    isStored: Bool = true, isSearchedAlone: Bool = false, leadLength: Int = 0
  ) {
    self.analyzer = analyzer
    self.boost = boost
    self.hasPositions = hasPositions
    self.isStored = isStored
    self.isSearchedAlone = isSearchedAlone
    self.leadLength = leadLength
  }
}
