import FihristFormat
import Testing

@testable import FihristArchive

@Suite struct SchemaFileTests {
  private func parse(_ text: String) throws -> Schema {
    try SchemaFile.parse(Array(text.utf8), path: "s.json")
  }

  private func refusal(_ text: String) -> String? {
    do {
      _ = try parse(text)
      return nil
    } catch {
      return (error as? ArchiveError)?.description
    }
  }

  @Test func `a schema with everything said is read`() throws {
    let schema = try parse(
      """
      {"key":"id","fields":[{"name":"title","type":"text","analyzer":"arabic","indexed":true,\
      "positions":true,"stored":true,"boost":2},{"name":"source","type":"keyword"},\
      {"name":"date","type":"date","from":"date_extracted"}]}
      """)
    #expect(schema.key == "id")
    #expect(
      schema.fields == [
        Field(
          name: "title", kind: .text, analyzer: "arabic", isIndexed: true, hasPositions: true,
          boost: 2),
        Field(name: "source", kind: .keyword),
        Field(name: "date", kind: .date, sources: ["date_extracted"]),
      ])
  }

  @Test func `what is not said is preset by the type`() throws {
    let schema = try parse(
      """
      {"fields":[{"name":"a"},{"name":"b","indexed":false},{"name":"c","stored":false},
      {"name":"d","type":"keyword","from":["x","y"]}],"key":"k"}
      """)
    #expect(
      schema.fields[0].isIndexed && schema.fields[0].hasPositions && schema.fields[0].isStored)
    #expect(schema.fields[0].analyzer == "arabic")
    #expect(!schema.fields[1].isIndexed && !schema.fields[2].isStored)
    #expect(schema.fields[3].sources == ["x", "y"])
  }

  @Test func `each mistake is named with its place and a way out`() {
    let field = { (rest: String) in #"{"key":"k","fields":[{"name":"a"},{"name":"b""# + rest + "}]}"
    }
    let cases: [(String, String)] = [
      ("", "s.json:1: column 1: the line ends inside the object; correct the JSON"),
      (
        "{\n\"key\": \"id\",\n  fields: []}",
        "s.json:3: column 3: a member name in double quotes is missing; correct the JSON"
      ),
      ("[]", "s.json: the file is an array and not an object; give an object"),
      (#"{"fields":[]}"#, "s.json: key is missing; name the member that identifies a record"),
      (
        #"{"key":3,"fields":[{"name":"a"}]}"#,
        "s.json: key is a number and not a string; give a string"
      ),
      (#"{"key":"k"}"#, "s.json: fields is no array; list the fields in brackets"),
      (#"{"key":"k","fields":[]}"#, "s.json: no field is indexed; index at least one text field"),
      (
        #"{"key":"k","fields":[7]}"#,
        "s.json: fields[0] is a number and not an object; give an object"
      ),
      (#"{"key":"k","fields":[{}]}"#, "s.json: fields[0].name is missing; name the field"),
      (
        field(#","typ":"text""#),
        "s.json: fields[1].typ is not known; use name, type, from, analyzer, indexed, positions, stored, boost"
      ),
      (
        field(#","type":"int""#),
        "s.json: fields[1].type is no type of field; use one of text, keyword, date"
      ),
      (
        field(#","boost":"2""#),
        "s.json: fields[1].boost is a string and not a number; give a number"
      ),
      (
        field(#","boost":0.3"#),
        "s.json: fields[1]: boost 0.3 is not possible; use a multiple of 0.25 from 0.25 to 64"
      ),
      (
        field(#","stored":1"#),
        "s.json: fields[1].stored is a number and not true or false; give true or false"
      ),
      (
        field(#","from":["x",null]"#),
        "s.json: fields[1].from[1] is null and not a string; give a string"
      ),
      (field(#","name":"c""#), "s.json: fields[1].name is there twice; keep one of the two"),
      (
        field(#","type":"date","indexed":true"#),
        "s.json: fields[1]: only text can be indexed; make it a text field or leave it stored only"
      ),
    ]
    for (text, expected) in cases { #expect(refusal(text) == expected, "\(text)") }
  }

  @Test func `a file that is not there, and one of another kind, are errors`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: ArchiveError.self) { try SchemaFile.load(folder.path + "/x") }
    let big = try folder.write("big", [UInt8](repeating: 0x20, count: 2 << 20))
    let error = #expect(throws: ArchiveError.self) { try SchemaFile.load(big) }
    #expect(error?.kind == .schema)
  }
}
