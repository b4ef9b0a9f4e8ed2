import FihristFormat
import FihristIndexing
import Testing

@testable import FihristArchive

/// Texts that content management systems render as HTML.
@Suite struct RenderedTextTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `what WordPress renders becomes text`() throws {
    let record = #"""
      {"id":7,"title":{"rendered":"قال &#8220;نعم&#8221; &amp; مضى"},"content":{"rendered":\#
      "<p>نص <strong>الخبر</strong> هنا.</p>\n<p class=\"x\">سطر<br \/>آخر 3 &lt; 4</p>"}}
      """#
    let path = try folder.write("a.jsonl", record + "\n")
    let (documents, report) = try ReadDocument.read([path])
    #expect(report.isEmpty, "\(report.samples)")
    #expect(documents.map(\.key) == ["7"])
    #expect(documents.first?.values["title"] == "قال “نعم” & مضى")
    #expect(documents.first?.values["body"] == "نص الخبر هنا.\nسطر\nآخر 3 < 4")
  }

  @Test func `columns and keywords of that name are read so, and other members are not`() throws {
    let table = try folder.write(
      "a.csv", "id,title,content.rendered\n1,<b>أ</b>,\"<p>نص <i>\"\"مائل\"\"</i></p>\"\n")
    let rows = try ReadDocument.read([table]).documents
    #expect(rows.map(\.values) == [["title": "<b>أ</b>", "body": "نص \"مائل\""]])
    let schema = try ArchiveSchema(
      schema: Schema(fields: [.text("title"), .keyword("section")]),
      mapping: RecordMapping(key: "id", fields: ["section": ["section.rendered"]]))
    let path = try folder.write(
      "b.jsonl",
      #"{"id":"1","title":"<i>","section":{"rendered":"أ &amp; ب"}}"# + "\n"
        + #"{"id":"2","title":"عنوان <i>","section":{"rendered":["أ &amp; ب","<b>ت</b>"]}}"# + "\n")
    let records = try ReadDocument.read([path], schema: schema).documents
    #expect(records.last?.values == ["title": "عنوان <i>", "section": "أ & ب, ت"])
  }

  @Test func `a text of tags alone is nothing to search`() throws {
    let path = try folder.write(
      "a.jsonl",
      #"{"id":1,"content":{"rendered":"<p></p>"}}"# + "\n"
        + #"{"id":2,"content":{"rendered":"<p>نص</p>"}}"# + "\n")
    let (documents, report) = try ReadDocument.read([path])
    #expect(documents.map(\.key) == ["2"])
    #expect(report.counts == [.noText: 1])
  }
}
