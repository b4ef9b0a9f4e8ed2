internal import FihristFormat
internal import FihristIndexing

/// Adds text articles to a batch as documents.
struct ArticleReader {
  private let schema: Schema
  private let fields: [ArticlePart: Int]
  private let constants: FieldConstants

  /// Finds out which field of `schema` takes which part.
  init(schema: Schema, mapping: RecordMapping) {
    self.schema = schema
    constants = FieldConstants(mapping, schema: schema)
    var fields: [ArticlePart: Int] = [:]
    var taken: Set<Int> = []
    for part in ArticlePart.allCases {
      if let field = part.field(in: schema, mapping), taken.insert(field).inserted {
        fields[part] = field
      }
    }
    self.fields = fields
  }

  /// Reads the article at `range` and adds it to `batch` under `key`.
  func read(
    _ bytes: ByteView, _ range: Range<Int>, key: String, into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    let article = TextArticle(bytes, range)
    guard !article.title.isEmpty || !article.related.isEmpty else {
      return .lost(.noText, "the file is empty")
    }
    var replacements = 0
    var problem: String?
    var isSearched = false
    var present: Set<Int> = []
    batch.begin(key: key)
    for (part, pieces) in Self.parts(article) {
      guard let field = fields[part], !pieces.isEmpty else { continue }
      present.insert(field)
      let text = Self.text(in: bytes, pieces: pieces, replacements: &replacements)
      isSearched = isSearched || schema.fields[field].isIndexed
      if schema.fields[field].type == .date {
        let date = DateValue(String(decoding: text, as: UTF8.self), of: schema.fields[field])
        problem = problem ?? date.problem
        batch.append(field: field, date.kept)
      } else {
        if !schema.fields[field].isText {
          problem = problem ?? ValueProblem.message(text, of: schema.fields[field])
        }
        unsafe text.withUnsafeBufferPointer { unsafe batch.append(field: field, $0) }
      }
    }
    constants.add(to: &batch) { present.contains($0) }
    batch.end()
    if let problem = batch.problem(of: batch.count - 1, schema: schema) {
      batch.removeLast()
      return .lost(problem.kind, "the article \(problem.message)")
    }
    guard isSearched else {
      batch.removeLast()
      return .lost(.noText, "the article has no word to search")
    }
    return .document(replacements: replacements, valueProblem: problem)
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
