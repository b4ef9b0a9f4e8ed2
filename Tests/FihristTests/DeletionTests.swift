import Fihrist
import FihristTestSupport
import Testing

@Suite struct DeletionTests {
  /// What an index must hold, kept in dictionaries.
  private struct Model {
    var committed: [String: Set<String>] = [:]
    /// What the next commit changes: new words of a key, or `nil` for a deletion.
    var pending: [String: Set<String>?] = [:]

    func keys(with word: String) -> Set<String> {
      Set(committed.filter { $0.value.contains(word) }.keys)
    }

    mutating func delete(matching word: String) -> Int {
      let found = keys(with: word)
      for key in found where pending[key] == nil { pending.updateValue(nil, forKey: key) }
      return found.count
    }

    mutating func commit() {
      for (key, words) in pending { committed[key] = words }
      pending = [:]
    }
  }

  private static let words = (0..<12).map { "w\($0)" }

  private static func makeWriter(at path: String) throws -> IndexWriter {
    let field = Field.text("text", analyzer: "whitespace")
    return try IndexWriter(path: path, schema: try Schema(fields: [field]))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `adding, deleting by key and by query and rolling back do what a dictionary does`(
    seed: UInt64
  ) async throws {
    let directory = try TemporaryDirectory()
    let writer = try Self.makeWriter(at: directory.path)
    let index = try Index(path: directory.path)
    var random = SeededGenerator(seed: seed)
    var model = Model()
    for step in 0..<400 {
      let key = "k\(Int.random(in: 0..<40, using: &random))"
      let word = Self.words.randomElement(using: &random)!
      switch Int.random(in: 0..<20, using: &random) {
      case 0..<11:
        let words = Set((0..<3).map { _ in Self.words.randomElement(using: &random)! })
        try await writer.add(
          SourceDocument(key: key, values: ["text": words.sorted().joined(separator: " ")]))
        model.pending.updateValue(words, forKey: key)
      case 11..<14:
        try await writer.delete(key: key)
        model.pending.updateValue(nil, forKey: key)
      case 14..<16:
        let count = try await writer.delete(matching: "+\(word)")
        #expect(count == model.delete(matching: word), "seed \(seed), step \(step)")
      case 16:
        await writer.rollback()
        model.pending = [:]
      default:
        try await writer.commit()
        model.commit()
        try index.refresh()
        #expect(index.documentCount == model.committed.count, "seed \(seed), step \(step)")
        for word in Self.words {
          let found = try index.search(word, limit: 100).hits.map(\.key)
          #expect(Set(found) == model.keys(with: word), "seed \(seed), step \(step), \(word)")
          #expect(Set(found).count == found.count)
        }
      }
    }
    try await writer.close()
  }

  @Test func `what was added since the commit is neither found nor deleted`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try Self.makeWriter(at: directory.path)
    try await writer.add(SourceDocument(key: "a", values: ["text": "old"]))
    try await writer.commit()
    try await writer.add(SourceDocument(key: "a", values: ["text": "old new"]))
    try await writer.add(SourceDocument(key: "b", values: ["text": "old"]))
    #expect(try await writer.delete(matching: "old") == 1)
    try await writer.commit()
    let index = try Index(path: directory.path)
    #expect(Set(try index.search("old").hits.map(\.key)) == ["a", "b"])
    #expect(try index.search("new").hits.map(\.key) == ["a"])
    try await writer.close()
  }

  @Test func `phrases and exclusions choose what is deleted, and nothing matches nothing`()
    async throws
  {
    let directory = try TemporaryDirectory()
    let writer = try Self.makeWriter(at: directory.path)
    for (key, text) in [("1", "a b"), ("2", "b a"), ("3", "a b c")] {
      try await writer.add(SourceDocument(key: key, values: ["text": text]))
    }
    let generation = try await writer.commit()
    #expect(try await writer.delete(matching: "-c") == 0)
    #expect(try await writer.delete(matching: "d") == 0)
    #expect(try await writer.commit() == generation)
    #expect(try await writer.delete(matching: "\"a b\" -c") == 1)
    #expect(try await writer.commit() > generation)
    #expect(Set(try Index(path: directory.path).search("a").hits.map(\.key)) == ["2", "3"])
    await #expect(throws: QueryError.self) { try await writer.delete(matching: "\"a b") }
    try await writer.close()
    await #expect(throws: IndexError.self) { try await writer.delete(matching: "a") }
  }

  @Test func `deleting keys that nobody has makes no commit`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try Self.makeWriter(at: directory.path)
    try await writer.add(SourceDocument(key: "a", values: ["text": "x"]))
    let generation = try await writer.commit()
    try await writer.delete(key: "b")
    #expect(try await writer.commit() == generation)
    try await writer.close()
  }

  @Test func `nothing is deleted for a condition that narrows nothing`() async throws {
    let directory = try TemporaryDirectory()
    let schema = try Schema(fields: [.text("text"), .keyword("source")])
    let writer = try IndexWriter(path: directory.path, schema: schema)
    for (key, source) in [("a", "okaz"), ("b", "alyaum")] {
      try await writer.add(
        SourceDocument(key: key, values: ["text": "نفط", "source": source]))
    }
    try await writer.commit()
    let error = await #expect(throws: QueryError.self) {
      try await writer.delete(matching: "نفط source:okaz")
    }
    #expect(error?.kind == .optionalCondition && error?.advice.hasPrefix("write +source:") == true)
    #expect(try await writer.delete(matching: "نفط +source:okaz") == 1)
    try await writer.close()
  }
}
