/// How a score came about: a tree of what a document gets points for.
///
/// Points are added up in single precision, in the order of the leaves. Each leaf is what the sum
/// grew by when its part was added. So the leaves, in their order, add up to the score without any
/// error, in single and in double precision, and so do those of each inner node to its value.
/// ``factors`` say how a value was computed; they are not a part of any sum.
public struct ScoreExplanation: Sendable, Hashable {
  /// The points; 0 for what the document does not have.
  public var value: Double

  /// What they are for, in a few words.
  public var description: String

  /// What ``value`` was computed from, by name.
  public var factors: [Factor]

  /// Words of the document that met a word of the query; a few of them.
  public var words: [FoundWord]

  /// What the points consist of; empty for a leaf.
  public var details: [ScoreExplanation]

  /// A number with a name.
  public struct Factor: Sendable, Hashable, Codable {
    /// Such as `idf`.
    public var name: String
    /// The number.
    public var value: Double

    /// Makes a factor.
    public init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// A word of a document that met a word of a query.
  public struct FoundWord: Sendable, Hashable, Codable {
    /// The name of the field that has it.
    public var field: String
    /// The word as written.
    public var word: String
    /// By what it met the word of the query: `form`, `stem` or `root`; `term` for words without
    /// levels.
    public var level: String
    /// The names of the analyzer's rules that made its term at that level.
    public var rules: [String]

    /// Makes a found word.
    public init(field: String, word: String, level: String, rules: [String]) {
      self.field = field
      self.word = word
      self.level = level
      self.rules = rules
    }
  }

  /// Makes an explanation.
  ///
  /// - Parameters:
  ///   - value: The points.
  ///   - description: What they are for.
  ///   - factors: What they were computed from.
  ///   - words: Words of the document.
  ///   - details: What the points consist of.
  public init(
    _ value: Double, _ description: String, factors: [Factor] = [], words: [FoundWord] = [],
    details: [ScoreExplanation] = []
  ) {
    self.value = value
    self.description = description
    self.factors = factors
    self.words = words
    self.details = details
  }

  /// The leaves from the first to the last.
  public var leaves: [ScoreExplanation] {
    details.isEmpty ? [self] : details.flatMap(\.leaves)
  }
}

extension ScoreExplanation: Codable {
  private enum Member: String, CodingKey { case value, description, factors, words, details }

  /// Reads an explanation.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    self.init(
      try members.decode(Double.self, forKey: .value),
      try members.decode(String.self, forKey: .description),
      factors: try members.decodeIfPresent([Factor].self, forKey: .factors) ?? [],
      words: try members.decodeIfPresent([FoundWord].self, forKey: .words) ?? [],
      details: try members.decodeIfPresent([ScoreExplanation].self, forKey: .details) ?? [])
  }
}
