import Fihrist
import FihristArchive
import FihristTestSupport
import Foundation
import Testing

/// What is told of documents without a text, or a word, to search.
@Suite struct TextProblemTests {
  private static let lines: [(values: [String: String], lists: [String: [String]])] = [
    (["title": "خبر"], [:]), (["body": "؟", "title": "و"], [:]), (["title": "7"], [:]),
    (["source": "okaz"], [:]), (["title": "؟!"], [:]), (["title": "—", "body": " \n"], [:]),
    (["body": "-"], ["body": ["،", "نص"]]), (["body": "-"], ["body": ["،", "."]]),
    (["title": String(repeating: "…", count: 5_000)], [:]),
    (["title": String(repeating: "…", count: 5_000) + "آ"], [:]),
  ]

  /// The oracle: what an import of the same documents refuses, line by line.
  @Test func `it is what an import refuses`() async throws {
    let schema = try Schema(fields: [.text("title"), .text("body"), .keyword("source")])
    let home = try TemporaryDirectory()
    for (number, line) in Self.lines.enumerated() {
      var members: [String: Any] = line.values
      members["key"] = "d\(number)"
      for (name, texts) in line.lists {
        members[name] = [line.values[name]].compactMap(\.self) + texts
      }
      let file = home.path(of: "\(number).jsonl")
      let lines = [members, ["key": "other", "title": "خبر"]]
      try Data(
        lines.map { try JSONSerialization.data(withJSONObject: $0) }.joined(separator: [0x0A])
      ).write(to: URL(fileURLWithPath: file))
      let input = DocumentInput(
        ArchiveFeed(try ArchiveInputs([file])), mapping: RecordMapping(key: "key"))
      let summary = try await BulkIndexer.run(
        input, into: home.path(of: "\(number).index"), schema: schema)
      let document = SourceDocument(key: "d\(number)", values: line.values, lists: line.lists)
      #expect(
        summary.report.samples.map(\.message)
          == [document.textProblem(in: schema)].compactMap(\.self), "\(line)")
    }
  }
}
