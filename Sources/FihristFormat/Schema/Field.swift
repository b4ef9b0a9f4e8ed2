/// One named part of a document: what it holds and what is done with it.
public struct Field: Sendable, Hashable {
  /// What the values of a field are.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Prose: may be analysed into terms and searched.
    case text
    /// A name or an identifier, kept as written.
    case keyword
    /// A day, kept in the form 2024-05-18 where it could be recognised.
    case date
  }

  /// The name by which hits and schema files call the field; unique in a schema.
  public var name: String

  /// What the values are.
  public var kind: Kind

  /// The name of the analyser that makes the terms of an indexed field.
  public var analyzer: String

  /// Whether the words of the field can be searched; only fields of kind ``Kind/text`` may be.
  public var isIndexed: Bool

  /// Whether positions are kept, which phrases need.
  public var hasPositions: Bool

  /// Whether the text is kept for showing.
  public var isStored: Bool

  /// How much more a word counts here than in a field of boost 1: a multiple of 1/4 from 1/4 to 64.
  public var boost: Double

  /// The member names under which the inputs may carry the field, the preferred one first.
  /// Empty means the field's own name.
  public var sources: [String]

  /// Makes a field; what is not said is as for a stored keyword.
  public init(
    name: String, kind: Kind, analyzer: String = "", isIndexed: Bool = false,
    hasPositions: Bool = false, isStored: Bool = true, boost: Double = 1, sources: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.analyzer = analyzer
    self.isIndexed = isIndexed
    self.hasPositions = hasPositions
    self.isStored = isStored
    self.boost = boost
    self.sources = sources
  }
}
