internal import FihristFormat

/// Recognizes the parts of an article by the member names of the first records.
///
/// Every field may be fed by all usual names, so that later records may have other names than the
/// first. The sample decides the key, and names that differ from the usual ones in capitals or lie
/// inside an object, as in `{"title": {"rendered": "…"}}`.
struct SchemaRecognition {
  /// The first records, or nil if there are only text articles.
  let sample: RecordSample?
  /// Members that the user names.
  let overrides: SchemaOverrides
  /// What the index has stored; nil if it gets an article's fields.
  let known: KnownSchema?
  /// The input of the sample, for errors.
  let path: String

  /// Whether there are records to sample.
  private var hasRecords: Bool { sample.map { $0.recordCount > 0 } ?? false }

  /// The schema and the mapping.
  func recognize() throws(ArchiveError) -> ArchiveSchema {
    let schema = try schema()
    if let mapping = known?.mapping, overrides.isEmpty, fits(mapping, schema) {
      return ArchiveSchema(schema: schema, mapping: mapping, recognition: nil)
    }
    var mapping = RecordMapping(key: try key())
    mapping.isKeyRecognized = overrides.key == nil && !keepsKey
    if let fields = known?.mapping?.fields { mapping.fields = fields }
    for part in ArticlePart.allCases {
      guard let field = part.field(in: schema, mapping) else {
        try refuseOverride(of: part, schema)
        continue
      }
      let name = schema.fields[field].name
      mapping.fields[name] = sources(of: part, remembered: known?.mapping?.fields[name] ?? [])
    }
    try checkText(mapping, schema)
    return ArchiveSchema(
      schema: schema, mapping: mapping,
      recognition: known == nil || hasRecords ? description(mapping, schema) : nil)
  }

  /// The fields of the index, or of an article.
  private func schema() throws(ArchiveError) -> Schema {
    guard let known else {
      return Schema.article(
        dateOrder: overrides.dateOrder ?? .dayMonth, hasSignatures: overrides.hasSignatures)
    }
    guard known.schema.hasSignatures || !overrides.hasSignatures else {
      throw ArchiveError(
        .schema, path: path, reason: "documents of the index have no signatures",
        advice: "leave --signatures out, or index into a new directory")
    }
    guard let order = overrides.dateOrder else { return known.schema }
    for field in known.schema.fields {
      guard let present = field.dateOrder, present != order else { continue }
      throw ArchiveError(
        .schema, path: path,
        reason: "\"\(field.name)\" of the index reads dates as \(present.rawValue), and "
          + "--date-order says \(order.rawValue)",
        advice: "leave --date-order out, or index into a new directory")
    }
    return known.schema
  }

  /// Whether the records have the members that `mapping` expects, and none that feeds a part of an
  /// article which these leave empty: a name that was mistyped once must not cost later titles.
  private func fits(_ mapping: RecordMapping, _ schema: Schema) -> Bool {
    guard let sample, hasRecords else { return true }
    let isNumbered = mapping.key.isEmpty && (sample.isTable || overrides.makesKeys)
    let hasKey = sample.count(mapping.key) > 0 || isNumbered
    guard hasKey, !hasOtherKey(than: mapping, sample),
      hasText(mapping, schema: schema, sample: sample)
    else { return false }
    let expected = Set([mapping.key] + schema.fields.flatMap { mapping.members(of: $0.name) })
    let others = sample.members.map(\.name).filter { !expected.contains($0) }
    // A folder may have very many small files, so what costs most is done for few.
    guard !others.isEmpty else { return true }
    return !ArticlePart.allCases.contains { part in
      guard let field = part.field(in: schema, mapping) else { return false }
      return !spellings(part.memberNames, in: others).isEmpty
        && mapping.members(of: schema.fields[field].name).allSatisfy { sample.count($0) == 0 }
    }
  }

  private func hasText(
    _ mapping: RecordMapping, schema: Schema, sample: RecordSample
  ) -> Bool {
    schema.indexedFields.contains { field in
      mapping.members(of: schema.fields[field].name).contains { sample.count($0) > 0 }
    }
  }

