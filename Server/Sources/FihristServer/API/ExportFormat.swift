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
    case .trec: .text
    }
  }

  /// What names of files end with.
  var suffix: String { self == .bibtex ? "bib" : rawValue }

  /// The first line, if the format has one.
  ///
  /// - Parameter isRaw: Whether CSV is for programs, without what spreadsheets need.
  func heading(_ fields: [String], isRaw: Bool) -> String {
    self == .csv ? Self.dialect(isRaw: isRaw).heading(["key"] + fields) : ""
  }

  /// Readers open CSV as a spreadsheet, unless they ask for the values as they are.
  private static func dialect(isRaw: Bool) -> CSVDialect { isRaw ? .exact : .spreadsheet }

  /// A document with its line end.
  ///
  /// - Parameters:
  ///   - fields: The fields, in the order of columns.
  ///   - texts: Those of them that are texts.
  ///   - isRaw: Whether cells that a spreadsheet would compute stay as they are.
  func text(
    _ document: IndexedDocument, fields: [String], texts: Set<String>, isRaw: Bool
  ) -> String {
    switch self {
    case .jsonl: document.json(of: fields).text + "\n"
    case .csv:
      Self.dialect(isRaw: isRaw).row(
        [document.key] + fields.map { document.texts(of: $0).joined(separator: "; ") })
    case .ris: Citation(document).ris
    case .bibtex: Citation(document).bibtex
    case .trec: document.trec(of: fields, texts: texts)
    }
  }
}
