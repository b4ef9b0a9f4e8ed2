internal import Fihrist
internal import FihristAnswers

/// How a text becomes terms.
enum AnalysisAnswer {
  /// The terms of `text`, or with `explains` the levels and rules of each word.
  ///
  /// - Throws: ``CallError`` if no analyzer is called `name`.
  static func text(of text: String, analyzer name: String, explains: Bool) throws -> String {
    guard let analyzer = Analyzer(named: name) else {
      throw CallError(
        "analyzer", "\"\(name)\" does not exist",
        advice: "use one of \(Analyzer.names.joined(separator: ", "))")
    }
    return (explains ? analyzer.explanationJSON(of: text) : analyzer.json(of: text)).text
  }
}
