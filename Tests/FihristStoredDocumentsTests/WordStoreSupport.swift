import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristStoredDocuments

/// Stored documents whose prose is words, whatever their number: what a survey would do for many.
enum WordStoreSupport {
  static let name = "seg-0000000001.documents"

  /// Codes for the words of `documents` in `fields`.
  static func coder(_ documents: [StoredDocument], fields: UInt64) throws -> WordCoder {
    var splitter = RecordSplitter()
    var counts: [UInt32] = []
    for document in documents {
      let record = document.record
      unsafe try record.withUnsafeBufferPointer {
        unsafe try splitter.split($0, words: fields)
      }
      splitter.symbols.count(in: &counts, numbers: splitter.table.count)
    }
    let book = WordBook(splitter.table, counts: counts, fields: fields)
    return WordCoder(splitter, book)
  }

  /// Writes `documents` as segment 1.
  static func write(
    _ documents: [StoredDocument], _ form: consuming StoredForm, to directory: IndexDirectory
  ) throws {
    var writer = try StoredDocumentWriter(directory, name: "seg-0000000001.documents", form: form)
    for document in documents {
      unsafe try document.record.withUnsafeBufferPointer { unsafe try writer.append(record: $0) }
    }
    _ = try writer.finish(synchronize: false)
  }

  /// Opens segment 1.
  static func open(_ count: Int, in directory: IndexDirectory) throws -> StoredDocumentReader {
    try StoredDocumentReader(directory.open(name, kind: .documents), documentCount: count)
  }

  /// What a survey finds.
  static func form(_ documents: [StoredDocument], fields: UInt64) throws -> StoredForm {
    var survey = TextSurvey(proseFields: fields)
    for ordinal in TextSurvey.sampledDocuments(of: documents.count) {
      unsafe documents[ordinal].record.withUnsafeBufferPointer { unsafe survey.sample($0) }
    }
    for document in documents {
      unsafe try document.record.withUnsafeBufferPointer { unsafe try survey.count($0) }
    }
    return try survey.finish()
  }

  /// `count` documents with texts of every kind in the fields 0 and 1, and short values in others.
  static func documents(_ count: Int, using random: inout SeededGenerator) -> [StoredDocument] {
    (0..<count).map { number in
      if number % 19 == 7 { return StoredDocument(fields: []) }
      let values = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        let field = [0, 1, 1, 4, 63].randomElement(using: &random)!
        return StoredDocument.Value(field: field, text: text(using: &random))
      }
      return StoredDocument(fields: values)
    }
  }

  /// A text of words, separators, foreign letters, bytes that are not text, and long runs of each.
  static func text(using random: inout SeededGenerator) -> [UInt8] {
    let pieces: [String] = [
      "قال", "الرئيس", "في", "المدينة", "news", "يوم", "١٢", "١٢٬٥", "می\u{200C}شود", "Ж", "京都",
      " ", " ", " ", " ", "  ", ". ", "، ", "\n", "–", "🙂", "\u{0}", "\u{1}", "\u{2}", "é", "«",
    ]
    var text: [UInt8] = []
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      switch Int.random(in: 0...60, using: &random) {
      case 0: text += repeatElement(0x61, count: Int.random(in: 60...200, using: &random))
      case 1: text += repeatElement(0x20, count: Int.random(in: 60...200, using: &random))
      case 2:
        let count = Int.random(in: 10...40, using: &random)
        text += Array(String(repeating: "Ж🙂", count: count).utf8)
      case 3: text += [0xFF, 0xD9, 0xC3].prefix(Int.random(in: 1...3, using: &random))
      default: text += Array(pieces.randomElement(using: &random)!.utf8)
      }
    }
    return text
  }
}
