internal import Fihrist
internal import FihristAnswers

/// How documents are written in an export.
enum ExportFormat: String, Sendable {
  case jsonl, csv, ris, bibtex, trec

  /// The media type.
  var kind: Answer.Kind {
    switch self {
    case .jsonl: .lines
    case .csv: .csv
    case .ris: .ris
    case .bibtex: .bibtex
    case .trec: .trec
    }
  }

  /// The first line, if the format has one.
  func heading(_ fields: [String]) -> String {
    self == .csv ? CSVLine.text(["key"] + fields, isRaw: true) : ""
  }

  /// A document with its line end.
  ///
  /// - Parameters:
  ///   - rank: Its rank, from 1.
  ///   - score: Its score; nil without a query.
  func text(
    _ document: IndexedDocument, fields: [String], isRaw: Bool, rank: Int, score: Float?
  ) -> String {
    switch self {
    case .jsonl: document.json(of: fields).text + "\n"
    case .csv:
      CSVLine.text(
        [document.key] + fields.map { document.texts(of: $0).joined(separator: "; ") },
        isRaw: isRaw)
    case .ris: Citation(document).ris
    case .bibtex: Citation(document).bibtex
    // Keys with blanks would shift the columns.
    case .trec:
      "1 Q0 \(Self.joined(document.key)) \(rank) \(score ?? 0) fihrist\n"
    }
  }

  private static func joined(_ key: String) -> String {
    key.split(separator: " ").joined(separator: "_")
  }
}