  /// The key: one that somebody named for this or an earlier input, otherwise the first usual name
  /// that nine in ten records have, otherwise the usual one that most have. A name that was only
  /// recognized in an earlier input does not count, so that the records alone decide.
  private func key() throws(ArchiveError) -> String {
    if let key = overrides.key { return key }
    let remembered = known?.mapping?.key
    guard let sample, hasRecords else { return remembered ?? MemberNames.key[0] }
    if let remembered, keepsKey { return remembered }
    let candidates = usualKeys(sample)
    let most = candidates.enumerated().max {
      (sample.count($0.element), -$0.offset) < (sample.count($1.element), -$1.offset)
    }
    if let key = candidates.first(where: { Self.isUsual($0, sample) }) ?? most?.element {
      return key
    }
    if sample.isTable || overrides.makesKeys { return "" }
    throw listed(sample, .noKey)
      ?? ArchiveError(
        .noKey, path: path,
        reason: "no member identifies the records; they have \(names(sample))",
        advice: "name one with --key, or have keys made with --make-key path, url or hash")
  }

  /// What to tell of a record that has the articles in a list, as answers of servers have them; nil
  /// if it has a text of its own, or no list that can be named.
  private func listed(_ sample: RecordSample, _ kind: ArchiveError.Kind) -> ArchiveError? {
    guard let list = sample.lists.first,
      spellings(MemberNames.body, in: sample.members.map(\.name)).isEmpty,
      !list.contains(where: Self.needsEscapes)
    else { return nil }
    let name = list.joined(separator: ".")
    let step = list.map { ".\"\($0)\"" }.joined()
    return ArchiveError(
      kind, path: path,
      reason: "the articles seem to be in \"\(name)\", a list inside of the record",
      advice: "take them out first: jq -c '\(step)[]' FILE")
  }

  /// Whether a name cannot stand between quotation marks, for a shell or for jq.
  private static func needsEscapes(_ name: String) -> Bool {
    name.unicodeScalars.contains { $0.value < 0x20 || "\"'\\".unicodeScalars.contains($0) }
  }

  /// Whether the key is that of an earlier input, which somebody named.
  private var keepsKey: Bool {
    guard let mapping = known?.mapping else { return false }
    guard let sample, hasRecords else { return !mapping.isKeyRecognized }
    return !mapping.isKeyRecognized
      && (sample.count(mapping.key) > 0
        || mapping.key.isEmpty && (sample.isTable || overrides.makesKeys))
  }

  /// The members of the records that are usual keys, in the order of ``MemberNames/key``.
  private func usualKeys(_ sample: RecordSample) -> [String] {
    spellings(MemberNames.key, in: sample.members.map(\.name))
  }

  /// Whether nine in ten records have the member `key`.
  private static func isUsual(_ key: String, _ sample: RecordSample) -> Bool {
    sample.count(key) * 10 >= sample.recordCount * 9
  }

  /// Whether another key than that of `mapping` would be recognized in the records.
  private func hasOtherKey(than mapping: RecordMapping, _ sample: RecordSample) -> Bool {
    guard mapping.isKeyRecognized else { return false }
    // Nearly always it is the first of all, and the names need not be compared.
    if mapping.key == MemberNames.key[0], Self.isUsual(mapping.key, sample) { return false }
    let usual = usualKeys(sample).first { Self.isUsual($0, sample) }
    return usual.map { $0 != mapping.key } ?? false
  }

  /// Refuses records without any text, which are likely to have it under an unusual name.
  private func checkText(_ mapping: RecordMapping, _ schema: Schema) throws(ArchiveError) {
    guard let sample, hasRecords, !hasText(mapping, schema: schema, sample: sample) else { return }
    throw listed(sample, .noText)
      ?? ArchiveError(
        .noText, path: path,
        reason: "no member holds text to search; the records have \(names(sample))",
        advice: "name one with --body or --title, or give a schema with --schema")
  }

  private func refuseOverride(of part: ArticlePart, _ schema: Schema) throws(ArchiveError) {
    guard overrides.member(for: part) != nil else { return }
    let fields = schema.fields.map { "\"\($0.name)\"" }.joined(separator: ", ")
    throw ArchiveError(
      .schema, path: path, reason: "the index has no field for --\(part); it has \(fields)",
      advice: "leave --\(part) out, or index into a new directory")
  }

  /// The members that may feed `part`; the first one present counts.
  private func sources(of part: ArticlePart, remembered: [String]) -> [String] {
    if let member = overrides.member(for: part) { return [member] }
    let usual = part.memberNames + part.memberNames.map { $0 + MemberNames.innerSuffix }
    let spelled = sample.map { spellings(part.memberNames, in: $0.members.map(\.name)) } ?? []
    var sources = remembered
    for name in spelled where !usual.contains(name) && !sources.contains(name) {
      sources.append(name)
    }
    return sources + usual.filter { !sources.contains($0) }
  }

