/// Judgements: how relevant documents are to topics.
///
/// A grade of 1 or more is relevant, and a higher grade more so; 0 and less is not. A document
/// without a judgement counts as not relevant.
public struct Qrels: Sendable, Hashable {
  /// The topics in the order of their first judgements.
  public private(set) var topics: [String] = []

  private var judged: [String: [String: Int]] = [:]

  /// Makes judgements without any.
  public init() {}

  /// Reads the lines of a TREC file of judgements: `topic iteration document grade`. Empty lines
  /// are skipped, and the iteration is not used.
  ///
  /// - Parameters:
  ///   - lines: The lines of the file.
  ///   - path: The name of the file in errors.
  /// - Throws: ``EvaluationError`` for the first line that is not a judgement, or judges a document
  ///   again for the same topic.
  public init(lines: some Sequence<String>, path: String) throws {
    let format = LineParts(path: path, names: ["topic", "iteration", "document", "grade"])
    for (index, line) in lines.enumerated() {
      guard let parts = try format.parts(of: line, number: index + 1) else { continue }
      guard let grade = Int(parts[3]) else {
        throw EvaluationError(
          .number, path: path, line: index + 1,
          reason: "the grade '\(parts[3])' is not a whole number",
          advice: "write 0 for a document that is not relevant, and 1 or more for one that is")
      }
      guard judge(parts[2], for: parts[0], grade: grade) == nil else {
        throw EvaluationError(
          .repeated, path: path, line: index + 1,
          reason: "the document '\(parts[2])' was already judged for the topic '\(parts[0])'",
          advice: "keep one of the two judgements")
      }
    }
  }

  /// Adds a judgement, or replaces the one that `document` has for `topic`.
  ///
  /// - Returns: The grade that was replaced, if there was one.
  @discardableResult
  public mutating func judge(_ document: String, for topic: String, grade: Int) -> Int? {
    if judged[topic] == nil { topics.append(topic) }
    return judged[topic, default: [:]].updateValue(grade, forKey: document)
  }

  /// The grades of the documents that were judged for `topic`; empty if there are not any.
  public func grades(for topic: String) -> [String: Int] { judged[topic] ?? [:] }
}
