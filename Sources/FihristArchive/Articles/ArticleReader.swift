internal import FihristFormat
internal import FihristIndexing

/// Adds text articles to a batch as documents.
struct ArticleReader {
  private let schema: Schema
  private let fields: [ArticlePart: Int]
  private let constants: FieldConstants
  private let keySource: KeySource?
  private let splits: Bool

  /// Finds out which field of `schema` takes which part.
  init(schema: Schema, mapping: RecordMapping) {
    self.schema = schema
    constants = FieldConstants(mapping, schema: schema)
    keySource = mapping.keySource
    splits = mapping.splitsAtHeadings
    var fields: [ArticlePart: Int] = [:]
    var taken: Set<Int> = []
    for part in ArticlePart.allCases {
      if let field = part.field(in: schema, mapping), taken.insert(field).inserted {
        fields[part] = field
      }
    }
    self.fields = fields
  }

  /// Reads the article at `range` and adds it to `batch` under `key`, or one that is made of it.
  func read(
    _ bytes: ByteView, _ range: Range<Int>, key: String, into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    var article = TextArticle(bytes, range)
    guard !article.title.isEmpty || !article.related.isEmpty else {
      return .lost(.noText, "the file is empty")
    }
    let key = madeKey(bytes, range, article) ?? key
    guard splits else { return add(Self.parts(article), bytes, key: key, to: &batch) }
    // The first line is the first heading, without its signs if it has some.
    if let heading = TextHeading.text(bytes, article.title) { article.title = heading }
    let sections = TextSections(bytes, article.body).sections
    guard sections.count > 1 || sections.first?.headings.isEmpty == false else {
      return add(Self.parts(article), bytes, key: key, to: &batch)
    }
    var outcomes: [RecordReader.Outcome] = []
    for (number, section) in sections.enumerated() {
      var part = article
      part.body = section.body
      part.related = article.related.lowerBound..<article.related.lowerBound
      var parts = Self.parts(part)
      // Without a text of its own the first line belongs to the next heading.
      let before = number == 0 ? [article.title] : []
      if !section.headings.isEmpty { parts[0] = (.title, before + section.headings) }
      let name = number == 0 ? key : "\(key)#\(number)"
      outcomes.append(add(parts, bytes, key: name, to: &batch))
    }
    return RecordReader.Outcome.joined(outcomes)
  }

  private func add(
    _ parts: [(ArticlePart, [Range<Int>])], _ bytes: ByteView, key: String,
    to batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    var replacements = 0
    var problems: [String] = []
    var isSearched = false
    var present: Set<Int> = []
    batch.begin(key: key)
    for (part, pieces) in parts {
      guard let field = fields[part], !pieces.isEmpty else { continue }
      present.insert(field)
      let text = Self.text(in: bytes, pieces: pieces, replacements: &replacements)
      isSearched = isSearched || schema.fields[field].isIndexed
      if schema.fields[field].type == .date {
        let date = DateValue(String(decoding: text, as: UTF8.self), of: schema.fields[field])
        if let problem = date.problem { problems.append(problem) }
        batch.append(field: field, date.kept)
      } else {
        if !schema.fields[field].isText {
          if let problem = ValueProblem.message(text, of: schema.fields[field]) {
            problems.append(problem)
          }
        }
        unsafe text.withUnsafeBufferPointer { unsafe batch.append(field: field, $0) }
      }
    }
    constants.add(to: &batch, &problems) { present.contains($0) }
    batch.end()
    if let problem = batch.problem(of: batch.count - 1, schema: schema) {
      batch.removeLast()
      return .lost(problem.kind, "the article \(problem.message)")
    }
    guard isSearched else {
      batch.removeLast()
      return .lost(.noText, "the article has no word to search")
    }
    return .document(
      replacements: Replacements(characters: replacements), valueProblems: problems)
  }

  /// The key that is made of `article`; nil if its path is the key.
  private func madeKey(
    _ bytes: ByteView, _ range: Range<Int>, _ article: TextArticle
  ) -> String? {
    switch keySource {
    case nil, .path: nil
    case .hash: unsafe KeySource.hash(of: bytes.buffer(range))
    case .url: article.metadata.first { $0.part == .url }.map { bytes.string($0.value) }
    }
  }

  private static func parts(_ article: TextArticle) -> [(ArticlePart, [Range<Int>])] {
    [(.title, [article.title]), (.body, article.body)]
      + (article.related.isEmpty ? [] : [(.related, [article.related])])
      + article.metadata.map { ($0.part, [$0.value]) }
  }

  private static func text(
    in bytes: ByteView, pieces: [Range<Int>], replacements: inout Int
  ) -> [UInt8] {
    var text: [UInt8] = []
    for (number, piece) in pieces.enumerated() {
      if number > 0 { text.append(UInt8(ascii: "\n")) }
      replacements += UTF8Repair.append(bytes, piece, to: &text)
    }
    return text
  }
}
