import FihristTestSupport
import Testing

@testable import FihristArchive

@Suite struct RecordMappingTests {
  @Test func `what an index remembers comes back`() {
    let mappings = [
      RecordMapping(key: "id"), .article,
      RecordMapping(
        key: "a\"b\\c\n\u{1}", fields: ["العنوان": ["title.rendered", "عنوان"], "": [""]]),
    ]
    for mapping in mappings { #expect(RecordMapping(json: mapping.json) == mapping) }
    #expect(
      RecordMapping(key: "id", fields: ["body": ["content", "text"]]).json
        == #"{"key":"id","fields":{"body":["content","text"]}}"#)
  }

  @Test(arguments: [
    "", "{}", "[]", #"{"key":1,"fields":{}}"#, #"{"key":"k"}"#, #"{"fields":{},"key":"k"}"#,
    #"{"key":"k","fields":{"a":"b"}}"#, #"{"key":"k","fields":{"a":[1]}}"#, "{\"key\":\"k\"",
  ])
  func `anything else is not a mapping`(_ json: String) {
    #expect(RecordMapping(json: json) == nil)
  }

  @Test func `a field that is not listed is fed by the member of its name`() {
    let mapping = RecordMapping(key: "id", fields: ["a": ["x", "y"], "b": []])
    #expect(mapping.members(of: "a") == ["x", "y"])
    #expect(mapping.members(of: "b") == ["b"] && mapping.members(of: "c") == ["c"])
  }
}
