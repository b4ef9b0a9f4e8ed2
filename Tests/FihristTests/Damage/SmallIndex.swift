import Fihrist
import FihristStorage
import FihristTestSupport

/// A small index that has all that an index can have, two segments with deleted documents, and what
/// it answers.
struct SmallIndex {
  /// Words, signs, phrases, a word that nobody has, words that are in one segment only.
  static let queries = [
    "محادثات", "+إيران -رياضة", "\"سلطنة عمان\"", "غائب", "كتاب معرض كتب", "مباراة 2024",
  ]

  /// Adds to what ``make(at:)`` makes: what a writer that goes on adds.
  static let extra = SourceDocument(
    key: "extra", values: ["title": "معرض جديد", "body": "محادثات عن كتاب في معرض الكتب"])

  static var options: IndexingOptions {
    var options = IndexingOptions()
    options.mergesInBackground = false
    return options
  }

  private static func document(_ key: String, _ title: String, _ body: String) -> SourceDocument {
    SourceDocument(key: key, values: ["title": title, "body": body])
  }

  private static let commits: [(added: [SourceDocument], deleted: [String])] = [
    (
      [
        document("a", "محادثات في مسقط", "بدأت محادثات إيران في سلطنة عمان عام 2024"),
        document("b", "رياضة", "فاز الفريق في مباراة إيران"),
        document("c", "معرض الكتاب", "يبيع المعرض ألف كتاب عن سلطنة عمان"),
        document("d", "نفط", "سعر النفط يرتفع"),
      ], []
    ),
    (
      [
        document("b", "رياضة", "خسر الفريق مباراة إيران 2024"),
        document("e", "عمان", "محادثات السلطنة: سلطنة عمان وإيران"), document("f", "كتب", "كتاب"),
      ], ["d"]
    ),
    ([], ["f"]),
  ]

  /// Makes the index in the directory `path`.
  static func make(at path: String) async throws {
    let writer = try IndexWriter(path: path, schema: .article, options: options)
    for commit in commits {
      for document in commit.added { try await writer.add(document) }
      for key in commit.deleted { try await writer.delete(key: key) }
      try await writer.commit()
    }
    try await writer.close()
  }

  /// Goes on with the index at `path` as a writer does: adds ``extra``, commits, merges everything.
  static func goOn(at path: String) async throws {
    let writer = try IndexWriter(path: path, options: options)
    try await writer.add(extra)
    try await writer.commit()
    try await writer.merge()
    try await writer.close()
  }

  /// What an index answers to each of ``queries``: the hits with all that is shown of them, and how
  /// many.
  struct Answers: Equatable {
    var results: [SearchResults] = []

    /// Asks the index at `path`, which must not refuse.
    init(at path: String) throws {
      let index = try Index(path: path)
      for query in queries { results.append(try Self.answer(query, index)) }
    }

    static func answer(_ query: String, _ index: Index) throws(IndexError) -> SearchResults {
      do {
        return try index.search(query, counting: .exact)
      } catch let error as IndexError {
        throw error
      } catch {
        preconditionFailure("\(query) is not a query: \(error)")
      }
    }
  }

  /// Reads and checks all of the newest commit at `path`, as `fihrist check` does, and throws what
  /// it finds first.
  static func check(_ path: String) throws {
    let report = try IndexCheck(path: path, level: .structure).run()
    if let finding = report.findings.first {
      throw IndexError.damaged("\(path)/\(finding.file)", finding.reason)
    }
  }
}
