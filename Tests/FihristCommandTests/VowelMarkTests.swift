import FihristArchive
import Testing

@testable import FihristCommand

/// A sign and a vowel mark behind it are one Character; options and files hold two.
@Suite struct VowelMarkTests {
  @Test func `the value of an option may start with a vowel mark`() throws {
    let option = try FieldOption.reading("field=text")("author=\u{64E}علي")
    #expect(option == FieldOption(field: "author", value: "\u{64E}علي"))
  }

  @Test func `a topic and a query may start with one`() throws {
    let topics = try TopicFile.topics(of: ["t1\t\u{64E}سؤال"], path: "f")
    #expect(topics == [Topic(id: "t1", text: "\u{64E}سؤال")])
    let classes = QueryFile.classes(of: ["short\t\u{64E}سؤال"])
    #expect(classes.map(\.name) == ["short"])
    #expect(classes.first?.queries.map(\.text) == ["\u{64E}سؤال"])
  }
}
