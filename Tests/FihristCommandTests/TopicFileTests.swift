import FihristStorage
import Testing

@testable import FihristCommand

@Suite struct TopicFileTests {
  @Test func `topics are a name, a tab and a text`() throws {
    let topics = try TopicFile.topics(of: ["t1\tسؤال", "", "t2\ta\tb"], path: "f")
    #expect(topics == [Topic(id: "t1", text: "سؤال"), Topic(id: "t2", text: "a\tb")])
  }

  @Test(arguments: [["no tab"], ["\ttext"], ["a b\ttext"], ["a\t1", "a\t2"]])
  func `a line that is not a topic is refused with its location`(lines: [String]) {
    let error = #expect(throws: ToolError.self) { try TopicFile.topics(of: lines, path: "f.tsv") }
    #expect(error?.description.hasPrefix("f.tsv:\(lines.count): ") == true)
    #expect(error?.status == .wrongUse)
  }

  @Test func `a file without topics is refused`() {
    let error = #expect(throws: ToolError.self) { try TopicFile.topics(of: ["", " "], path: "-") }
    #expect(error?.reason == "standard input has no topic" && error?.status == .wrongUse)
  }

  @Test func `a run line has six parts, also where the key has white space or controls`() {
    func line(_ key: String) -> String {
      RunLine(topic: "t1", key: key, rank: 2, score: 1.5, tag: "x").text
    }
    #expect(line("a-1") == "t1 Q0 a-1 2 1.5 x")
    #expect(line("100%") == "t1 Q0 100% 2 1.5 x")
    #expect(line("a 1%\u{1B}\u{A0}") == "t1 Q0 a%201%25%1B%C2%A0 2 1.5 x")
  }

  @Test func `printed scores go down, whatever the scores are`() {
    #expect(RunLine.descending([]) == [])
    #expect(RunLine.descending([3, 2.5, -1]) == [3, 2.5, -1])
    let lowered = RunLine.descending([2, 2, 2, 1.5, 7, 0, 0])
    for (before, after) in zip(lowered, lowered.dropFirst()) { #expect(after < before) }
    #expect(lowered[1] == Float(2).nextDown && lowered[3] == 1.5)
    // What is printed reads back as the same number.
    #expect(lowered.map { Float("\($0)") } == lowered)
  }
}
