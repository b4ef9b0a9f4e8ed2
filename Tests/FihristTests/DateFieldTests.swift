import Fihrist
import FihristTestSupport
import Testing

/// Date fields are kept by one rule, whoever adds the document; `Documentation/Dates.md` has it.
@Suite struct DateFieldTests {
  private static let dates = [
    ("1", "21/7/2015", "2015-07-21"), ("2", "18/05/2024 الموافق 10/11/1445", "2024-05-18"),
    ("3", "1437400800", "2015-07-20T14:00:00"), ("4", "10/11/1445", "10/11/1445"),
    ("5", "بعد العيد", "بعد العيد"), ("6", "2015-07-21T10:00:00Z", "2015-07-21T10:00:00"),
    ("7", "", ""),
    ("8", "1445-11-10", "1445-11-10"), ("9", "2015-07-21", "2015-07-21"),
  ]

  @Test func `a program that adds documents gets the days that the tool gets`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(path: directory.path)
    for (key, written, _) in Self.dates {
      try await writer.add(
        SourceDocument(
          key: key, values: ["title": "خبر رقم\(key)", "date": written, "url": written]))
    }
    try await writer.commit()
    try await writer.merge(toSegments: 1)
    try await writer.close()
    let index = try Index(path: directory.path)
    for (key, written, kept) in Self.dates {
      let hit = try #require(index.search("رقم\(key)").hits.first { $0.key == key })
      #expect(hit.text(of: "date") == kept, "\(written)")
      // Only date fields are dates.
      #expect(hit.text(of: "url") == written)
    }
  }
}
