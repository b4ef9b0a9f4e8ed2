internal import FihristFormat
internal import FihristStorage
internal import FihristStoredDocuments
internal import FihristText

/// Tells which documents have a word as it is written, by reading their stored text.
struct ExactFormMatcher {
  private let reader: SegmentReader
  private let analyzer: Analyzer
  private let form: WrittenForm
  private let terms: [String]
  /// The ordinals of the fields to look at.
  private let fields: Set<Int>

  /// - Throws: ``IndexError`` of kind `invalid` if a field to look at is not stored.
  init(_ condition: ExactFormCondition, in reader: SegmentReader) throws(IndexError) {
    self.reader = reader
    let schema = reader.schema
    analyzer = Analyzer(named: schema.analyzerName) ?? .exact
    form = WrittenForm(condition.written)
    terms = analyzer.queryWords(in: condition.written).compactMap(\.term)
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

  /// Whether `document` has the word.
  ///
  /// - Complexity: O(stored text of the document).
  func matches(_ document: UInt32) throws(IndexError) -> Bool {
    for value in try reader.storedDocument(document).fields where fields.contains(value.field) {
      let text = String(decoding: value.text, as: UTF8.self)
      let utf8 = Array(text.utf8)
      for word in analyzer.queryWords(in: text) {
        guard let term = word.term, terms.contains(term) else { continue }
        if form.isWritten(as: String(decoding: utf8[word.range], as: UTF8.self)) { return true }
      }
    }
    return false
  }
}
