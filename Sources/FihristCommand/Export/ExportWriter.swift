import Fihrist

/// Writes documents in one of the formats.
struct ExportWriter {
  let format: ExportFormat
  /// The fields, in the order of columns.
  let fields: [String]

  /// The first line, if the format has one.
  var heading: String? {
    format == .csv ? CSVRow.text(["key"] + fields) : nil
  }

  /// A document with its line end.
  func text(of document: IndexedDocument) -> String {
    switch format {
    case .csv:
      return CSVRow.text(
        [document.key] + fields.map { values(of: $0, in: document).joined(separator: "; ") })
    case .ris: return Citation(document).ris
    case .bibtex: return Citation(document).bibtex
    case .jsonl:
      var members = [JSON.Member("key", .string(document.key))]
      for field in fields {
        let values = values(of: field, in: document)
        guard let first = values.first else { continue }
        members.append(
          JSON.Member(
            field, values.count == 1 ? .string(first) : .array(values.map { .string($0) })))
      }
      return JSON.object(members).text + "\n"
    }
  }

  /// What is stored of a field, or without that what its column has.
  private func values(of field: String, in document: IndexedDocument) -> [String] {
    let stored = document.fields.filter { $0.name == field }.map(\.text)
    guard stored.isEmpty else { return stored }
    return document.columns.first { $0.name == field }?.values.map(\.text) ?? []
  }
}
