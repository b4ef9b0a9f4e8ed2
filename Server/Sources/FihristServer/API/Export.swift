internal import Fihrist

/// An export on its way: all documents of one commit that match, some at a time.
actor Export {
  private let format: ExportFormat
  private let fields: [String]
  private let texts: Set<String>
  private let isRaw: Bool
  private let source: Source
  private var isStarted = false

  /// Where documents come from.
  enum Source: Sendable {
    /// All of a commit.
    case all(any DocumentPages)
    /// Those that match, the best first.
    case found(FoundDocuments)
  }

  /// How many documents are read at a time.
  static let batchSize = 200

  /// Begins an export.
  ///
  /// - Parameters:
  ///   - fields: The fields that are written.
  ///   - texts: Those of them that are searched.
  ///   - isRaw: Whether cells of CSV that a spreadsheet would compute stay as they are.
  init(
    _ source: Source, format: ExportFormat, fields: [String], texts: Set<String>, isRaw: Bool
  ) {
    (self.source, self.format, self.isRaw) = (source, format, isRaw)
    (self.fields, self.texts) = (fields, texts)
  }

  /// The next piece of the answer; nil at the end.
  func next() async throws -> [UInt8]? {
    var text = isStarted ? "" : format.heading(fields, isRaw: isRaw)
    isStarted = true
    switch source {
    case .all(let pages):
      let page = try await pages.next(Self.batchSize)
      for document in page { text += self.text(document) }
      return page.isEmpty && text.isEmpty ? nil : Array(text.utf8)
    case .found(let found):
      guard let page = try await found.next() else { return text.isEmpty ? nil : Array(text.utf8) }
      for (_, document) in page { text += self.text(document) }
      return Array(text.utf8)
    }
  }

  private func text(_ document: IndexedDocument) -> String {
    format.text(document, fields: fields, texts: texts, isRaw: isRaw)
  }
}
