import FihristStorage
import FihristTestSupport
import FihristText

@testable import FihristSearch
@testable import FihristStoredDocuments

/// Texts that are stored as words and separators, whatever their number.
struct StoredTexts {
  private let home: TemporaryDirectory
  private let reader: StoredDocumentReader

  /// Stores `texts`, one to a document.
  init(_ texts: [[UInt8]]) throws {
    home = try TemporaryDirectory()
    let directory = IndexDirectory(path: home.path)
    let documents = texts.map { StoredDocument(fields: [.init(field: 0, text: $0)]) }
    var splitter = RecordSplitter()
    var counts: [UInt32] = []
    for document in documents {
      unsafe try document.record.withUnsafeBufferPointer {
        unsafe try splitter.split($0, words: 1)
      }
      splitter.symbols.count(in: &counts, numbers: splitter.table.count)
    }
    let book = WordBook(splitter.table, counts: counts, fields: 1)
    let name = "seg-0000000001.documents"
    var writer = try StoredDocumentWriter(
      directory, name: name, form: .words(WordCoder(splitter, book)))
    for document in documents {
      unsafe try document.record.withUnsafeBufferPointer { unsafe try writer.append(record: $0) }
    }
    _ = try writer.finish(synchronize: false)
    reader = try StoredDocumentReader(
      directory.open(name, kind: .documents), documentCount: texts.count)
  }

  /// A memory of all symbols; `nil` if the analyzer cuts texts differently.
  func knownSymbols(_ analyzer: Analyzer) throws -> KnownSymbols? {
    KnownSymbols(count: try reader.symbolCount(), analyzer)
  }

  /// Calls `body` with a text as it was stored.
  func with<Result>(_ index: Int, _ body: (StoredText) -> Result) throws -> Result {
    try reader.withValues(of: UInt32(index)) { body($0[0]) }
  }
}
