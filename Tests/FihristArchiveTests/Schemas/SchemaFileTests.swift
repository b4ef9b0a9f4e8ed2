import FihristFormat
import FihristStorage
import Testing

@testable import FihristArchive

@Suite struct SchemaFileTests {
  private func parse(_ text: String) throws -> ArchiveSchema {
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
    let file = try parse(
      """
      {"key":"id","fields":[{"name":"title","type":"text","analyzer":"arabic","indexed":true,\
      "positions":true,"stored":true,"boost":2},{"name":"source","type":"keyword"},\
      {"name":"date","type":"date","from":"date_extracted"}]}
      """)
    #expect(
      file.schema.fields == [.text("title", boost: 2), .keyword("source"), .date("date")])
    #expect(
      file.mapping == RecordMapping(key: "id", fields: ["date": ["date_extracted"]]))
  }

  @Test(arguments: DateOrder.allCases)
  func `a date has an order`(_ order: DateOrder) throws {
    let text =
      #"{"key":"k","fields":[{"name":"a"},"#
      + #"{"name":"b","type":"date","order":"\#(order.rawValue)"}]}"#
    let schema = try SchemaFile.parse(Array(text.utf8), path: "s.json").schema
    #expect(schema.fields == [.text("a"), .date("b", order: order)])
  }

  @Test func `what is not said is preset by the type`() throws {
    let file = try parse(
      """
      {"fields":[{"name":"a"},{"name":"b","indexed":false},{"name":"c","stored":false},
      {"name":"d","type":"keyword","from":["x","y"]}],"key":"k"}
      """)
    #expect(
      file.schema.fields == [
        .text("a"), .storedText("b"), .text("c", isStored: false), .keyword("d"),
      ])
    #expect(file.mapping.members(of: "d") == ["x", "y"])
    #expect(file.mapping.members(of: "a") == ["a"])
    #expect(file.mapping.key == "k")
  }

  @Test func `each mistake is named with its location and a way out`() {
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
      (#"{"key":"k"}"#, "s.json: fields is not an array; list the fields in brackets"),
      (#"{"key":"k","fields":[]}"#, "s.json: no field is indexed; index at least one text field"),
      (
        #"{"key":"k","fields":[7]}"#,
        "s.json: fields[0] is a number and not an object; give an object"
      ),
      (#"{"key":"k","fields":[{}]}"#, "s.json: fields[0].name is missing; name the field"),
      (
        field(#","typ":"text""#),
        "s.json: fields[1].typ is not known; "
          + "use name, type, from, analyzer, indexed, positions, stored, column, boost, order, "
          + "lead, alone"
      ),
      (
        field(#","type":"int""#),
        "s.json: fields[1].type is not a type of field; "
          + "use one of text, keyword, integer, decimal, date, boolean"
      ),
      (
        field(#","order":"day-month""#),
        "s.json: fields[1] \"b\": order belongs to a date; leave it out, or use the type date"
      ),
      (
        field(#","type":"date","order":"month""#),
        "s.json: fields[1].order is not an order of dates; "
          + "use one of day-month, month-day, undecided"
      ),
      (
        field(#","boost":"2""#),
        "s.json: fields[1].boost is a string and not a number; give a number"
      ),
      (
        field(#","boost":0.3"#),
        "s.json: fields[1] \"b\": boost 0.3 is out of range; use a multiple of 0.25 from 0.25 to 64"
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
        #"{"key":"id","fields":[{"name":"a"},{"name":"key"}]}"#,
        #"s.json: fields[1] "key": the name is taken: it stands beside the fields in what is "#
          + #"written; call the field something else, and let the member "key" feed it, by "#
          + #""from" in a schema file"#
      ),
      (
        field(#","type":"date","indexed":true"#),
        "s.json: fields[1] \"b\": only text can be indexed; "
          + "make it a text field or leave indexed out"
      ),
      (
        field(#","analyzer":"english""#),
        "s.json: fields[1] \"b\": the analyzer \"english\" does not exist; "
          + "use one of arabic, light10, lucene, exact, whitespace"
      ),
      (
        field(#","type":"keyword","boost":2"#),
        "s.json: fields[1] \"b\": boost belongs to a field whose words are searched; "
          + "leave it out, or use the type text"
      ),
      (
        field(#","type":"date","analyzer":"arabic""#),
        "s.json: fields[1] \"b\": analyzer belongs to a field whose words are searched; "
          + "leave it out, or use the type text"
      ),
      (
        field(#","indexed":false,"positions":true"#),
        "s.json: fields[1] \"b\": positions belongs to a field whose words are searched; "
          + "leave it out, or set indexed to true"
      ),
      (
        field(#","indexed":false,"stored":false"#),
        "s.json: fields[1] \"b\": it is neither indexed nor stored nor in a column; "
          + "set one of the three or drop the field"
      ),
      (
        field(#","type":"keyword","stored":false,"column":false"#),
        "s.json: fields[1] \"b\": it is neither indexed nor stored nor in a column; "
          + "set one of the three or drop the field"
      ),
    ]
    for (text, expected) in cases { #expect(refusal(text) == expected, "\(text)") }
  }

  @Test func `the schemas of the comparison with other engines are read`() throws {
    let stored = try parse(
      """
      {"key":"id","fields":[{"name":"text","type":"text","analyzer":"light10","indexed":true,\
      "positions":false,"stored":false},{"name":"raw","type":"text","indexed":false,"stored":true}]}
      """)
    #expect(
      stored.schema.fields == [
        .text("text", analyzer: "light10", hasPositions: false, isStored: false),
        .storedText("raw"),
      ])
    let marks = try parse(
      #"{"key":"key","fields":[{"name":"raw","type":"text","analyzer":"light10"}]}"#)
    #expect(marks.schema.fields == [.text("raw", analyzer: "light10")])
    // The analyzer of a text that is not searched does no harm.
    let idle = try parse(
      #"{"key":"k","fields":[{"name":"a"},{"name":"b","indexed":false,"analyzer":"exact"}]}"#)
    #expect(idle.schema.fields[1] == .storedText("b"))
  }

  @Test func `a file that is not there, and one of another kind, are errors`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: ArchiveError.self) { try SchemaFile.load(folder.path + "/x") }
    let big = try folder.write("big", [UInt8](repeating: 0x20, count: 2 << 20))
    let error = #expect(throws: ArchiveError.self) { try SchemaFile.load(big) }
    #expect(error?.kind == .schema)
  }
}
