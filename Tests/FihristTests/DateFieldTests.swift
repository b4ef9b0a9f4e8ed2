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

  @Test(arguments: DateOrder.allCases)
  func `the order of day and month is the schema's, in every run`(
    _ order: DateOrder
  ) async throws {
    let kept = [.dayMonth: "2024-06-05", .monthDay: "2024-05-06"][order] ?? "05/06/2024"
    let directory = try TemporaryDirectory()
    let schema = try Schema(fields: [
      .text("body"), .date("date", order: order), .date("other", isStored: false),
    ])
    for run in 0..<2 {
      // The second run takes the schema from the index.
      let writer =
        try run == 0
        ? IndexWriter(path: directory.path, schema: schema) : IndexWriter(path: directory.path)
      for text in ["05/06/2024", "05/18/2024", "Monday 05/06/2024"] {
        let values = ["body": "خبر", "date": text, "other": text]
        try await writer.add(SourceDocument(key: "\(run) \(text)", values: values))
      }
      try await writer.commit()
      try await writer.close()
    }
    try IndexRebuild(path: directory.path).run()
    let index = try Index(path: directory.path)
    #expect(index.information.schema.fields[1].dateOrder == order)
    for run in 0..<2 {
      let hits = try index.search("خبر").hits
      let dates = Dictionary(uniqueKeysWithValues: hits.map { ($0.key, $0.date) })
      #expect(dates["\(run) 05/06/2024"] == kept)
      #expect(dates["\(run) 05/18/2024"] == "2024-05-18")
      #expect(dates["\(run) Monday 05/06/2024"] == "2024-05-06")
    }
    if order != .undecided {
      #expect(try index.search("date:\(kept.prefix(7))").hits.contains { $0.key == "0 05/06/2024" })
      // A date in a query is read as one in the field.
      #expect(try index.search("date:05/06/2024").hits.contains { $0.key == "1 05/06/2024" })
    } else {
      #expect(try index.search("* -date:*").hits.map(\.key) == ["0 05/06/2024", "1 05/06/2024"])
      #expect(throws: IndexError.self) { try index.search("date:05/06/2024") }
    }
    // The other field has an order of its own.
    #expect(try index.search("other:2024-06-05").hits.count == 2)
  }
}
