internal import FihristStoredDocuments
internal import FihristText

extension OpenCommit {
  /// How many documents are looked at for how a word is written behind another.
  private static let followerExampleCount = 3

  /// Whether texts that are searched are stored, so that they say what is written in them.
  var hasStoredTexts: Bool {
    let schema = snapshot.manifest.schema
    return schema.indexedFields.contains { schema.fields[$0].isStored }
  }

  /// How texts write the word with the term `term` behind that with the term `previous`, if it
  /// starts as was typed: the most frequent spelling in the first documents, without vowel marks.
  /// Of the forms of a term, that of most documents need not be the one that follows; `nil` if none
  /// that follows starts so.
  ///
  /// - Complexity: That of finding the phrase and reading three documents.
  func follower(
    _ term: String, behind previous: String, startingAs typed: TypedText
  ) throws -> String? {
    let hits = try withRanker { (ranker) throws(IndexError) in
      try ranker.top(
        .phrase([previous, term]), limit: Self.followerExampleCount, related: false
      ).hits
    }
    let start = WordBeginning(typed.prefix, analyzer)
    let wanted = Array(term.utf8)
    var found: [String: Int] = [:]
    for hit in hits {
      unsafe try forEachFollower(of: Array(previous.utf8), in: hit) { word, known in
        if unsafe start.begins(word), unsafe known.hasTerm(wanted, word) {
          found[unsafe String(decoding: word, as: UTF8.self).withoutMarks, default: 0] += 1
        }
      }
    }
    return Self.mostFrequent(found)
  }

  /// Calls `body` with each word that stands behind one with the term `previous` in the searched
  /// texts of a document.
  private func forEachFollower(
    of previous: [UInt8], in hit: RankedHit,
    _ body: (UnsafeBufferPointer<UInt8>, KnownWords) -> Void
  ) throws(IndexError) {
    let fields = snapshot.manifest.schema.indexedFields
    let symbols = try knownSymbols(ofSegment: hit.segment)
    try withKnownWords { (known) throws(IndexError) in
      try snapshot.segments[hit.segment].withStoredValues(hit.document) { values in
        for value in values where fields.contains(value.field) {
          for range in known.occurrences(of: previous, in: SnippetText("", value, symbols)) {
            let rest = unsafe UnsafeBufferPointer(rebasing: value.bytes[range.upperBound...])
            _ = unsafe analyzer.anyWord(of: rest) { word in
              unsafe body(word, known)
              return true
            }
          }
        }
      }
    }
  }
}
