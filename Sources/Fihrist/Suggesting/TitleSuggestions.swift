internal import FihristStoredDocuments
internal import FihristText

/// Finds titles with the words of what was typed; the last word may be unfinished.
struct TitleSuggestions {
  private let commit: OpenCommit
  /// The ordinal of the field in the schema.
  private let field: Int

  /// How many documents are looked at for each title that is wanted.
  private static let documentsPerTitle = 4

  /// Makes it for the field `title`; `nil` if there is none that is searched and stored.
  init?(_ commit: OpenCommit) {
    let schema = commit.snapshot.manifest.schema
    let field = schema.indexedFields.first {
      schema.fields[$0].name == "title" && schema.fields[$0].isStored
    }
    guard let field, schema.hasPositions else { return nil }
    self.commit = commit
    self.field = field
  }

  /// The best titles: those of most documents among the best hits, equal ones by score.
  ///
  /// - Parameter completions: What the last word may become.
  func titles(
    for typed: TypedText, _ completions: [OpenCommit.Completion], limit: Int
  ) throws -> [Suggestion] {
    guard limit > 0, !completions.isEmpty else { return [] }
    var stems: [String] = []
    for stem in completions.flatMap(\.stems) where !stems.contains(stem) { stems.append(stem) }
    let query = Query.restricted(
      .boolean(
        must: typed.terms.map { .term($0) } + [.boolean(should: stems.map { .term($0) })]),
      to: ["title"])
    let hits = try commit.withRanker { (ranker) throws(IndexError) in
      try ranker.top(query, limit: limit * Self.documentsPerTitle).hits
    }
    let start = WordBeginning(typed.prefix, commit.analyzer)
    var titles: [(text: String, count: Int)] = []
    for hit in hits {
      let segment = commit.snapshot.segments[hit.segment]
      guard let bytes = try segment.storedText(ofField: field, in: hit.document) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      guard start.begins(aWordOf: text) else { continue }
      if let known = titles.firstIndex(where: { $0.text == text }) {
        titles[known].count += 1
      } else {
        titles.append((text, 1))
      }
    }
    let sorted = titles.enumerated().sorted { one, other in
      one.element.count != other.element.count
        ? one.element.count > other.element.count : one.offset < other.offset
    }
    return sorted.prefix(limit).map {
      Suggestion(text: $0.element.text, kind: .title, documents: $0.element.count)
    }
  }
}
