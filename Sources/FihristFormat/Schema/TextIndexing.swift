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

  /// The analyzer of a field that does not name one.
  public static let defaultAnalyzer = "arabic"

  /// Makes settings; defaults are those of an article body.
  public init(
    analyzer: String = Self.defaultAnalyzer, boost: Double = 1, hasPositions: Bool = true,
    isStored: Bool = true
  ) {
    self.analyzer = analyzer
    self.boost = boost
    self.hasPositions = hasPositions
    self.isStored = isStored
  }
}
