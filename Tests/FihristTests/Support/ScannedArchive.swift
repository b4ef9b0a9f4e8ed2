import Fihrist
import FihristTestSupport

/// The documents of an index, read back and scanned word by word: what every count is compared
/// with.
struct ScannedArchive {
  /// What is looked for: terms in a row, in any field or in one.
  struct Part {
    var terms: [String]
    var field: String?
  }

  /// An occurrence.
  struct Occurrence: Hashable {
    var key: String
    var field: String
    /// In bytes of the field's text.
    var range: Range<Int>
    /// The ordinals of its first and last word.
    var words: ClosedRange<Int>
  }

  /// The documents, in the order of keys.
  let documents: [IndexedDocument]
  private let analyzer: Analyzer
  private let fields: [String]

  init(_ index: Index, fields: [String] = ["title", "body"]) throws {
    var documents: [IndexedDocument] = []
    var iterator = index.documents().makeAsyncIterator()
    while let document = try iterator.next() { documents.append(document) }
    self.documents = documents
    self.fields = fields
    analyzer = index.analyzer
  }

  /// The words of the first text of a field.
  func tokens(_ document: IndexedDocument, _ field: String) -> [Token] {
    document[field].map { analyzer.tokens(in: $0) } ?? []
  }

  /// Where parts occur in a document, by trying every word; overlaps go to the first and longest.
  func occurrences(of parts: [Part], in document: IndexedDocument) -> [Occurrence] {
    fields.flatMap { field -> [Occurrence] in
      let tokens = tokens(document, field)
      var found: [Occurrence] = []
      var start = 0
      while start < tokens.count {
        let lengths = parts.filter { $0.field == nil || $0.field == field }.filter { part in
          start + part.terms.count <= tokens.count
            && part.terms.indices.allSatisfy { offset in
              tokens[start + offset].term == part.terms[offset]
                && tokens[start + offset].position == tokens[start].position + offset
            }
        }.map(\.terms.count)
        guard let length = lengths.max() else {
          start += 1
          continue
        }
        let end = tokens[start..<start + length].map(\.range.upperBound).max() ?? 0
        found.append(
          Occurrence(
            key: document.key, field: field, range: tokens[start].range.lowerBound..<end,
            words: start...start + length - 1))
        start += length
      }
      return found
    }
  }

  /// Where parts occur in documents that have one of them, in the order of documents.
  func occurrences(of parts: [Part]) -> [Occurrence] {
    documents.flatMap { occurrences(of: parts, in: $0) }
  }

  /// How many words a document has.
  func wordCount(_ document: IndexedDocument, in field: String? = nil) -> Int {
    fields.filter { field == nil || $0 == field }.reduce(0) { sum, name in
      sum + (tokens(document, name).last.map { $0.position + 1 } ?? 0)
    }
  }
}
