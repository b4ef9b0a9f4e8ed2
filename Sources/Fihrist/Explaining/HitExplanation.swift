/// What a search says about one document, and why.
///
/// In JSON it is `{"key","found","related","score","value","description","details":[…]}`: the
/// leaves of `details`, in their order, add up to `value`, which is the score.
/// ``/FihristSearch/ScoreExplanation`` says how.
public struct HitExplanation: Sendable, Hashable {
  /// The document's key.
  public var key: String

  /// Whether the document matches the query and the filter.
  public var isFound: Bool

  /// Whether it does not match and is ranked for related words.
  public var isRelated: Bool

  /// The score that a search gives the document; `nil` if it is not among the hits.
  public var score: Float?

  /// How the score came about, or why the document is not found.
  public var explanation: ScoreExplanation
}

extension HitExplanation: Codable {
  private enum Member: String, CodingKey { case key, found, related, score }

  /// Reads an explanation.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    key = try members.decode(String.self, forKey: .key)
    isFound = try members.decode(Bool.self, forKey: .found)
    isRelated = try members.decode(Bool.self, forKey: .related)
    score = try members.decodeIfPresent(Float.self, forKey: .score)
    explanation = try ScoreExplanation(from: decoder)
  }

  /// Writes the explanation.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encode(key, forKey: .key)
    try members.encode(isFound, forKey: .found)
    try members.encode(isRelated, forKey: .related)
    try members.encode(score, forKey: .score)
    try explanation.encode(to: encoder)
  }
}
