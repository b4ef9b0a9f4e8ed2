/// How the words of a field are searched.
public struct TextIndexing: Sendable, Hashable {
  /// The name of the analyzer that makes the terms.
  public var analyzer: String

  /// How much more a word counts here than in a field of boost 1: a multiple of 1/4 from 1/4 to 64.
  public var boost: Double

  /// Whether positions are kept, which phrases need.
  public var hasPositions: Bool

  /// Whether the text is kept for showing.
  public var isStored: Bool

  /// The analyzer of a field that names none.
  public static let defaultAnalyzer = "arabic"

  /// Makes settings; those that are left out are an article body's.
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