  /// Those of `members` that are among `usual` if case is ignored, or that are in an object of such
  /// a name, in the order of `usual`.
  private func spellings(_ usual: [String], in members: [String]) -> [String] {
    let lowered = members.map { (name: $0, lowered: $0.lowercased()) }
    return usual.flatMap { name in
      ([name] + MemberNames.inner.map { name + "." + $0 }).flatMap { wanted in
        lowered.filter { $0.lowered == wanted }.map(\.name)
      }
    }
  }

  private func names(_ sample: RecordSample) -> String {
    sample.members.isEmpty ? "no members" : Self.list(sample.members.prefix(12).map(\.name))
  }
}

extension SchemaRecognition {
  /// The mapping for the records of one of several files: `mapping` as long as they fit it, else
  /// with their own key and with their own spellings of members.
  func adapted(
    _ mapping: RecordMapping, _ recognition: RecordMapping.Recognition,
    noting recognitions: inout FileRecognitions
  ) -> RecordMapping {
    guard let sample, hasRecords else { return mapping }
    let schema = recognition.schema
    guard !fits(mapping, schema) else {
      recognitions.addUsual(path) { Self.sources(mapping, schema, sample) }
      return mapping
    }
    let own = adapted(mapping, recognition)
    recognitions.add(Self.sources(own, schema, sample), path)
    return own
  }

  private func adapted(
    _ mapping: RecordMapping, _ recognition: RecordMapping.Recognition
  ) -> RecordMapping {
    let schema = recognition.schema
    var adapted = mapping
    if !recognition.isKeyNamed {
      // Records of JSON without a key are refused for that, even beside tables, which need none.
      adapted.key = (try? key()) ?? (mapping.key.isEmpty ? MemberNames.key[0] : mapping.key)
    }
    for part in ArticlePart.allCases {
      guard let field = part.field(in: schema, mapping) else { continue }
      let name = schema.fields[field].name
      guard !recognition.namedFields.contains(name) else { continue }
      adapted.fields[name] = sources(of: part, remembered: mapping.fields[name] ?? [])
    }
    return adapted
  }

  /// What was recognized, in one sentence.
  private func description(_ mapping: RecordMapping, _ schema: Schema) -> String {
    guard let sample else {
      return "the parts of articles by their formats; the key of a text or a page is its path"
    }
    guard hasRecords else {
      return sample.hasTexts
        ? "body from the records, which are texts" : "no records at the start of \(path)"
    }
    let sources = Self.sources(mapping, schema, sample) { part in
      overrides.member(for: part) != nil
    }
    var used = Set([mapping.key] + schema.fields.flatMap { mapping.members(of: $0.name) })
    let later = laterKeys(than: mapping, sample).filter { !used.contains($0) }
    used.formUnion(later)
    let unused = sample.members.map(\.name).filter { !used.contains($0) }
    return sources
      + (later.isEmpty ? "" : "; \(Self.list(later)) could be the key too")
      + (unused.isEmpty ? "" : "; not used: \(Self.list(unused))")
  }

  /// The usual keys that most records have besides the one that was recognized.
  private func laterKeys(than mapping: RecordMapping, _ sample: RecordSample) -> [String] {
    guard mapping.isKeyRecognized else { return [] }
    return usualKeys(sample).filter { $0 != mapping.key && Self.isUsual($0, sample) }
  }

  private static func list(_ names: [String]) -> String {
    names.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  /// What feeds the key and the fields, separated by commas.
  ///
  /// - Parameter isNamed: Whether somebody has named the member for a part.
  private static func sources(
    _ mapping: RecordMapping, _ schema: Schema, _ sample: RecordSample,
    isNamed: (ArticlePart) -> Bool = { _ in false }
  ) -> String {
    let lacks = ", which the first records lack"
    var parts =
      mapping.key.isEmpty
      ? ["key from the name of the file and the number of the record"]
      : ["key from \"\(mapping.key)\"" + (sample.count(mapping.key) > 0 ? "" : lacks)]
    for field in schema.fields {
      let members = mapping.members(of: field.name)
      let present = members.filter { sample.count($0) > 0 }
      if !present.isEmpty {
        let list = present.map { "\"\($0)\"" }.joined(separator: " or ")
        parts.append("\(field.name) from \(list)")
      } else if members.count == 1, let part = ArticlePart(rawValue: field.name), isNamed(part) {
        parts.append("\(field.name) from \"\(members[0])\"" + lacks)
      }
    }
    return parts.joined(separator: ", ")
  }
}
