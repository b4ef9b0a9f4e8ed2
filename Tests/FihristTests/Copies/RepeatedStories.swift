import Fihrist
import FihristTestSupport

/// Stories that several papers print, more or less changed.
struct RepeatedStories {
  /// The texts by key.
  private(set) var texts: [String: String] = [:]

  /// Makes `count` stories of random words; of most there are copies with some words changed.
  init(seed: UInt64, count: Int) {
    var random = SeededGenerator(seed: seed)
    func word() -> String { "كلمة\(Int.random(in: 0..<5_000, using: &random))" }
    for story in 0..<count {
      let words = (0..<Int.random(in: 20...120, using: &random)).map { _ in word() }
      for copy in 0..<Int.random(in: 1...4, using: &random) {
        var changed = words
        let changes = Int.random(in: 0...words.count / 5, using: &random)
        for _ in 0..<(copy == 0 ? 0 : changes) {
          changed[Int.random(in: 0..<changed.count, using: &random)] = word()
        }
        texts["s\(story)-\(copy)"] = changed.joined(separator: " ")
      }
    }
    texts["short"] = "خبر"
    texts["short-2"] = "خَبَرٌ"
  }

  /// Makes an index of them in several segments; some stories are deleted.
  func makeIndex(
    at path: String, merged: Bool, hasSignatures: Bool = false
  ) async throws -> Index {
    var options = IndexingOptions()
    options.mergesInBackground = false
    let schema = try Schema(
      fields: [.text("title", boost: 2), .text("body"), .keyword("source"), .date("date")],
      hasSignatures: hasSignatures)
    let writer = try IndexWriter(path: path, schema: schema, options: options)
    for (number, story) in texts.sorted(by: { $0.key < $1.key }).enumerated() {
      try await writer.add(
        SourceDocument(
          key: story.key,
          values: [
            "title": "خبر رقم \(number)", "body": story.value, "source": "s\(number % 3)",
            "date": "2015-01-\(10 + number * 7 % 20)",
          ]))
      if number % 60 == 59 { try await writer.commit() }
    }
    try await writer.commit()
    for key in texts.keys.sorted().enumerated() where key.offset % 17 == 3 {
      try await writer.delete(key: key.element)
    }
    try await writer.commit()
    if merged { try await writer.merge() }
    try await writer.close()
    return try Index(path: path)
  }
}
