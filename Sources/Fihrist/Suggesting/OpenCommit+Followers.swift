internal import FihristStoredDocuments
internal import FihristText

extension OpenCommit {
  /// How many documents are looked at, at most, for how a word is written behind another.
  static let followerExampleCount = 8

  /// Whether texts that are searched are stored, so that they say what is written in them.
  var hasStoredTexts: Bool {
    let schema = snapshot.manifest.schema
    return schema.indexedFields.contains { schema.fields[$0].isStored }
  }

  /// How texts write the word with the term `term` behind the last whole word that was typed, if
  /// it starts as was typed: the most frequent spelling in the first document that has it, without
  /// vowel marks. Terms have several forms, and those of most documents need not be the ones that
  /// stand next to each other; `nil` if no document has such.
  ///
  /// - Parameters:
  ///   - previous: The term of the word that was typed.
  ///   - examples: Documents that have both terms next to each other.
  /// - Complexity: That of reading the documents.
  func follower(
    _ term: String, behind previous: String, _ typed: TypedText, in examples: [Snapshot.Location]
  ) throws -> String? {
    let start = WordBeginning(typed.prefixes, analyzer)
    let wanted = Array(term.utf8)
    var found: [String: Int] = [:]
    for example in examples where found.isEmpty {
      unsafe try forEachFollower(
        of: Array(previous.utf8), form: snapshot.hasForms ? typed.previousForm : nil, in: example
      ) { word, known in
        if unsafe start.begins(word), unsafe known.hasTerm(wanted, word) {
          found[unsafe String(decoding: word, as: UTF8.self).withoutMarks, default: 0] += 1
        }
      }
    }
    return Self.mostFrequent(found)
  }

  /// Calls `body` with each word that stands behind one with the term `previous`, and that form, in
  /// the searched texts of a document.
  func forEachFollower(
    of previous: [UInt8], form: String?, in example: Snapshot.Location,
    _ body: (UnsafeBufferPointer<UInt8>, KnownWords) -> Void
  ) throws(IndexError) {
    let fields = snapshot.manifest.schema.indexedFields
    let symbols = try knownSymbols(ofSegment: example.segment)
    let form = form.map { Array($0.utf8) }
    try withKnownWords { (known) throws(IndexError) in
      try withKnownForms { (forms) throws(IndexError) in
        try snapshot.segments[example.segment].withStoredValues(example.document) { values in
          for value in values where fields.contains(value.field) {
            for range in known.occurrences(of: previous, in: SnippetText("", value, symbols)) {
              let word = unsafe UnsafeBufferPointer(rebasing: value.bytes[range])
              guard form.map({ unsafe forms.hasTerm($0, word) }) ?? true else { continue }
              let rest = unsafe UnsafeBufferPointer(rebasing: value.bytes[range.upperBound...])
              _ = unsafe analyzer.anyWord(of: rest) { next in
                unsafe body(next, known)
                return true
              }
            }
          }
        }
      }
    }
  }
}
