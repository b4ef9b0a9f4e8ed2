import Fihrist
import FihristTestSupport

/// Articles of few words that repeat often, with dates; indexes of them in several shapes.
struct PlainArticles {
  /// How the same documents lie in an index.
  enum Shape: CaseIterable {
    /// In one segment, which was merged of several.
    case merged
    /// In several segments, with deleted documents.
    case segments
  }

  private static let words = ["كتاب", "الكتاب", "علم", "نظر", "فتح", "قول", "عمل", "بلد", "news"]

  /// Makes an index of `count` articles at `path`.
  static func makeIndex(
    _ shape: Shape, at path: String, seed: UInt64, count: Int = 120
  ) async throws -> Index {
    var random = SeededGenerator(seed: seed)
    var options = IndexingOptions()
    options.mergesInBackground = false
    let schema = try Schema(fields: [
      .text("title", boost: 2), .text("body", leadLength: 3), .keyword("source"), .date("date"),
    ])
    let writer = try IndexWriter(path: path, schema: schema, options: options)
    for number in 0..<count {
      func text(_ length: Int) -> String {
        (0..<length).map { _ in
          words.randomElement(using: &random)! + ["", "،", "."].randomElement(using: &random)!
        }.joined(separator: " ")
      }
      var values = ["source": "s\(Int.random(in: 0..<3, using: &random))"]
      if Bool.random(using: &random) {
        values["title"] = text(Int.random(in: 1...5, using: &random))
      }
      if values["title"] == nil || Int.random(in: 0..<8, using: &random) > 0 {
        values["body"] = text(Int.random(in: 1...25, using: &random))
      }
      let month = [1, 2, 5, 6].randomElement(using: &random)!
      if Int.random(in: 0..<6, using: &random) > 0 {
        values["date"] = "2015-0\(month)-1\(Int.random(in: 0...9, using: &random))"
      }
      try await writer.add(SourceDocument(key: "k\(1_000 + number * 7 % count)", values: values))
      if number % 50 == 49 { try await writer.commit() }
    }
    try await writer.commit()
    for number in stride(from: 3, to: count, by: 11) {
      try await writer.delete(key: "k\(1_000 + number)")
    }
    try await writer.commit()
    if shape == .merged { try await writer.merge() }
    try await writer.close()
    return try Index(path: path)
  }
}
