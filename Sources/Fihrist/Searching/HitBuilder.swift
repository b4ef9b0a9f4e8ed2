internal import FihristStoredDocuments

/// Builds the hits of one search: keys, the stored fields that were asked for, and snippets.
struct HitBuilder {
  private let snapshot: Snapshot
  private let fields: Set<String>?
  private let snippets: SnippetBuilder?
  /// The same for hits that have only related words.
  private let relatedSnippets: SnippetBuilder?
  private let snippetCount: Int
  private let deadline: SearchDeadline?
  private let plan: ColumnPlan

  /// Makes a builder.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` for a field that the schema does not have or store.
  init(
    _ request: SearchRequest, query: Query, plan: ColumnPlan, in commit: OpenCommit,
    until deadline: SearchDeadline?
  ) throws(IndexError) {
    self.plan = plan
    snapshot = commit.snapshot
    self.deadline = deadline
    fields = request.fields.map { Set($0) }
    snippetCount = max(1, request.snippets?.count ?? 1)
    func builder(_ level: SnippetLevel) -> SnippetBuilder? {
      request.snippets.map { options in
        SnippetBuilder(
          query: query, analyzer: commit.analyzer, level: level, length: options.length,
          weight: level == .words
            ? { commit.snapshot.rarity(of: $0, by: request.statistics) } : { _ in 1 })
      }
    }
    snippets = builder(query.asksForRoots ? .roots : .words)
    relatedSnippets = snapshot.manifest.schema.levels == nil ? snippets : builder(.roots)
    for name in request.fields ?? [] { try check(name) }
  }

  private func check(_ name: String) throws(IndexError) {
    let stored = snapshot.manifest.schema.fields.filter(\.isStored).map(\.name)
    guard !stored.contains(name) else { return }
    throw IndexError.invalid(
      "fields", "'\(name)' is not a stored field",
      advice: stored.isEmpty ? "ask for none" : "ask for \(stored.joined(separator: ", "))")
  }

  /// Whether stored documents are needed.
  private var readsDocuments: Bool { snippets != nil || fields?.isEmpty != true }

  /// The hit for a document.
  ///
  /// - Parameters:
  ///   - key: Its key, if that was read already.
  ///   - values: By what it is ordered.
  ///   - stopReason: Set if time runs out before the snippets; the hit then has none.
  func hit(
    _ found: RankedHit, key: [UInt8]?, values: [SortValue], rank: Int,
    stopReason: inout StopReason?
  ) throws(IndexError) -> Hit {
    let segment = snapshot.segments[found.segment]
    let bytes = if let key { key } else { try segment.key(of: found.document) }
    let key = String(decoding: bytes, as: UTF8.self)
    var hit = Hit(
      rank: rank, position: SearchCursor(values: values, key: key),
      sortedValues: plan.sortedValues(values))
    hit.isRelated = found.isRelated
    let snippets = found.isRelated ? relatedSnippets : snippets
    guard readsDocuments else { return hit }
    let stored = try storedFields(of: found.document, in: segment)
    if let snippets, let text = shownText(of: stored) {
      stopReason = stopReason ?? deadline?.reason
      if stopReason == nil { hit.snippets = snippets.snippets(of: text, count: snippetCount) }
    }
    hit.fields = stored.filter { fields?.contains($0.name) ?? true }
    return hit
  }

  private func storedFields(
    of document: UInt32, in segment: SegmentReader
  ) throws(IndexError) -> [StoredField] {
    let schema = snapshot.manifest.schema
    return try segment.storedDocument(document).fields.compactMap { value in
      guard schema.fields.indices.contains(value.field) else { return nil }
      return StoredField(
        name: schema.fields[value.field].name, text: String(decoding: value.text, as: UTF8.self))
    }
  }

  /// The text to take snippets from: the longest of the searched fields, because titles are shown
  /// anyway; without one, the longest stored text.
  private func shownText(of fields: [StoredField]) -> String? {
    let schema = snapshot.manifest.schema
    let indexed = Set(schema.indexedFields.map { schema.fields[$0].name })
    let texts = Set(schema.fields.filter(\.isText).map(\.name))
    let searched = fields.filter { indexed.contains($0.name) }
    let candidates = searched.isEmpty ? fields.filter { texts.contains($0.name) } : searched
    return candidates.max { $0.text.utf8.count < $1.text.utf8.count }?.text
  }
}
