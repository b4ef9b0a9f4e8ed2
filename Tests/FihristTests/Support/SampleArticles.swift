import FihristStoredDocuments
import FihristTestSupport
import Foundation

@testable import Fihrist

/// Articles of random Arabic words, and indexes of them to do harm to.
struct SampleArticles {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let words = [
    "كتاب", "والمدرسة", "علم", "نظر", "فتح", "قول", "عمل", "بلد", "news", "يوم", "من", "ﷺ",
    "2024-05-18", "e-mail", "سيارة", "بالسيارات",
  ]

  /// A title that counts twice, a text, and a source that is only kept.
  static func schema(storesBody: Bool = true, positions: Bool = true) throws -> Schema {
    try Schema(fields: [
      .text("title", boost: 2, hasPositions: positions),
      .text("body", hasPositions: positions, isStored: storesBody),
      .keyword("source"),
    ])
  }

  /// Columns of all types, of fields that are not stored.
  static func schemaOfColumns() throws -> Schema {
    let columns: [Field] = [
      .integer("number", isStored: false), .decimal("rating", isStored: false),
      .date("day", isStored: false), .boolean("flag", isStored: false),
      .keyword("tags", isStored: false),
    ]
    return try Schema(fields: schema().fields + columns)
  }

  /// An article with values for ``schemaOfColumns()``.
  mutating func articleOfColumns(_ key: String) -> SourceDocument {
    var article = article(key)
    if below(5) > 0 { article.values["number"] = String(below(900) - 400) }
    if below(5) > 0 { article.values["rating"] = String(Double(below(900) - 400) / 7) }
    if below(5) > 0 {
      article.values["day"] = "2015-0\(1 + below(9))-1\(below(9))T10:20:3\(below(9))"
    }
    if below(5) > 0 { article.values["flag"] = below(2) == 0 ? "true" : "false" }
    article.lists["tags"] = (0..<below(4)).map { _ in "وسم \(below(30))" }
    return article
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

  mutating func text(_ count: Int) -> String {
    (0..<count).map { _ in
      Self.words[below(Self.words.count)] + (below(3) == 0 ? "\(below(40))" : "")
    }.joined(separator: " ")
  }

  /// Text that no dictionary makes shorter.
  mutating func noise(_ count: Int) -> String {
    (0..<count).map { _ in String(UInt64.random(in: 0...(.max), using: &generator), radix: 36) }
      .joined(separator: " ")
  }

  mutating func article(_ key: String, noise count: Int = 0) -> SourceDocument {
    var values = ["body": count > 0 ? noise(count) : text(1 + below(30)), "source": "s\(below(3))"]
    if below(4) > 0 { values["title"] = text(1 + below(5)) }
    return SourceDocument(key: key, values: values)
  }

  /// An index of `segments` segments with `count` documents each. Some were replaced and some
  /// deleted.
  mutating func makeIndex(
    _ directory: IndexDirectory, segments: Int, count: Int, schema: Schema? = nil
  ) async throws {
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(
      directory, schema: schema ?? Self.schema(), options: options)
    for segment in 0..<segments {
      for number in 0..<count {
        // Every fifth replaces a document of the segment before.
        let owner = segment > 0 && number % 5 == 0 ? segment - 1 : segment
        try await writer.add(article("k\(owner)-\(number + 1)"))
      }
      if segment > 0 { try await writer.delete(key: "k\(segment - 1)-2") }
      try await writer.commit()
    }
    try await writer.close()
  }

  mutating func makeIndex(
    at path: String, segments: Int, count: Int, schema: Schema? = nil
  ) async throws {
    try await makeIndex(
      IndexDirectory(path: path), segments: segments, count: count, schema: schema)
  }
}
