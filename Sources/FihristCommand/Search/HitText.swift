import Fihrist
import FihristAnswers

/// Hits in formats that have one record for each.
enum HitText {
  /// The first line, if the format has one.
  ///
  /// - Parameter fields: The names of the fields that hits have.
  static func heading(
    _ format: HitFormat, fields: [String], showsSnippets: Bool
  ) -> String? {
    format.dialect?.heading(
      ["rank", "key", "score"] + fields + (showsSnippets ? ["snippets"] : []))
  }

  /// The records of `hits`, each with its line ends.
  static func records(
    of hits: [Hit], _ format: HitFormat, fields: [String], showsSnippets: Bool
  ) -> [String] {
    switch format {
    case .table, .json: []
    case .jsonl: hits.map { $0.json(showsSnippets: showsSnippets).text + "\n" }
    case .csv, .spreadsheet:
      hits.map { (format.dialect ?? .exact).row(cells($0, fields, showsSnippets: showsSnippets)) }
    case .ris: hits.map { Citation($0).ris }
    case .bibtex: hits.map { Citation($0).bibtex }
    case .trec:
      RunLine.lines(of: hits, for: Topic(id: "1", text: ""), tag: "fihrist")
        .map { $0.text + "\n" }
    }
  }

  private static func cells(
    _ hit: Hit, _ fields: [String], showsSnippets: Bool
  ) -> [String] {
    let values = fields.map { name in
      hit.fields.filter { $0.name == name }.map(\.text).joined(separator: "; ")
    }
    let snippets = showsSnippets ? [hit.snippets.map(\.text).joined(separator: " … ")] : []
    return ["\(hit.rank)", hit.key, hit.score.map { "\($0)" } ?? ""] + values + snippets
  }
}
