import FihristStorage
import Testing

@testable import FihristCommand

@Suite struct TopicFileTests {
  @Test func `topics are a name, a tab and a text`() throws {
    let topics = try TopicFile.topics(of: ["t1\tسؤال", "", "t2\ta\tb"], path: "f")
    #expect(topics == [Topic(id: "t1", text: "سؤال"), Topic(id: "t2", text: "a\tb")])
  }

  @Test(arguments: [["no tab"], ["\ttext"], ["a b\ttext"], ["a\t1", "a\t2"]])
  func `a line that is no topic is refused with its place`(lines: [String]) {
    let error = #expect(throws: ToolError.self) { try TopicFile.topics(of: lines, path: "f.tsv") }
    #expect(error?.description.hasPrefix("f.tsv:\(lines.count): ") == true)
    #expect(error?.status == .wrongUse)
  }

  @Test func `a run line has six parts, and a key with white space is written as one word`() {
    var line = RunLine(topic: "t1", key: "a-1%", rank: 2, score: 1.5, tag: "x")
    #expect(line.text == "t1 Q0 a-1% 2 1.5 x")
    line.key = "a 1%\u{1B}"
    #expect(line.text == "t1 Q0 a%201%25%1B 2 1.5 x")
  }
}
