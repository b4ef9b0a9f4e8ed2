internal import Fihrist

/// An export on its way: all documents of one commit that match, some at a time.
actor Export {
  private let format: ExportFormat
  private let fields: [String]
  private let isRaw: Bool
  private let source: Source
  private var isStarted = false
  private var rank = 0

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
  init(_ source: Source, format: ExportFormat, fields: [String], isRaw: Bool) {
    (self.source, self.format, self.fields, self.isRaw) = (source, format, fields, isRaw)
  }

  /// The next piece of the answer; nil at the end.
  func next() async throws -> [UInt8]? {
    var text = isStarted ? "" : format.heading(fields)
    isStarted = true
    switch source {
    case .all(let pages):
      let page = try await pages.next(Self.batchSize)
      for document in page {
        rank += 1
        text += self.text(document, rank: rank, score: nil)
      }
      return page.isEmpty && text.isEmpty ? nil : Array(text.utf8)
    case .found(let found):
      guard let page = try await found.next() else { return text.isEmpty ? nil : Array(text.utf8) }
      for (hit, document) in page {
        // Ranks of hits start again with each page.
        rank += 1
        text += self.text(document, rank: rank, score: hit.score)
      }
      return Array(text.utf8)
    }
  }

  private func text(_ document: IndexedDocument, rank: Int, score: Float?) -> String {
    format.text(document, fields: fields, isRaw: isRaw, rank: rank, score: score)
  }
}
