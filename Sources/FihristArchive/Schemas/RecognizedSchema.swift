package import FihristFormat

/// The article schema as it fits an archive, and what was recognised to make it.
package struct RecognizedSchema: Sendable, Hashable {
  /// The schema.
  package let schema: Schema

  /// What was recognised, in one sentence for the user.
  package let description: String
}

extension RecognizedSchema {
  /// Recognises the parts of an article by the member names of the first records.
  ///
  /// Every field may be fed by all usual names, so that the schema is the same for all archives of
  /// one kind, whichever records come first; what the sample decides is the key, and names that
  /// differ from the usual ones in capitals.
  ///
  /// - Parameters:
  ///   - sample: The first records, or nil if there are only text articles.
  ///   - overrides: Members that the user names.
  ///   - path: The input of the sample, for errors.
  /// - Throws: ``ArchiveError`` of kind `noKey` or `noText` if the records have no such member.
  init(
    _ sample: RecordSample?, overrides: SchemaOverrides, path: String
  ) throws(ArchiveError) {
    let recognition = SchemaRecognition(sample: sample, overrides: overrides, path: path)
    let key = try recognition.key()
    try recognition.checkText()
    do throws(SchemaError) {
      schema = try Schema(key: key, fields: ArticlePart.allCases.map(recognition.field))
    } catch {
      throw ArchiveError(.schema, path: path, reason: error.reason, advice: error.advice)
    }
    description = recognition.description(key: key)
  }
}

/// Matches the members of a sample with the parts of an article.
struct SchemaRecognition {
  /// The first records, or nil if there are only text articles.
  let sample: RecordSample?
  /// Members that the user names.
  let overrides: SchemaOverrides
  /// The input of the sample, for errors.
  let path: String

  /// The key: the first usual name that nine in ten records have, else the one most have.
  func key() throws(ArchiveError) -> String {
    if let key = overrides.key { return key }
    guard let sample, sample.recordCount > 0 else { return MemberNames.key[0] }
    let candidates = spellings(MemberNames.key, in: sample)
    let isUsual = { sample.count($0) * 10 >= sample.recordCount * 9 }
    let most = candidates.enumerated().max {
      (sample.count($0.element), -$0.offset) < (sample.count($1.element), -$1.offset)
    }
    if let key = candidates.first(where: isUsual) ?? most?.element { return key }
    throw ArchiveError(
      .noKey, path: path,
      reason: "no member identifies the records; they have \(names(sample))",
      advice: "name one with --key, or number the records: jq -c '{id: input_line_number} + .'")
  }

  /// Refuses records without any text, which are likely to have it under an unusual name.
  func checkText() throws(ArchiveError) {
    guard let sample, sample.recordCount > 0 else { return }
    for part in [ArticlePart.title, .body] {
      if sources(of: part).contains(where: { sample.count($0) > 0 }) { return }
    }
    throw ArchiveError(
      .noText, path: path,
      reason: "no member holds text to search; the records have \(names(sample))",
      advice: "name one with --body or --title, or give a schema with --schema")
  }

  /// The field for `part`.
  func field(_ part: ArticlePart) -> Field {
    let sources = sources(of: part)
    switch part {
    case .title, .body:
      return Field(
        name: part.rawValue, kind: .text, analyzer: SchemaFile.defaultAnalyzer, isIndexed: true,
        hasPositions: true, boost: part == .title ? 2 : 1, sources: sources)
    case .related: return Field(name: part.rawValue, kind: .text, sources: sources)
    case .author, .source, .url:
      return Field(name: part.rawValue, kind: .keyword, sources: sources)
    case .date: return Field(name: part.rawValue, kind: .date, sources: sources)
    }
  }

  /// The members that may feed `part`, the first that is there counting.
  private func sources(of part: ArticlePart) -> [String] {
    if let member = overrides.member(for: part) { return [member] }
    let usual = part.memberNames
    guard let sample else { return usual }
    return spellings(usual, in: sample).filter { !usual.contains($0) } + usual
  }

  /// The members of the sample that are among `usual` but for capitals, in the order of `usual`.
  private func spellings(_ usual: [String], in sample: RecordSample) -> [String] {
    usual.flatMap { name in
      sample.members.map(\.name).filter { $0.lowercased() == name }
    }
  }

  private func names(_ sample: RecordSample) -> String {
    let names = sample.members.prefix(12).map { "\"\($0.name)\"" }.joined(separator: ", ")
    return sample.members.isEmpty ? "no members" : names
  }
}

extension SchemaRecognition {
  /// What was recognised, in one sentence.
  func description(key: String) -> String {
    guard let sample, sample.recordCount > 0 else {
      return "text articles: the first line is the title, the path is the key"
    }
    var used: Set<String> = [key]
    var parts = ["key from \"\(key)\""]
    for part in ArticlePart.allCases {
      let present = sources(of: part).filter { sample.count($0) > 0 }
      used.formUnion(present)
      if !present.isEmpty {
        parts.append("\(part) from \(present.map { "\"\($0)\"" }.joined(separator: " or "))")
      } else if let member = overrides.member(for: part) {
        parts.append("\(part) from \"\(member)\", which the first records lack")
      }
    }
    let unused = sample.members.map(\.name).filter { !used.contains($0) }
    let rest =
      unused.isEmpty ? "" : "; not used: \(unused.map { "\"\($0)\"" }.joined(separator: ", "))"
    return parts.joined(separator: ", ") + rest
  }
}

extension ArchiveFeed {
  /// Recognises the schema by the first records of the first JSON lines; they are read again as
  /// part of the feed, also from standard input.
  ///
  /// - Throws: ``ArchiveError`` of kind `noKey` or `noText` if the records have no such member.
  package func recognizeSchema(
    _ overrides: SchemaOverrides = SchemaOverrides()
  ) throws(ArchiveError) -> RecognizedSchema {
    guard let input = reader.firstLines() else {
      return try RecognizedSchema(nil, overrides: overrides, path: "")
    }
    try input.extendHeadToLine()
    let sample = RecordSample(input.head, isWhole: input.isWhole)
    return try RecognizedSchema(sample, overrides: overrides, path: input.file.path)
  }
}
