@testable import FihristArchive
import FihristFormat
import FihristIndexing
import FihristStorage
import FihristTestSupport
import Testing

@Suite struct RecordReaderTests {
  private func read(
    _ text: String, schema: Schema = .article, mapping: RecordMapping = .article
  ) throws -> (documents: [ReadDocument], report: InputReport) {
    try read(Array(text.utf8), schema: schema, mapping: mapping)
  }

  private func read(
    _ bytes: [UInt8], schema: Schema = .article, mapping: RecordMapping = .article,
    isStrict: Bool = false
  ) throws -> (documents: [ReadDocument], report: InputReport) {
    var batch = DocumentBatch()
    var report = InputReport()
    let file = InputFile(
      path: InputPath("a.jsonl"), name: "a.jsonl", isNamed: true, format: .jsonLines)
    let chunk = ArchiveChunk(
      content: .lines(file: file, firstLine: 1), bytes: bytes, mapping: mapping, isStrict: isStrict)
    try ArchiveFeed.parse(chunk, schema: schema, into: &batch, report: &report)
    return (ReadDocument.all(batch, schema), report)
  }

  private func values(_ line: String) throws -> [String: String]? {
    try read(line).documents.first?.values
  }

  @Test func `of two members of one name the last counts, and null is not a value`() throws {
    #expect(try values(#"{"id":1,"title":"a","title":"b"}"#)?["title"] == "b")
    #expect(try values(#"{"id":1,"title":"a","title":"","body":"x"}"#)?["title"] == "")
    #expect(try values(#"{"id":1,"title":"a","title":null,"body":"x"}"#)?["title"] == nil)
    #expect(try read(#"{"id":1,"id":"2","title":"a"}"#).documents.first?.key == "2")
  }

  @Test func `of several members that feed a field the first in rank counts, unless it is empty`()
    throws
  {
    #expect(try values(#"{"id":1,"text":"t","content":"c","body":"b"}"#)?["body"] == "b")
    #expect(try values(#"{"id":1,"body":"b","content":"c"}"#)?["body"] == "b")
    #expect(try values(#"{"id":1,"text":"t","body":"","content":""}"#)?["body"] == "t")
    #expect(try values(#"{"id":1,"title":"t","body":"","content":""}"#)?["body"] == "")
    #expect(try values(#"{"id":1,"body":null,"content":"c"}"#)?["body"] == "c")
  }

