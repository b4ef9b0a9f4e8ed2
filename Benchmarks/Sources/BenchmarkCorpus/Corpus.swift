public import Fihrist
import Foundation

/// What the benchmarks work on: the sample archive of the repository, or your own.
///
/// `FIHRIST_CORPUS` names a file of JSON lines with `title` and `content` (or `body`);
/// `FIHRIST_QUERIES` a file of `class<TAB>query` lines.
public struct Corpus: Sendable {
  /// The articles, keyed by their line.
  public let documents: [SourceDocument]

  /// Bytes of text in them.
  public let byteCount: Int

  /// Queries by class, in the order of the file.
  public let queries: [(name: String, texts: [String])]

  /// Reads the corpus that the environment names.
  public init() throws {
    let environment = ProcessInfo.processInfo.environment
    documents = try Self.documents(
      at: environment["FIHRIST_CORPUS"] ?? Self.sample("archive/articles.jsonl"))
    byteCount = documents.reduce(0) { $0 + $1.values.values.reduce(0) { $0 + $1.utf8.count } }
    queries = try Self.queries(
      at: environment["FIHRIST_QUERIES"] ?? Self.sample("bench-queries.tsv"))
  }

  private static func sample(_ name: String) -> String {
    // This file lies in Benchmarks/Sources/BenchmarkCorpus.
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder.appendingPathComponent("Data/\(name)").path
  }

  private static func lines(_ path: String) throws -> [Data.SubSequence] {
    try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n"))
  }

  private static func documents(at path: String) throws -> [SourceDocument] {
    try lines(path).enumerated().compactMap { number, line in
      guard let record = try JSONSerialization.jsonObject(with: line) as? [String: Any] else {
        return nil
      }
      let body = record["content"] as? String ?? record["body"] as? String ?? ""
      return SourceDocument(
        key: "\(number)", values: ["title": record["title"] as? String ?? "", "body": body])
    }
  }

  private static func queries(at path: String) throws -> [(name: String, texts: [String])] {
    var classes: [(name: String, texts: [String])] = []
    for line in try lines(path) {
      let columns = String(decoding: line, as: UTF8.self).split(separator: "\t", maxSplits: 1)
      guard columns.count == 2, !columns[0].hasPrefix("#") else { continue }
      if classes.last?.name != String(columns[0]) { classes.append((String(columns[0]), [])) }
      classes[classes.count - 1].texts.append(String(columns[1]))
    }
    return classes
  }
}
