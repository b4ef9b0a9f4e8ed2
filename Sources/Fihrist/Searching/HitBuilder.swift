internal import FihristStoredDocuments

/// Builds the hits of one search: keys, the stored fields that were asked for, and snippets.
struct HitBuilder {
  private let commit: OpenCommit
  private let fields: Set<String>?
  private let snippets: SnippetBuilder?
  private let texts: SnippetFields
  private let deadline: SearchDeadline?
  private let plan: ColumnPlan

  private var snapshot: Snapshot { commit.snapshot }

  /// Makes a builder.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` for a field that the schema does not have or store.
  init(
    _ request: SearchRequest, query: Query, plan: ColumnPlan, in commit: OpenCommit,
    until deadline: SearchDeadline?
  ) throws(IndexError) {
    self.plan = plan
    self.commit = commit
    self.deadline = deadline
    let schema = commit.snapshot.manifest.schema
    fields = request.fields.map { Set($0) }
    for name in request.fields ?? [] { try Self.check(name, in: schema) }
    texts = try SnippetFields(request.snippets, schema)
    guard let options = request.snippets, texts.wantsAny else {
      snippets = nil
      return
    }
    snippets = SnippetBuilder(
      query: query, analyzer: commit.analyzer, fields: texts.names,
      ranksRoots: schema.levels != nil, length: options.length
    ) { commit.snapshot.rarity(of: $0, by: request.statistics) }
  }

  private static func check(_ name: String, in schema: Schema) throws(IndexError) {
    let stored = schema.fields.filter(\.isStored).map(\.name)
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
    guard readsDocuments else { return hit }
    if snippets != nil { stopReason = stopReason ?? deadline?.reason }
    let shows = stopReason == nil
    let known = snippets == nil ? nil : try commit.knownSymbols(ofSegment: found.segment)
    try segment.withStoredValues(found.document) { values in
      hit.fields = storedFields(of: values)
      if let snippets, shows { show(values, known, by: snippets, in: &hit) }
    }
    return hit
  }

  private func storedFields(of values: [StoredText]) -> [StoredField] {
    guard fields?.isEmpty != true else { return [] }
    let schema = snapshot.manifest.schema
    return values.compactMap { value in
      guard schema.fields.indices.contains(value.field) else { return nil }
      let name = schema.fields[value.field].name
      guard fields?.contains(name) ?? true else { return nil }
      return unsafe StoredField(name: name, text: String(decoding: value.bytes, as: UTF8.self))
    }
  }

  private func show(
    _ values: [StoredText], _ symbols: KnownSymbols?, by snippets: SnippetBuilder,
    in hit: inout Hit
  ) {
    let shown = texts.snippetTexts(of: values, symbols)
    let wholes = texts.wholeTexts(of: values, symbols)
    let (count, offset) = (texts.count, texts.offset)
    // The body throws nothing.
    let found = try? commit.withKnownWords { (known) throws(IndexError) in
      snippets.snippets(of: shown, count: count, offset: offset, wholes: wholes, known)
    }
    hit.snippets = found?.snippets ?? []
    hit.wholes = found?.wholes ?? []
  }
}
