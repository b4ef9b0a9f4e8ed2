internal import FihristStoredDocuments
internal import FihristText

/// Makes signatures from stored texts: those that the indexer writes, to be compared with them.
struct SignedTexts {
  private let fields: [Int]
  private var words: TextWords
  private var signature = TextSignature()

  /// - Parameter analyzer: That of the words.
  init(_ schema: Schema, _ analyzer: Analyzer) {
    fields = schema.signedFields
    words = TextWords(analyzer)
  }

  /// Appends the signature of a document to `bytes`.
  mutating func append(_ document: StoredDocument, to bytes: inout [UInt8]) {
    var longest: [UInt64] = []
    for field in fields {
      var numbers: [UInt64] = []
      for value in document.fields where value.field == field {
        words.read(value.text)
        numbers += words.words.indices.map { Shingle.word(words.term($0)) }
      }
      if numbers.count > longest.count { longest = numbers }
    }
    signature.append(ofWords: longest, to: &bytes)
  }
}
