import FihristFormat
import FihristIndexing
import FihristUnpacking
import Testing

@testable import FihristArchive

@Suite struct DocumentTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ name: String, _ bytes: [UInt8], isUnpacking: Bool = false
  ) throws -> (documents: [ReadDocument], report: InputReport) {
    try ReadDocument.read([try folder.write(name, bytes)], isUnpacking: isUnpacking)
  }

  static let bookValues = [
    "title": "رحلة إلى الوادي", "author": "ليلى القاسم, هند", "source": "دار المثال",
    "date": "2019-03-04", "language": "ar", "tags": "رحلات",
    "body": "الفصل الأول\nخرجنا مع الفجر.\nالفصل الثاني\nعدنا في المساء.",
  ]

  @Test(arguments: [true, false])
  func `a book is read in the order of its chapters`(isUnpacking: Bool) throws {
    for name in ["book.epub", "book"] {
      let (documents, report) = try read(name, DocumentSpecimens.book, isUnpacking: isUnpacking)
      #expect(documents == [ReadDocument(key: name, values: Self.bookValues)])
      #expect(report.isEmpty)
    }
  }

  @Test func `a book is cut at its chapters if that is asked for`() throws {
    let path = try folder.write("book.epub", DocumentSpecimens.book)
    var mapping = RecordMapping.article
    mapping.splitsAtHeadings = true
    let (documents, report) = try ReadDocument.read(
      [path], schema: ArchiveSchema(schema: .article, mapping: mapping))
    var chapters = [Self.bookValues, Self.bookValues]
    chapters[0]["title"] = "رحلة إلى الوادي: الفصل الأول"
    chapters[0]["body"] = "خرجنا مع الفجر."
    chapters[1]["title"] = "رحلة إلى الوادي: الفصل الثاني"
    chapters[1]["body"] = "عدنا في المساء."
    #expect(documents.map(\.key) == ["book.epub", "book.epub#1"])
    #expect(documents.map(\.values) == chapters)
    #expect(report.isEmpty)
  }

  @Test func `a document gives its paragraphs, and not what was deleted`() throws {
    let (documents, report) = try read("letter.docx", DocumentSpecimens.letter)
    #expect(documents.map(\.key) == ["letter.docx"])
    #expect(documents[0].values["title"] == "تقرير المياه")
    #expect(documents[0].values["author"] == "سالم")
    #expect(documents[0].values["date"]?.hasPrefix("2021-02-03") == true)
    #expect(
      documents[0].values["body"] == "ارتفع منسوب المياه\nسطر\nوسطر & آخر\nخلية\nمربع")
    #expect(report.isEmpty)
  }

  @Test func `a sheet is refused with advice`() throws {
    let (documents, report) = try read("sheet.docx", DocumentSpecimens.sheet)
    #expect(documents.isEmpty)
    #expect(report.counts == [.unreadable: 1])
    #expect(report.samples[0].message.contains("save it as CSV"))
  }

  @Test func `cut and damaged documents are reported, and nothing traps`() throws {
    for (name, bytes) in [
      ("a.epub", DocumentSpecimens.book), ("a.docx", DocumentSpecimens.letter),
    ] {
      for index in stride(from: 4, to: bytes.count, by: 11) {
        let cut = try read(name, Array(bytes[..<index]))
        #expect(cut.documents.isEmpty && cut.report.counts == [.unreadable: 1])
        var flipped = bytes
        flipped[index] ^= 0x41
        let (documents, report) = try read(name, flipped)
        #expect(documents.count + (report.counts[.unreadable] ?? 0) + report.lostDocuments > 0)
      }
    }
  }

  @Test func `documents in an archive are read there`() throws {
    let path = try folder.write("d/a.epub", DocumentSpecimens.book)
    _ = try folder.write("d/b.docx", DocumentSpecimens.letter)
    let (documents, _) = try ReadDocument.read([folder.path + "/d"], isUnpacking: true)
    #expect(documents.map(\.key) == ["a.epub", "b.docx"])
    #expect(path.hasSuffix("a.epub"))
  }
}
