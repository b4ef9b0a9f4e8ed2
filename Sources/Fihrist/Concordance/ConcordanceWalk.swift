internal import FihristStoredDocuments

/// Finds the lines of a concordance, document by document in the order of keys.
struct ConcordanceWalk {
  /// A line, and by what it is sorted.
  struct Line {
    var line: ConcordanceLine
    var sortKey: [UInt8]
  }

  private let snapshot: Snapshot
  private let matches: MatchingDocuments
  private let documentFields: Set<String>
  private let context: ConcordanceContext
  private var fields: FieldFinders
  private var walk: KeyMerge

  init(
    _ request: ConcordanceRequest, _ query: Query, _ matches: MatchingDocuments,
    in commit: OpenCommit
  ) throws(IndexError) {
    snapshot = commit.snapshot
    self.matches = matches
    documentFields = Set(request.documentFields)
    context = ConcordanceContext(width: request.width, order: request.order)
    let schema = commit.snapshot.manifest.schema
    fields = try FieldFinders(query, in: request.fields, schema, commit.analyzer)
    let stored = schema.fields.filter(\.isStored).map(\.name)
    if let unknown = request.documentFields.first(where: { !stored.contains($0) }) {
      throw IndexError.invalid(
        "fields", "'\(unknown)' is not a stored field",
        advice: "ask for \(stored.joined(separator: ", "))")
    }
    walk = try KeyMerge(commit.snapshot.segments)
  }

  /// The lines of the next document that matches; `nil` at the end.
  mutating func next() throws(IndexError) -> [Line]? {
    while try walk.next() {
      for holder in walk.holders
      where matches.contains(holder.document, segment: holder.segment) {
        return try lines(of: holder.document, in: snapshot.segments[holder.segment])
      }
    }
    return nil
  }

  private mutating func lines(
    of document: UInt32, in segment: SegmentReader
  ) throws(IndexError) -> [Line] {
    let schema = snapshot.manifest.schema
    let stored = try segment.storedDocument(document).fields
    var lines: [Line] = []
    for value in stored {
      guard let spans = fields.finders[value.field]?.occurrences(in: value.text),
        let words = fields.finders[value.field]?.words
      else { continue }
      for span in spans {
        lines.append(line(schema.fields[value.field].name, value.text, words, span))
      }
    }
    guard !lines.isEmpty else { return [] }
    let shown = stored.compactMap { value -> StoredField? in
      guard schema.fields.indices.contains(value.field),
        documentFields.contains(schema.fields[value.field].name)
      else { return nil }
      return StoredField(
        name: schema.fields[value.field].name, text: String(decoding: value.text, as: UTF8.self))
    }
    for index in lines.indices { lines[index].line.fields = shown }
    return lines
  }

  private func line(
    _ field: String, _ text: [UInt8], _ words: TextWords, _ span: Range<Int>
  ) -> Line {
    let (left, right) = context.sides(of: span, in: words, of: text)
    let range = left.upperBound..<right.lowerBound
    func string(_ bytes: Range<Int>) -> String { String(decoding: text[bytes], as: UTF8.self) }
    return Line(
      line: ConcordanceLine(
        key: String(decoding: walk.key, as: UTF8.self), field: field, left: string(left),
        match: string(range), right: string(right), range: range, fields: []),
      sortKey: context.sortKey(of: span, in: words, of: text))
  }
}
