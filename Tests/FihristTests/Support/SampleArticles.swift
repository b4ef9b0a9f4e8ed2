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

/// What an index holds: the stored fields of each live document, by its key.
struct StoredContents: Equatable {
  var documents: [String: [String]] = [:]

  /// Reads the newest commit.
  init(_ path: String) throws {
    for segment in try Snapshot.open(path).segments {
      for id in 0..<UInt32(segment.documentCount) where segment.live?.isLive(id) ?? true {
        let key = String(decoding: try segment.key(of: id), as: UTF8.self)
        precondition(documents[key] == nil, "\(key) lives twice")
        documents[key] = try segment.storedDocument(id).fields.map {
          "\($0.field):" + String(decoding: $0.text, as: UTF8.self)
        }
      }
    }
  }

  var keys: Set<String> { Set(documents.keys) }
}

/// The files of a directory.
enum Files {
  static func all(_ path: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path)
    where name != "write.lock" {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
    }
    return files
  }

  static func names(_ suffix: String, in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(suffix) }
      .sorted()
  }

  /// Changes the bytes of a file, in a new file of its name.
  static func change(_ name: String, in path: String, _ body: (inout Data) -> Void) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    var data = try Data(contentsOf: url)
    body(&data)
    try FileManager.default.removeItem(at: url)
    try data.write(to: url)
  }

  static func flip(_ name: String, in path: String, at offset: Int? = nil) throws {
    try change(name, in: path) { $0[offset ?? $0.count / 2] ^= 0x10 }
  }
}
