internal import FihristFormat
internal import FihristStorage
internal import FihristStoredDocuments
internal import FihristText

/// Tells which documents have words as they are written, by reading their stored text.
struct ExactFormMatcher {
  private let reader: SegmentReader
  private let words: WrittenWords
  /// The ordinals of the fields to look at.
  private let fields: Set<Int>

  /// - Throws: ``IndexError`` of kind `invalid` if a field to look at is not stored.
  init(_ condition: ExactFormCondition, in reader: SegmentReader) throws(IndexError) {
    self.reader = reader
    let schema = reader.schema
    words = WrittenWords(condition.written, Analyzer(named: schema.analyzerName) ?? .exact)
    let indexed = schema.indexedFields.filter { field in
      condition.fields.map { $0.contains(schema.fields[field].name) } ?? true
    }
    fields = Set(indexed)
    if let unstored = indexed.first(where: { !schema.fields[$0].isStored }) {
      throw IndexError.invalid(
        "query", "the text of the field \"\(schema.fields[unstored].name)\" is not stored",
        advice: "search for the word without =")
    }
  }

  /// Whether `document` has the words.
  ///
  /// - Complexity: O(stored text of the document).
  func matches(_ document: UInt32) throws(IndexError) -> Bool {
    try reader.storedDocument(document).fields.contains {
      fields.contains($0.field) && words.occur(in: $0.text)
    }
  }
}
