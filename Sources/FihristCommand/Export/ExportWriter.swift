import Fihrist
import FihristAnswers

/// Writes documents in one of the formats.
struct ExportWriter {
  let format: ExportFormat
  /// The fields, in the order of columns.
  let fields: [String]
  /// Those of them that are searched.
  let texts: Set<String>

  /// The first line, if the format has one.
  var heading: String? {
    format.dialect?.heading(["key"] + fields)
  }

  /// A document with its line end.
  func text(of document: IndexedDocument) -> String {
    switch format {
    case .csv, .spreadsheet:
      return (format.dialect ?? .exact).row(
        [document.key] + fields.map { document.texts(of: $0).joined(separator: "; ") })
    case .trec: return document.trec(of: fields, texts: texts)
    case .ris: return Citation(document).ris
    case .bibtex: return Citation(document).bibtex
    case .jsonl: return document.json(of: fields).text + "\n"
    }
  }
}
