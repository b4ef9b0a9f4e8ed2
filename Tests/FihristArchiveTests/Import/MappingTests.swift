@testable import FihristArchive
import FihristFormat
import FihristIndexing
import FihristTestSupport
import Foundation
import Testing

/// Members inside of lists, made keys, fields from paths, and texts that are cut at headings.
@Suite struct MappingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ path: String, _ change: (inout RecordMapping) -> Void
  ) throws -> [ReadDocument] {
    var mapping = RecordMapping.article
    change(&mapping)
    return try ReadDocument.read(
      [path], schema: ArchiveSchema(schema: .article, mapping: mapping)
    ).documents
  }

  @Test func `elements of lists are members`() throws {
    let lines = """
      {"id":"1","title":"ا","meta":{"published":["2015-07-09","2015-07-10"],"by":[{"name":"سعيد"}]}}
      {"id":"2","title":"ب","meta":{"published":[],"by":[{"nick":"x"},{"name":"علي"}]}}
      {"id":"3","title":"ج","meta":{"published":"2015-07-11","by":[["x"]]}}
      {"id":"4","title":"د","meta":{"published":[["2015"]]},"by[0]":"حسن"}
      """
    let documents = try read(try folder.write("a.jsonl", lines)) {
      $0.fields["date"] = ["meta.published[1]", "meta.published[0]"]
      $0.fields["author"] = ["meta.by[0].name", "meta.by[1].name", "by[0]"]
      $0.fields["source"] = ["meta.by[0][0]"]
    }
    #expect(documents.map { $0.values["date"] } == ["2015-07-10", nil, nil, "2015"])
    #expect(documents.map { $0.values["author"] } == ["سعيد", "علي", nil, "حسن"])
    #expect(documents.map { $0.values["source"] } == [nil, nil, "x", nil])
  }

  @Test func `recognition counts members that are named, however deep`() throws {
    let line = #"{"id":"1","a":{"b":{"c":["x",{"d":"عنوان"}]}}}"#
    let feed = ArchiveFeed(try ArchiveInputs([try folder.write("a.jsonl", line)]))
    let chosen = try feed.recognizeSchema(SchemaOverrides(title: "a.b.c[1].d"))
    #expect(chosen.recognition?.contains("title from \"a.b.c[1].d\"") == true)
    #expect(chosen.recognition?.contains("lack") == false)
  }

  @Test func `records without a key get one`() throws {
    let lines = """
      {"title":"ا","url":"http://a"}
      {"title":"ب"}
      {"id":"","title":"ب"}
      {"id":"7","title":"ج"}
      """
    let path = try folder.write("a.jsonl", lines)
    #expect(try read(path) { _ in }.map(\.key) == ["7"])
    let byPath = try read(path) { $0.keySource = .path }
    #expect(byPath.map(\.key) == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3", "7"])
    let byURL = try read(path) { $0.keySource = .url }
    #expect(byURL.map(\.key) == ["http://a", "a.jsonl:2", "a.jsonl:3", "7"])
    let byHash = try read(path) { $0.keySource = .hash }
    #expect(Set(byHash.map(\.key)).count == 4 && byHash[0].key.hasPrefix("h"))
    #expect(byHash.dropLast().allSatisfy { $0.key.utf8.count == 25 })
    let again = try read(try folder.write("b.jsonl", "\n" + lines)) { $0.keySource = .hash }
    #expect(again.map(\.key) == byHash.map(\.key))
  }

  @Test func `rows, texts and pages get keys in the same way`() throws {
    let table = try folder.write("a.csv", "title,url\nا,http://a\nب,\n")
    #expect(try read(table) { $0.keySource = .url }.map(\.key) == ["http://a", "a.csv:2"])
    #expect(try read(table) { $0.keySource = .path }.map(\.key) == ["a.csv:1", "a.csv:2"])
    let text = try folder.write("a.txt", "عنوان\nنص المقال\nالرابط: http://b\n")
    #expect(try read(text) { $0.keySource = .url }.map(\.key) == ["http://b"])
    #expect(try read(text) { $0.keySource = .path }.map(\.key) == ["a.txt"])
    #expect(try read(text) { $0.keySource = .hash }[0].key.hasPrefix("h"))
    let page = try folder.write(
      "a.html", "<html><link rel=canonical href='http://c'><title>ا</title><p>نص</p>")
    #expect(try read(page) { $0.keySource = .url }.map(\.key) == ["http://c"])
    #expect(try read(page) { _ in }.map(\.key) == ["a.html"])
  }

  @Test func `texts in an array are articles if they get keys`() throws {
    let path = try folder.write(
      "a.json", #"["نص أول", "نص \"ثان\"", "", 5, {"id":"7","title":"ا"}]"#)
    #expect(try read(path) { _ in }.map(\.key) == ["7"])
    let documents = try read(path) { $0.keySource = .path }
    #expect(documents.map(\.key) == ["a.json:1", "a.json:2", "7"])
    #expect(documents.map { $0.values["body"] } == ["نص أول", "نص \"ثان\"", nil])
    let text = try folder.write("b.txt", #"["مرحبا" قال الرجل]"#)
    #expect(try read(text) { _ in }.map(\.key) == ["b.txt"])
  }

  @Test func `paths of files fill fields that have no text`() throws {
    try folder.write("x/okaz/2004/12/a.txt", "عنوان\nنص المقال")
    try folder.write("x/okaz/2004/11/b.jsonl", #"{"id":"1","title":"ا","source":"غيره"}"#)
    try folder.write("x/other/c.txt", "عنوان\nنص المقال")
    let rule = try PathRule("{source}/{year}/{month}/*")
    let documents = try read(folder.path + "/x") {
      $0.pathRule = rule
      $0.constants["source"] = "ثابت"
    }
    let byKey = Dictionary(uniqueKeysWithValues: documents.map { ($0.key, $0.values) })
    #expect(byKey["okaz/2004/12/a.txt"]?["source"] == "okaz")
    #expect(byKey["okaz/2004/12/a.txt"]?["date"] == "2004-12")
    #expect(byKey["1"]?["source"] == "غيره" && byKey["1"]?["date"] == "2004-11")
    #expect(byKey["other/c.txt"]?["source"] == "ثابت" && byKey["other/c.txt"]?["date"] == nil)
  }

  @Test func `values of options and paths that a column cannot hold are reported`() throws {
    try folder.write("x/2024/13/b.txt", "عنوان\nنص المقال")
    try folder.write(
      "x/a.jsonl", "{\"id\":\"1\",\"title\":\"ا\"}\n{\"id\":\"2\",\"date\":\"2024\"}\n")
    var mapping = RecordMapping.article
    mapping.pathRule = try PathRule("{year}/{month}/*")
    mapping.constants["date"] = "غير"
    let (documents, report) = try ReadDocument.read(
      [folder.path + "/x"], schema: ArchiveSchema(schema: .article, mapping: mapping))
    #expect(Set(documents.map { $0.values["date"] }) == ["2024-13", "غير"])
    #expect(report.counts == [.value: 2, .noText: 1])
    let messages = report.samples.filter { $0.problem == .value }.map(\.message)
    #expect(messages.contains { $0.contains("\"2024-13\"") })
    #expect(messages.contains { $0.contains("\"غير\"") })
  }

  @Test func `texts are cut at their headings`() throws {
    let text = """
      كتاب الرحلات
      كلمة قبل الفصول
      الباب الأول
      الفصل الأول: الخروج
      نص الفصل الأول
      الفصل في هذه المسألة أن الناس اختلفوا.
      ## الفصل الثاني
      نص الفصل الثاني
      """
    let whole = try read(try folder.write("a.txt", text)) { _ in }
    #expect(whole.count == 1)
    let parts = try read(folder.path + "/a.txt") { $0.splitsAtHeadings = true }
    #expect(parts.map(\.key) == ["a.txt", "a.txt#1", "a.txt#2"])
    #expect(
      parts.map { $0.values["title"] } == [
        "كتاب الرحلات", "الباب الأول\nالفصل الأول: الخروج", "الفصل الثاني",
      ])
    #expect(parts[0].values["body"] == "كلمة قبل الفصول")
    #expect(parts[1].values["body"]?.hasSuffix("أن الناس اختلفوا.") == true)
    #expect(parts[2].values["body"] == "نص الفصل الثاني")
    let plain = try read(try folder.write("b.txt", "عنوان\nنص")) { $0.splitsAtHeadings = true }
    #expect(plain.map(\.key) == ["b.txt"])
  }

  @Test(arguments: [
    ("# كتاب\nتمهيد\n## فصل أول\nنص", ["كتاب", "فصل أول"], ["تمهيد", "نص"]),
    ("# كتاب\n## فصل أول\nنص\n# ثان\nآخر", ["كتاب\nفصل أول", "ثان"], ["نص", "آخر"]),
    ("كتاب\n# فصل أول\nنص", ["كتاب\nفصل أول"], ["نص"]),
    ("# كتاب\nتمهيد", ["كتاب"], ["تمهيد"]),
    ("#وسم\nتمهيد\n# فصل أول\nنص", ["#وسم", "فصل أول"], ["تمهيد", "نص"]),
  ])
  func `the first line of a text is its first heading`(
    text: String, titles: [String], bodies: [String]
  ) throws {
    let parts = try read(try folder.write("a.txt", text)) { $0.splitsAtHeadings = true }
    #expect(parts.map { $0.values["title"] } == titles)
    #expect(parts.map { $0.values["body"] } == bodies)
  }

  @Test(arguments: [
    ("```\n# رمز\n```\n# ثان\nآخر", ["كتاب", "ثان"]),
    ("~~~~ swift\n# رمز\n~~~\n# رمز\n~~~~~\n# ثان\nآخر", ["كتاب", "ثان"]),
    ("```\n# رمز\n~~~\n# رمز", ["كتاب"]),
    ("```رمز``` في سطر\n# ثان\nآخر", ["كتاب", "ثان"]),
    ("``\n# ثان\nآخر", ["كتاب", "ثان"]),
  ])
  func `lines of code between fences are not headings`(text: String, titles: [String]) throws {
    for front in ["", "---\nauthor: هند\n---\n"] {
      let path = try folder.write("a.md", "\(front)# كتاب\nتمهيد\n\(text)")
      let parts = try read(path) { $0.splitsAtHeadings = true }
      #expect(parts.map { $0.values["title"] } == titles)
      #expect(parts.first?.values["body"]?.contains("# رمز") == text.contains("# رمز"))
    }
  }

  @Test(arguments: ["a.md", "a.txt"])
  func `texts with front matter are cut at their headings`(name: String) throws {
    let text = """
      ---
      title: عنوان الكتاب
      author: هند
      url: https://x.example/1
      ---
      كلمة قبل الفصول

      # الفصل الأول
      نص الأول
      # الفصل الثاني
      نص الثاني
      """
    let path = try folder.write(name, text)
    let parts = try read(path) { $0.splitsAtHeadings = true }
    #expect(parts.map(\.key) == [name, "\(name)#1", "\(name)#2"])
    #expect(
      parts.map { $0.values["title"] } == ["عنوان الكتاب", "الفصل الأول", "الفصل الثاني"])
    #expect(parts.map { $0.values["body"] } == ["كلمة قبل الفصول", "نص الأول", "نص الثاني"])
    #expect(parts.allSatisfy { $0.values["author"] == "هند" })
    let addressed = try read(path) {
      $0.splitsAtHeadings = true
      $0.keySource = .url
    }
    #expect(
      addressed.map(\.key) == ["", "#1", "#2"].map { "https://x.example/1" + $0 })
    let plain = try read(try folder.write("b-" + name, "---\ntitle: عنوان\n---\nنص")) {
      $0.splitsAtHeadings = true
    }
    #expect(plain.map(\.values) == [["title": "عنوان", "body": "نص"]])
  }

  @Test func `pages are cut at their headings`() throws {
    let text = String(repeating: "كلمات المقال الطويل. ", count: 10)
    let page = """
      <html><title>الكتاب</title><meta name=author content="سعيد"><article><p>\(text)</p>
      <h2>الفصل الأول</h2><p>أول \(text)</p><h2>الفصل الثاني</h2><p>ثان \(text)</p></article>
      """
    let path = try folder.write("a.html", page)
    #expect(try read(path) { _ in }.count == 1)
    let parts = try read(path) { $0.splitsAtHeadings = true }
    #expect(parts.map(\.key) == ["a.html", "a.html#1", "a.html#2"])
    #expect(parts.map { $0.values["title"] } == ["الكتاب", "الفصل الأول", "الفصل الثاني"])
    #expect(parts.allSatisfy { $0.values["author"] == "سعيد" })
    #expect(parts[2].values["body"]?.hasPrefix("ثان") == true)
  }
}
