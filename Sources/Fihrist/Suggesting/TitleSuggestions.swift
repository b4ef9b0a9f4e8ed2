internal import FihristStoredDocuments
internal import FihristText

/// Finds titles with the words of what was typed; the last word may be unfinished.
struct TitleSuggestions {
  private let commit: OpenCommit
  /// The ordinal of the field in the schema.
  private let field: Int

  /// How many documents are looked at for each title that is wanted, at most and at least.
  private static let (documentsPerTitle, leastDocumentsPerTitle) = (4, 2)
  /// With fewer titles as many documents are looked at as for so many, so that they are counted
  /// and chosen in the same way.
  private static let leastTitleCount = 5

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
    var seen: Set<[UInt8]> = []
    let stems = completions.flatMap(\.stems).filter { seen.insert(Array($0.utf8)).inserted }
    let query = Query.restricted(
      .boolean(
        must: typed.terms.map { .term($0) } + [.boolean(should: stems.map { .term($0) })]),
      to: ["title"])
    let considered = max(limit, Self.leastTitleCount)
    let hits = try commit.withRanker { (ranker) throws(IndexError) in
      try ranker.top(query, limit: considered * Self.documentsPerTitle).hits
    }
    let titles = try read(hits, WordBeginning(typed.prefixes, commit.analyzer), limit: considered)
    let sorted = titles.enumerated().sorted { one, other in
      one.element.count != other.element.count
        ? one.element.count > other.element.count : one.offset < other.offset
    }
    return sorted.prefix(limit).map {
      Suggestion(
        text: String(decoding: $0.element.text, as: UTF8.self), kind: .title,
        documents: $0.element.count)
    }
  }

  /// The titles of hits that have a word with such a beginning, each with how many of the hits have
  /// it. The later hits are read only where the first have fewer than `limit`.
  private func read(
    _ hits: [RankedHit], _ start: WordBeginning, limit: Int
  ) throws(IndexError) -> [(text: [UInt8], count: Int)] {
    var titles: [(text: [UInt8], count: Int)] = []
    for (number, hit) in hits.enumerated() {
      if number >= limit * Self.leastDocumentsPerTitle, titles.count >= limit { break }
      let segment = commit.snapshot.segments[hit.segment]
      guard let text = try segment.storedText(ofField: field, in: hit.document) else { continue }
      guard start.begins(aWordOf: text) else { continue }
      if let known = titles.firstIndex(where: { $0.text == text }) {
        titles[known].count += 1
      } else {
        titles.append((text, 1))
      }
    }
    return titles
  }
}
