import FihristFormat
import FihristStorage
import Testing

@testable import FihristArchive

@Suite struct SchemaRecognitionTests {
  private func recognize(
    _ text: String, _ overrides: SchemaOverrides = SchemaOverrides(), known: KnownSchema? = nil,
    isWhole: Bool = true
  ) throws -> ArchiveSchema {
    let sample = RecordSample(Array(text.utf8), isWhole: isWhole)
    return try SchemaRecognition(
      sample: sample, overrides: overrides, known: known, path: "a.jsonl"
    ).recognize()
  }

  private func known(_ schema: Schema, _ mapping: RecordMapping?) -> KnownSchema {
    KnownSchema(schema: schema, inputMapping: mapping?.json ?? "")
  }

  @Test func `usual names are recognised and told`() throws {
    let recognized = try recognize(
      #"{"id":"1","source":"s","url":"u","date_extracted":"d","#
        + #""title":"t","author":"a","content":"c","tags":[1],"rank":1}"#
    )
    #expect(
      recognized.recognition
        == #"key from "id", title from "title", body from "content", "#
        + #"author from "author", source from "source", tags from "tags", url from "url", "#
        + #"date from "date_extracted"; not used: "rank""#
    )
    #expect(recognized.mapping.key == "id")
    #expect(recognized.schema == .article)
  }

  @Test func `records that are nothing but texts are not missing`() throws {
    let recognized = try recognize("\"نص\"\n\"آخر\"\n")
    #expect(recognized.recognition == "body from the records, which are texts")
    #expect(try recognize("[1]").recognition == "no records at the start of a.jsonl")
  }

  @Test func `the order of dates is that of the user, and of the index from then on`() throws {
    let record = #"{"id":"1","title":"t","content":"c"}"#
    let first = try recognize(record, SchemaOverrides(dateOrder: .monthDay))
    #expect(first.schema == .article(dateOrder: .monthDay))
    let known = known(first.schema, first.mapping)
    let second = try recognize(record, known: known)
    let same = try recognize(record, SchemaOverrides(dateOrder: .monthDay), known: known)
    #expect(second.schema == first.schema && same == second)
    #expect {
      _ = try recognize(record, SchemaOverrides(dateOrder: .dayMonth), known: known)
    } throws: {
      "\($0)".contains("reads dates as month-day, and --date-order says day-month")
    }
  }

  @Test func `neither schema nor mapping depend on which members come first`() throws {
    let one = try recognize(#"{"id":"1","title":"t","content":"c"}"#)
    let other = try recognize(#"{"id":"1","headline":"t","text":"c","published":"2024"}"#)
    #expect(one.schema == other.schema && one.mapping == other.mapping)
  }

  @Test func `texts inside objects are recognised, as WordPress writes them`() throws {
    let recognized = try recognize(
      #"{"id":1,"title":{"rendered":"t"},"content":{"rendered":"c","protected":false},"author":3}"#)
    #expect(
      recognized.recognition
        == #"key from "id", title from "title.rendered", "#
        + #"body from "content.rendered", author from "author"; not used: "content.protected""#
    )
    let other = try recognize(
      #"{"_id":{"$oid":"6"},"Headline":{"main":"t"},"source":{"name":"s"},"body":"c"}"#)
    #expect(other.mapping.key == "_id")
    #expect(other.mapping.members(of: "title").first == "Headline.main")
    #expect(other.mapping.members(of: "source").first == "source.name")
  }

  @Test func `objects and lists of objects are not texts`() {
    for value in [#"{"x":{"y":"z"}}"#, #"[{"text":"t"}]"#, "[]", "{}", "[[1]]", "null"] {
      let error = #expect(throws: ArchiveError.self) {
        try recognize(#"{"id":"1","title":\#(value)}"#)
      }
      #expect(error?.kind == .noText, "\(value)")
    }
  }

  @Test func `the mapping that an index remembers is used as long as the records fit it`() throws {
    let mapping = RecordMapping(
      key: "nr", fields: ["title": ["h"], "body": ["words"], "date": ["when"]])
    let known = known(.article, mapping)
    let same = try recognize(#"{"nr":1,"id":2,"h":"t","title":"x"}"#, known: known)
    #expect(same.mapping == mapping && same.recognition == nil)
    // Records of another archive are recognised, and what was remembered still counts first.
    let other = try recognize(#"{"id":1,"title":"x","content":"y"}"#, known: known)
    #expect(other.schema == .article && other.mapping.key == "id")
    #expect(other.recognition?.hasPrefix(#"key from "id", title from "title""#) == true)
    #expect(other.mapping.members(of: "body").prefix(2) == ["words", "content"])
    #expect(try recognize("junk", known: known).mapping == mapping)
    #expect(KnownSchema(schema: .article, inputMapping: "[1]").mapping == nil)
  }

  @Test func `a name that was mistyped once does not cost the titles of other inputs`() throws {
    let first = try recognize(
      #"{"id":1,"title":"t","content":"c"}"#, SchemaOverrides(title: "headlin"))
    #expect(first.mapping.members(of: "title") == ["headlin"])
    let known = known(first.schema, first.mapping)
    let second = try recognize(#"{"id":2,"title":"t","content":"c"}"#, known: known)
    #expect(second.mapping.members(of: "title").prefix(2) == ["headlin", "title"])
    #expect(
      second.recognition == #"key from "id", title from "title", body from "content""#)
    // It stays for inputs that have it.
    let third = try recognize(#"{"id":3,"headlin":"t","title":"x","content":"c"}"#, known: known)
    #expect(third.mapping == first.mapping && third.recognition == nil)
    // What feeds another field is not missed.
    let body = RecordMapping(key: "id", fields: ["title": ["kopf"], "body": ["title"]])
    let other = try recognize(#"{"id":4,"title":"t"}"#, known: self.known(.article, body))
    #expect(other.mapping == body)
  }

  @Test func `another name for a member is not another schema`() throws {
    let schema = try Schema(fields: [.text("title"), .text("inhalt"), .keyword("nummer")])
    let mapping = RecordMapping(key: "id", fields: ["inhalt": ["text"]])
    let recognized = try recognize(
      #"{"guid":1,"headline":"t","article":"w"}"#,
      SchemaOverrides(key: "guid", title: "headline", body: "article"),
      known: known(schema, mapping))
    #expect(recognized.schema == schema)
    #expect(
      recognized.mapping
        == RecordMapping(
          key: "guid", fields: ["title": ["headline"], "inhalt": ["article"]]))
    let error = #expect(throws: ArchiveError.self) {
      try recognize(
        #"{"id":1,"title":"t"}"#, SchemaOverrides(date: "when"), known: known(schema, mapping))
    }
    #expect(error?.kind == .schema)
    #expect(
      error?.description
        == #"a.jsonl: the index has no field for --date; "#
        + #"it has "title", "inhalt", "nummer"; leave --date out, or index into a new directory"#
    )
  }

  @Test func `the key is the first usual name that most records have`() throws {
    #expect(try recognize(#"{"_id":1,"title":"t","url":"u"}"#).mapping.key == "_id")
    #expect(try recognize(#"{"title":"t","url":"u"}"#).mapping.key == "url")
    let rare =
      #"{"id":1,"url":"u","title":"t"}"# + "\n"
      + String(repeating: #"{"url":"u","title":"t"}"# + "\n", count: 20)
    #expect(try recognize(rare).mapping.key == "url")
    #expect(try recognize(#"{"ID":1,"Title":"t"}"#).mapping.key == "ID")
    #expect(try recognize(#"{"ID":1,"Title":"t"}"#).mapping.members(of: "title").first == "Title")
  }

  @Test func `of two usual keys the first in the documented order counts`() throws {
    let both = #"{"key":"k","id":"i","title":"t"}"#
    let first = try recognize(both)
    #expect(first.mapping.key == "id")
    #expect(first.recognition == #"key from "id", title from "title"; "key" could be the key too"#)
    // What was recognized in an earlier input changes nothing.
    let earlier = try recognize(#"{"key":"k","title":"t"}"#)
    #expect(earlier.mapping.key == "key" && earlier.mapping.isKeyRecognized)
    let known = known(earlier.schema, earlier.mapping)
    let second = try recognize(both, known: known)
    #expect(second.mapping.key == "id" && second.recognition == first.recognition)
    let same = try recognize(#"{"key":"k2","title":"t"}"#, known: known)
    #expect(same.mapping == earlier.mapping && same.recognition == nil)
    // What somebody named stays.
    let named = try recognize(both, SchemaOverrides(key: "key"))
    #expect(named.mapping.key == "key" && !named.mapping.isKeyRecognized)
    #expect(named.recognition == #"key from "key", title from "title"; not used: "id""#)
    let third = try recognize(both, known: self.known(named.schema, named.mapping))
    #expect(third.mapping == named.mapping && third.recognition == nil)
    // An address that feeds a field is not told as another key.
    #expect(
      try recognize(#"{"id":1,"url":"u","title":"t"}"#).recognition
        == #"key from "id", title from "title", url from "url""#)
  }

  @Test func `a mapping tells an index whether its key was recognized`() throws {
    for isRecognized in [true, false] {
      var mapping = RecordMapping(key: "id", fields: ["title": ["t"]])
      mapping.isKeyRecognized = isRecognized
      #expect(RecordMapping(json: mapping.json) == mapping)
    }
    for json in [
      #"{"key":"id","fields":{},"key_recognized":1}"#, #"{"key":"id","fields":{},"other":true}"#,
    ] {
      #expect(RecordMapping(json: json) == nil)
    }
  }

  @Test func `in files of a folder each file decides by itself`() throws {
    for names in [["a", "b", "c"], ["c", "b", "a"]] {
      let folder = try TemporaryFolder()
      try folder.write("\(names[0]).jsonl", #"{"key":"k1","title":"t"}"# + "\n")
      try folder.write("\(names[1]).jsonl", #"{"key":"k2","id":"i2","title":"t"}"# + "\n")
      try folder.write("\(names[2]).jsonl", #"{"id":"i3","headline":"t","kicker":"x"}"# + "\n")
      let (documents, _) = try ReadDocument.read([folder.path])
      #expect(Set(documents.map(\.key)) == ["k1", "i2", "i3"], "\(names)")
    }
  }

  @Test func `what is recognized in files is kept once, with their number`() {
    var found = FileRecognitions()
    found.addUsual("a") { "one" }
    found.addUsual("b") { "other" }
    found.add("two", "c")
    found.add("two", "d")
    for number in 0..<30 { found.add("\(number)", "e") }
    #expect(found.all.count == FileRecognitions.limit)
    #expect(found.all[0] == FileRecognition(text: "one", files: 2, example: "a"))
    #expect(found.all[1] == FileRecognition(text: "two", files: 2, example: "c"))
    #expect(found.otherFiles == 30 - FileRecognitions.limit + 2)
  }

  @Test func `records without a key or without text are refused with a way out`() {
    let noKey = #expect(throws: ArchiveError.self) { try recognize(#"{"title":"t","n":1}"#) }
    #expect(noKey?.kind == .noKey)
    #expect(
      noKey?.description
        == #"a.jsonl: no member identifies the records; "#
        + #"they have "title", "n"; name one with --key, "#
        + #"or have keys made with --make-key path, url or hash"#
    )
    for (record, name, step) in [
      (#"{"articles":[{"title":"t"}]}"#, "articles", #"."articles""#),
      (#"{"title":"t","data":{"n":0,"hits":[ {}]}}"#, "data.hits", #"."data"."hits""#),
    ] {
      let listed = #expect(throws: ArchiveError.self) { try recognize(record) }
      #expect(
        listed?.description
          == "a.jsonl: the articles seem to be in \"\(name)\", a list inside of the record; "
          + "take them out first: jq -c '\(step)[]' FILE")
    }
    let own = #expect(throws: ArchiveError.self) {
      try recognize(#"{"body":"t","notes":[{"a":"b"}]}"#)
    }
    #expect(own?.reason.contains(#"they have "body""#) == true)
    let noText = #expect(throws: ArchiveError.self) { try recognize(#"{"id":"1","words":"t"}"#) }
    #expect(noText?.kind == .noText)
  }

  @Test func `members that the user names are taken as they are`() throws {
    let overrides = SchemaOverrides(
      key: "nr", title: "h", body: "words", date: "when", source: "paper")
    let recognized = try recognize(
      #"{"nr":1,"h":"t","words":"w","title":"x","paper":"p"}"#, overrides)
    #expect(recognized.mapping.key == "nr")
    #expect(recognized.mapping.members(of: "title") == ["h"])
    #expect(recognized.mapping.members(of: "body") == ["words"])
    #expect(
      recognized.recognition?.contains(#"date from "when", which the first records lack"#) == true)
    #expect(recognized.recognition?.hasSuffix(#"not used: "title""#) == true)
  }

  @Test func `bad lines, a cut last line and text articles do not matter`() throws {
    let text = "junk\n{\"id\":\"1\",\"title\":\"t\"}\n{\"only\":\"half"
    #expect(try recognize(text, isWhole: false).mapping.key == "id")
    #expect(try recognize("junk\n").mapping.key == "id")
    let none = try SchemaRecognition(
      sample: nil, overrides: SchemaOverrides(), known: nil, path: ""
    ).recognize()
    #expect(none.mapping.key == "id")
    #expect(none.recognition?.contains("by their formats") == true)
  }

  @Test func `after recognising, the feed still gives everything from the beginning`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "عنوان\nنص")
    try folder.write(
      "b.jsonl",
      "{\"nr\":1,\"uuid\":\"u1\",\"title\":\"" + String(repeating: "x", count: 700_000)
        + "\"}\n{\"uuid\":\"u2\",\"title\":\"y\"}\n")
    let (documents, _) = try ReadDocument.read([folder.path])
    try #require(documents.map(\.key) == ["a.txt", "u1", "u2"])
    #expect(documents[1].values["title"]?.utf8.count == 700_000)
  }
}
