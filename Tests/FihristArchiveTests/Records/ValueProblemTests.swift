import Fihrist
import FihristArchive
import FihristTestSupport
import Foundation
import Testing

/// What is told of values of documents that programs pass in.
@Suite struct ValueProblemTests {
  private static let lines: [(values: [String: String], lists: [String: [String]])] = [
    (["title": "خبر", "date": "2024-05-18", "pages": "7", "paid": "true"], [:]),
    (["title": "خبر", "date": "n/a"], [:]), (["title": "خبر", "date": " "], [:]),
    (["title": "خبر", "date": "31 فبراير 2024", "pages": "x"], [:]),
    (["title": "خبر", "pages": "x", "paid": "perhaps"], [:]),
    (["title": "خبر", "date": "30 شباط 2024", "pages": "4.5", "share": "z", "paid": "m"], [:]),
    (["title": "خبر", "share": "1.5.2"], [:]), (["title": "خبر", "paid": "perhaps"], [:]),
    (["title": "خبر", "pages": "1"], ["pages": ["2", "3"]]),
    (["title": "خبر", "tags": "a"], ["tags": ["b", String(repeating: "c", count: 70_000)]]),
    (["title": "خبر"], ["tags": ["b"]]), (["title": "خبر", "kept": "x"], [:]),
  ]

  /// The oracle: what an import of the same documents reports, line by line.
  @Test func `it is what an import reports`() async throws {
    let schema = try Schema(fields: [
      .text("title"), .date("date"), .integer("pages"), .decimal("share"), .boolean("paid"),
      .keyword("tags"), .text("kept"),
    ])
    let home = try TemporaryDirectory()
    for (number, line) in Self.lines.enumerated() {
      var members: [String: Any] = line.values
      members["key"] = "d\(number)"
      for (name, texts) in line.lists {
        members[name] = [line.values[name]].compactMap(\.self) + texts
      }
      let file = home.path(of: "\(number).jsonl")
      try (JSONSerialization.data(withJSONObject: members) + Data("\n".utf8)).write(
        to: URL(fileURLWithPath: file))
      let input = DocumentInput(
        ArchiveFeed(try ArchiveInputs([file])), mapping: RecordMapping(key: "key"))
      let summary = try await BulkIndexer.run(
        input, into: home.path(of: "\(number).index"), schema: schema)
      let document = SourceDocument(
        key: "d\(number)", values: line.values, lists: line.lists)
      #expect(
        summary.report.samples.map(\.message) == document.valueProblems(in: schema), "\(line)")
    }
  }
}
