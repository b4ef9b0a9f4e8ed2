import FihristFormat
import Testing

@testable import FihristArchive

@Suite struct SchemaRecognitionTests {
  private func recognize(
    _ text: String, _ overrides: SchemaOverrides = SchemaOverrides(), isWhole: Bool = true
  ) throws -> RecognizedSchema {
    let sample = RecordSample(Array(text.utf8), isWhole: isWhole)
    return try RecognizedSchema(sample, overrides: overrides, path: "a.jsonl")
  }

  @Test func `usual names are recognised and told`() throws {
    let recognized = try recognize(
      #"{"id":"1","source":"s","url":"u","date_extracted":"d","title":"t","author":"a","content":"c","tags":[]}"#
    )
    #expect(
      recognized.description
        == #"key from "id", title from "title", body from "content", author from "author", source from "source", url from "url", date from "date_extracted"; not used: "tags""#
    )
    #expect(recognized.schema.key == "id")
    #expect(recognized.schema.fields.map(\.name) == ArticlePart.allCases.map(\.rawValue))
    #expect(recognized.schema.fields.first?.boost == 2)
  }

  @Test func `the schema does not depend on which members come first`() throws {
    let one = try recognize(#"{"id":"1","title":"t","content":"c"}"#)
    let other = try recognize(#"{"id":"1","headline":"t","text":"c","published":"2024"}"#)
    #expect(one.schema == other.schema)
  }

  @Test func `the key is the first usual name that most records have`() throws {
    #expect(try recognize(#"{"_id":1,"title":"t","url":"u"}"#).schema.key == "_id")
    #expect(try recognize(#"{"title":"t","url":"u"}"#).schema.key == "url")
    let rare =
      #"{"id":1,"url":"u","title":"t"}"# + "\n"
      + String(repeating: #"{"url":"u","title":"t"}"# + "\n", count: 20)
    #expect(try recognize(rare).schema.key == "url")
    #expect(try recognize(#"{"ID":1,"Title":"t"}"#).schema.key == "ID")
    #expect(try recognize(#"{"ID":1,"Title":"t"}"#).schema.fields.first?.sources.first == "Title")
  }

  @Test func `records without a key or without text are refused with a way out`() {
    let noKey = #expect(throws: ArchiveError.self) { try recognize(#"{"title":"t","n":1}"#) }
    #expect(noKey?.kind == .noKey)
    #expect(
      noKey?.description
        == #"a.jsonl: no member identifies the records; they have "title", "n"; name one with --key, or number the records: jq -c '{id: input_line_number} + .'"#
    )
    let noText = #expect(throws: ArchiveError.self) { try recognize(#"{"id":"1","words":"t"}"#) }
    #expect(noText?.kind == .noText)
  }

  @Test func `members that the user names are taken as they are`() throws {
    let overrides = SchemaOverrides(
      key: "nr", title: "h", body: "words", date: "when", source: "paper")
    let recognized = try recognize(
      #"{"nr":1,"h":"t","words":"w","title":"x","paper":"p"}"#, overrides)
    #expect(recognized.schema.key == "nr")
    #expect(recognized.schema.fields.first?.sources == ["h"])
    #expect(recognized.schema.fields[1].sources == ["words"])
    #expect(recognized.description.contains(#"date from "when", which the first records lack"#))
    #expect(recognized.description.hasSuffix(#"not used: "title""#))
  }

  @Test func `bad lines, a cut last line and text articles do not matter`() throws {
    let text = "junk\n{\"id\":\"1\",\"title\":\"t\"}\n{\"only\":\"half"
    #expect(try recognize(text, isWhole: false).schema.key == "id")
    #expect(try recognize("junk\n").schema.key == "id")
    let none = try RecognizedSchema(nil, overrides: SchemaOverrides(), path: "")
    #expect(none.schema.key == "id")
    #expect(none.description.contains("the first line is the title"))
  }

  @Test func `after recognising, the feed still gives everything from the beginning`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "عنوان\nنص")
    try folder.write(
      "b.jsonl",
      "{\"nr\":1,\"uuid\":\"u1\",\"title\":\"" + String(repeating: "x", count: 700_000)
        + "\"}\n{\"uuid\":\"u2\",\"title\":\"y\"}\n")
    let (documents, _) = try ReadDocument.read([folder.path])
    #expect(documents.map(\.key) == ["a.txt", "u1", "u2"])
    #expect(documents[1].values["title"]?.utf8.count == 700_000)
  }
}