  @Test func `values of every kind become text`() throws {
    let line = """
      {"id": 17, "title": ["a", 2, null, {"x": 1}, "b"], "author": ["x", "y"], "source": true, \
      "url": {"$oid": "66f"}, "date": {"$date": "2024-05-18T00:00:00Z"}, "text": {"no": "text"}}
      """
    let document = try #require(try read(line).documents.first)
    #expect(document.key == "17")
    #expect(
      document.values == [
        "title": "a\n2\nb", "author": "x, y", "source": "true", "url": "66f", "date": "2024-05-18",
      ])
  }

  @Test func `escapes in names and values are resolved, half pairs replaced and counted`() throws {
    let line =
      #"{"\u0069d":"\ud83d\ude00","t\u0069tle":"a\ud800b\udc00\ud800\u0041","body":"\u00e9\t"}"#
    let (documents, report) = try read(line)
    #expect(documents.first?.key == "😀")
    #expect(documents.first?.values["title"] == "a\u{FFFD}b\u{FFFD}\u{FFFD}A")
    #expect(documents.first?.values["body"] == "é\t")
    #expect(report.counts == [.notUTF8: 1])
    let message = report.samples.first?.message
    #expect(message == "3 escapes were halves of pairs (\\ud800 to \\udfff) and show as U+FFFD")
  }

  @Test
  func `broken UTF-8 is replaced and counted once a record, also when cut inside a character`()
    throws
  {
    var bytes = Array(#"{"id":"1","title":"ab"#.utf8) + [0xFF, 0xD8]
    bytes += Array("\",\"body\":\"".utf8) + [0xE2, 0x80]
    bytes += Array("\"}\n{\"id\":\"2\",\"title\":\"good\"}\n".utf8)
    let (documents, report) = try read(bytes)
    #expect(documents.map(\.key) == ["1", "2"])
    #expect(documents.first?.values == ["title": "ab\u{FFFD}\u{FFFD}", "body": "\u{FFFD}"])
    #expect(report.counts == [.notUTF8: 1])
    #expect(report.samples.first?.line == 1)
  }

  @Test func `raw control characters in strings are taken, and lines may end with CR LF`() throws {
    let (documents, report) = try read(
      "{\"id\":\"1\",\"title\":\"a\tb\u{1A}c\"}\r\n\r\n \n{\"id\":\"2\",\"title\":\"x\"}")
    #expect(documents.map(\.values) == [["title": "a\tb\u{1A}c"], ["title": "x"]])
    #expect(report.isEmpty)
  }

  @Test func `a record separator may stand before each line`() throws {
    let (documents, report) = try read(
      "\u{1E}{\"id\":\"1\",\"title\":\"ا\"}\n"
        + "\u{1E}\u{FEFF}{\"id\":\"2\",\"title\":\"ب\"}\r\n\u{1E}\n")
    #expect(documents.map(\.key) == ["1", "2"])
    #expect(report.isEmpty)
  }

  @Test func `each bad line is reported with its number and column, and the others are read`()
    throws
  {
    let lines = [
      #"{"id":"1","title":"a"}"#, #"{"id":"2","title":"a"#, "not json", #"{"id":"3" "title":"a"}"#,
      "",
      #"{"title":"a"}"#, #"{"id":"","title":"a"}"#, #"{"id":"4","source":"x"}"#,
      #"{"id":"5","title":"","content":""}"#, #"["id"]"#, #"{"id":"6","title":"a"} x"#,
      #"{"id":"7","title":01}"#,
    ]
    let (documents, report) = try read(lines.joined(separator: "\n"))
    #expect(documents.map(\.key) == ["1"])
    #expect(report.counts == [.malformed: 6, .key: 2, .noText: 2])
    let noText = report.samples.filter { $0.problem == .noText }.map(\.description)
    #expect(
      noText == [
        "a.jsonl:8: the record has no text to search",
        "a.jsonl:9: the record has no word to search",
      ])
    let malformed = report.samples.filter { $0.problem == .malformed }.map(\.description)
    #expect(
      malformed == [
        "a.jsonl:2: column 19: the string is not closed",
        "a.jsonl:3: column 1: the record is not a JSON object",
        "a.jsonl:4: column 11: a comma or } is missing",
        "a.jsonl:10: column 1: the record is not a JSON object",
        "a.jsonl:11: column 24: something follows the object",
        "a.jsonl:12: column 19: the number is malformed",
      ])
  }

  @Test func `strict reading stops at the first record that would be left out`() throws {
    let text = "{\"id\":\"1\",\"title\":\"a\"}\n{\"id\":\n{\"id\":\"2\",\"title\":\"a\"}\n"
    let error = #expect(throws: ArchiveError.self) {
      try read(Array(text.utf8), isStrict: true)
    }
    #expect(error?.kind == .record)
    #expect(error?.line == 2)
    #expect(
      error?.description.hasPrefix("a.jsonl:2: column 7: the line ends inside the object;") == true)
  }

  @Test func `keys of more than 1,024 bytes are refused and the longest allowed is taken`() throws {
    let good = String(repeating: "k", count: 1_024)
    let (documents, report) = try read(
      "{\"id\":\"\(good)\",\"title\":\"a\"}\n{\"id\":\"\(good)k\",\"title\":\"a\"}")
    #expect(documents.map(\.key) == [good])
    #expect(report.counts == [.key: 1])
  }

  @Test func `values nested too deep are refused and never overflow the stack`() throws {
    for (depth, isGood) in [(500, true), (511, true), (512, false), (200_000, false)] {
      let nest = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let (documents, report) = try read("{\"id\":\"1\",\"title\":\"a\",\"x\":\(nest)}")
      #expect(documents.count == (isGood ? 1 : 0), "\(depth)")
      #expect(report.counts == (isGood ? [:] : [.malformed: 1]), "\(depth)")
    }
  }

  private static let typedValues: [(type: String, value: String, problem: String?)] = [
    ("integer", "12", nil), ("integer", #""١٢""#, nil), ("integer", "3.0", nil),
    (
      "integer", #""many""#,
      #"the value "many" of "x" is not a whole number; it is stored as written"#
    ),
    ("integer", "3.5", #"the value "3.5" of "x" is not a whole number; it is stored as written"#),
    ("integer", "[1,2]", #""x" has 2 values, and its column takes the first"#),
    ("decimal", "-1.5e3", nil),
    ("decimal", #""nan""#, #"the value "nan" of "x" is not a number; it is stored as written"#),
    ("boolean", "true", nil), ("boolean", #""لا""#, nil), ("boolean", #""""#, nil),
    ("boolean", "2", #"the value "2" of "x" is not true or false; it is stored as written"#),
    ("keyword", #"["a","b"]"#, nil),
    (
      "date", #"["2024-05-18","2024-05-19"]"#,
      #""x" has 2 values, and its column takes the first"#
    ),
    (
      "keyword", #"["a",""# + String(repeating: "b", count: 1_025) + #""]"#,
      #"a value of "x" has 1025 bytes, and a column takes 1024; it is stored as written"#
    ),
  ]

  @Test(arguments: typedValues)
  func `a value that its column cannot hold is kept as written and reported`(
    type: String, value: String, problem: String?
  ) throws {
    let file = #"{"key":"id","fields":[{"name":"title"},{"name":"x","type":"\#(type)"}]}"#
    let schema = try SchemaFile.parse(Array(file.utf8), path: "s.json")
    let (documents, report) = try read(
      #"{"id":1,"title":"a","x":\#(value)}"#, schema: schema.schema, mapping: schema.mapping)
    #expect(documents.first?.values["x"] != nil)
    #expect(report.samples.map(\.message) == (problem.map { [$0] } ?? []))
    #expect(report.counts[.value, default: 0] == (problem == nil ? 0 : 1))
  }

  @Test func `a date that is not understood is kept as written and reported`() throws {
    let (documents, report) = try read(#"{"id":1,"title":"a","date":"بعد العيد"}"#)
    #expect(documents.first?.values["date"] == "بعد العيد")
    #expect(report.counts == [.value: 1])
    #expect(report.lostDocuments == 0)
    #expect(try values(#"{"id":1,"title":"a","date":""}"#)?["date"] == "")
  }

  @Test(arguments: [
    (#"{"$date":"2024-05-18T10:20:30Z"}"#, "2024-05-18T10:20:30"),
    (#"{"$date":1715990400000}"#, "2024-05-18"),
    (#"{"$date":{"$numberLong":"1715990400000"}}"#, "2024-05-18"), (#"{"$date":0}"#, "1970-01-01"),
    (#"{"$date":{"$numberLong":"-1"}}"#, "1969-12-31T23:59:59"),
    (#"{"$date":-86400000}"#, "1969-12-31"), (#"{"$date":1716027630999}"#, "2024-05-18T10:20:30"),
    ("1715990400", "2024-05-18"), ("1715990400000", "2024-05-18"),
    ("1716027630.5", "2024-05-18T10:20:30"),
    (#""1715990400""#, "2024-05-18"), (#"{"$numberLong":"1715990400000"}"#, "2024-05-18"),
    (#"{"$numberLong":"1715990400"}"#, "2024-05-18"), (#"["2024-05-18"]"#, "2024-05-18"),
    (#""18/05/2024 الموافق 10/11/1445""#, "2024-05-18"),
    (#"{"$numberInt":"1715990400"}"#, "2024-05-18"),
  ])
  func `days in the forms of archives and databases`(value: String, day: String) throws {
    let (documents, report) = try read(#"{"id":1,"title":"a","date":\#(value)}"#)
    #expect(documents.first?.values["date"] == day)
    #expect(report.isEmpty)
  }

  @Test func `numbers that databases wrap are read wherever a number is expected`() throws {
    let (documents, report) = try read(
      #"{"id":{"$numberLong":"7"},"title":{"$numberInt":"5"},"author":[{"$oid":"a"},{"x":1},3]}"#)
    #expect(
      documents == [ReadDocument(key: "7", values: ["title": "5", "author": "a, 3"])])
    #expect(report.isEmpty)
  }

  @Test func `Hijri dates, months and years are kept as written, and are not problems`() throws {
    for written in ["10/11/1445", "1445-11-10", "10 ذو القعدة 1445 هـ", "2015-07", "شوال 1436"] {
      let (documents, report) = try read(#"{"id":1,"title":"a","date":"\#(written)"}"#)
      #expect(documents.first?.values["date"] == written)
      #expect(report.isEmpty)
    }
  }

  @Test func `a day that no calendar has is reported as such`() throws {
    let (documents, report) = try read(#"{"id":1,"title":"a","date":"30 شباط 2024"}"#)
    #expect(documents.first?.values["date"] == "30 شباط 2024")
    #expect(report.samples.first?.message.contains("does not have") == true)
  }

  @Test(arguments: [
    #""title":{"x":"y"}"#, #""title":"  ","content":"…!""#, #""title":"","content":[{"text":"t"}]"#,
    #""title":[]"#, #""title":[null,{}]"#, #""title":"\u200f\u00a0""#, #""title":[" ","-"]"#,
    #""source":"s","date":"2024-05-18""#,
  ])
  func `a record without a word is left out as no-text`(members: String) throws {
    let (documents, report) = try read(
      "{\"id\":1,\(members)}\n{\"id\":2,\"title\":\"كلمة\"}")
    #expect(documents == [ReadDocument(key: "2", values: ["title": "كلمة"])])
    #expect(report.counts == [.noText: 1])
    #expect(report.samples.first?.line == 1)
  }

  @Test func `a member can be the key and feed a field`() throws {
    let schema = try Schema(fields: [.text("t"), .keyword("url"), .keyword("again")])
    let mapping = RecordMapping(key: "url", fields: ["again": ["url"]])
    let document = try #require(
      try read(#"{"url":"u","t":"x"}"#, schema: schema, mapping: mapping).documents.first)
    #expect(document == ReadDocument(key: "u", values: ["t": "x", "url": "u", "again": "u"]))
  }

  private func nested(_ line: String) throws -> ReadDocument? {
    let schema = try Schema(fields: [.text("t"), .text("u"), .keyword("k")])
    let mapping = RecordMapping(
      key: "m.id", fields: ["t": ["a.b.c", "a.b"], "u": ["u", "u.rendered"], "k": ["a.k"]])
    return try read(line, schema: schema, mapping: mapping).documents.first
  }

  @Test func `members of members are found by their paths`() throws {
    #expect(
      try nested(#"{"m":{"id":7},"a":{"b":{"c":"x","d":"y"},"k":["p","q"]},"u":{"rendered":"r"}}"#)
        == ReadDocument(key: "7", values: ["t": "x", "u": "r", "k": "p, q"]))
    #expect(
      try nested(#"{"m":{"id":"7"},"a":{"b":"whole"},"u":"plain"}"#)
        == ReadDocument(key: "7", values: ["t": "whole", "u": "plain"]))
    // A member whose own name has the dots is the same.
    #expect(
      try nested(#"{"m.id":"7","a.b.c":"x","u.rendered":"r"}"#)
        == ReadDocument(key: "7", values: ["t": "x", "u": "r"]))
    #expect(
      try nested(#"{"\u006d":{"i\u0064":"7"},"a":{"\u0062":"e"}}"#)
        == ReadDocument(key: "7", values: ["t": "e"]))
    #expect(try nested(#"{"m":["id"],"a":{"b":"x"}}"#) == nil)
    #expect(try nested(#"{"m":{"id":"7"},"a":[{"b":"x"}],"u":{"rendered":{"x":1}}}"#) == nil)
  }

  @Test func `the last of two objects of one name counts, member by member`() throws {
    #expect(
      try nested(#"{"m":{"id":"1"},"a":{"b":"x"},"a":{"b":"y"}}"#)
        == ReadDocument(key: "1", values: ["t": "y"]))
    #expect(
      try nested(#"{"m":{"id":"1"},"a":{"b":"x"},"a":{"k":"y"}}"#)
        == ReadDocument(key: "1", values: ["t": "x", "k": "y"]))
  }

  @Test func `a path may be as long as it likes`() throws {
    let path = Array(repeating: "a", count: 600)
    let schema = try Schema(fields: [.text("t")])
    let mapping = RecordMapping(key: "id", fields: ["t": [path.joined(separator: ".")]])
    let line =
      #"{"id":1,"# + path.dropLast(100).map { "\"\($0)\":{" }.joined()
      + String(repeating: "}", count: 501)
    #expect(try read(line, schema: schema, mapping: mapping).report.counts == [.noText: 1])
  }

  @Test func `random bytes never trap`() throws {
    var generator = SeededGenerator(seed: 3)
    let signs = Array("{}[]\",:\\u0nt-.eE+ 1\nid".utf8) + [0x80, 0xD8, 0xA7, 0xFF, 0]
    for _ in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
        signs.randomElement(using: &generator)!
      }
      _ = try read(Array("{\"id\":\"1\",".utf8) + bytes)
    }
  }
}
