import Fihrist
import FihristTestSupport

/// A small archive of random stories with copies, as one index and as shards.
struct CopiedArchive {
  let seed: UInt64
  let documents: [SourceDocument]
  private let directory: TemporaryDirectory
  let whole: Index
  let shards: [Index]

  /// Makes one.
  ///
  /// - Parameters:
  ///   - stories: How many there are before they are copied.
  ///   - most: How many copies one of them has.
  init(
    seed: UInt64, stories: Int, most: Int, shards count: Int, hasSignatures: Bool
  ) async throws {
    self.seed = seed
    var random = SeededGenerator(seed: seed)
    documents = Self.documents(stories, most, &random)
    directory = try TemporaryDirectory()
    whole = try await Self.write(
      documents, segment: 25, hasSignatures, to: directory.path(of: "whole"))
    // One shard has most of the documents.
    let dealt = documents.map { _ in
      max(0, Int.random(in: -count..<count, using: &random))
    }
    var shards: [Index] = []
    for shard in 0..<count {
      let part = zip(documents, dealt).filter { $0.1 == shard }.map(\.0)
      shards.append(
        try await Self.write(
          part, segment: 40, hasSignatures, to: directory.path(of: "shard\(shard)")))
    }
    self.shards = shards
  }

  private static func documents(
    _ stories: Int, _ most: Int, _ random: inout SeededGenerator
  ) -> [SourceDocument] {
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    func word() -> String { number(0...3) == 0 ? "خبر" : "كلمة\(number(0...400))" }
    var texts: [[String]] = []
    for story in 0..<stories {
      // Some have fewer words than a shingle, or none.
      let length = number(0...9) == 0 ? number(0...4) : number(8...60)
      let words = (0..<length).map { _ in word() }
      texts.append(words)
      for _ in 0..<(story == 0 ? most : number(0...4)) {
        var copy = words
        for _ in 0..<number(0...max(1, length / 6)) where !copy.isEmpty {
          copy[number(0...copy.count - 1)] = word()
        }
        if number(0...3) == 0 { copy.removeLast(min(copy.count, number(0...length))) }
        if number(0...3) == 0 { copy += (0..<number(1...10)).map { _ in word() } }
        texts.append(copy)
      }
    }
    texts.shuffle(using: &random)
    return texts.enumerated().map { index, words in
      var values = ["title": "خبر \(number(0...9))", "body": words.joined(separator: " ")]
      if number(0...9) > 0 { values["source"] = "s\(number(0...2))" }
      if number(0...7) > 0 { values["date"] = "2015-0\(number(1...9))-1\(number(0...9))" }
      // Keys that are equal to the eye are not equal.
      let ends = ["", "\u{E9}", "e\u{301}"]
      return SourceDocument(key: "k\(index / 3)" + ends[index % 3], values: values)
    }
  }

  private static func write(
    _ documents: [SourceDocument], segment: Int, _ hasSignatures: Bool, to path: String
  ) async throws -> Index {
    var options = IndexingOptions()
    options.mergesInBackground = false
    let schema = try Schema(
      fields: [.text("title", boost: 2), .text("body"), .keyword("source"), .date("date")],
      hasSignatures: hasSignatures)
    let writer = try IndexWriter(path: path, schema: schema, options: options)
    for (number, document) in documents.enumerated() {
      try await writer.add(document)
      if number % segment == segment - 1 { try await writer.commit() }
    }
    try await writer.commit()
    for document in documents where document.key.hasSuffix("7") {
      try await writer.delete(key: document.key)
    }
    try await writer.commit()
    try await writer.close()
    return try Index(path: path)
  }

  /// A question with the sums of the statistics of all shards.
  func ranked(_ question: CopyQuestion) throws -> CopyQuestion {
    var question = question
    if let search = question.search {
      question.search?.statistics = try shards.map { try $0.statistics(for: search) }
        .reduce(CollectionStatistics(), +)
    }
    if let similar = question.similar {
      question.similar?.statistics = try statistics(for: similar)
    }
    return question
  }

  /// The sums that the choice of words needs; `nil` if no shard has the document.
  private func statistics(for request: SimilarRequest) throws -> CollectionStatistics? {
    guard let own = try shards.lazy.compactMap({ try $0.statistics(for: request) }).first else {
      return nil
    }
    var sums = shards.map(\.statistics).reduce(CollectionStatistics(), +)
    for term in own.documentFrequencies.keys {
      let counts = try shards.map {
        try $0.search(.term(term.bytes), limit: 0, counting: .exact).total.value
      }
      sums.documentFrequencies[term] = UInt64(counts.reduce(0, +))
    }
    return sums
  }
}
