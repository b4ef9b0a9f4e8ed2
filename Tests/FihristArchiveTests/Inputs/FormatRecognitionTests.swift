import Testing

@testable import FihristArchive

@Suite struct FormatRecognitionTests {
  private func form(_ text: String, isWhole: Bool = true) -> FormatRecognition.Form {
    withView(Array(text.utf8)) { FormatRecognition($0, isWhole: isWhole).form }
  }

  /// The format of `text` in a file whose name says `hint`.
  private func format(_ text: String, _ hint: InputFormat?) -> InputFormat {
    withView(Array(text.utf8)) { FormatRecognition($0, isWhole: true).format(hint: hint) }
  }

  private static let record = #"{"id":"1","title":"عنوان"}"#

  @Test(arguments: [
    record, "\n\r\n \(record)\n\(record)", "\u{FEFF}\(record)", "\(record)\nنص", "{}",
    "{ \"id\": 1}",
    "\(record),\n\(record),\n\(record)", "nonsense\n\(record)\n\(record)",
    #"{"id":"1","title":"cut"#, "{\"id\":\n\(record)\n\(record)",
  ])
  func `JSON lines are told from their contents, whatever the name`(text: String) {
    for hint in [nil, InputFormat.text, .jsonLines] {
      #expect(format(text, hint) == .jsonLines, "\(text)")
    }
  }

  @Test(arguments: [
    "[\(record)]", "[\n  \(record),\n \(record)\n]\n", "[]", "[ {} ]", "[{\"id\":\n 1}]",
    "{\"articles\":[\n\(record),\n\(record)\n]}\n", "{\"articles\":[\n\(record)\n]}",
    "{\n  \"id\": 1,\n  \"title\": \"a\"\n}\n{\n  \"id\": 2,\n  \"title\": \"b\"\n}\n",
  ])
  func `other forms of JSON are told from their contents, whatever the name`(text: String) {
    for hint in [nil, InputFormat.text, .jsonLines] {
      #expect(format(text, hint) == .json, "\(text)")
    }
  }

  @Test(arguments: [
    "عنوان\nنص", "[رويترز] عنوان الخبر\nنص", "[1] حاشية", "{بسم الله الرحمن الرحيم}\nنص",
    "عنوان\nنص\nنص\n\(record)\nنص",
  ])
  func `prose is an article unless the name says JSON`(text: String) {
    #expect(format(text, nil) == .text, "\(text)")
    #expect(format(text, .text) == .text, "\(text)")
    #expect(format(text, .jsonLines) != .text, "\(text)")
  }

  @Test func `the name decides where the contents could be either`() {
    for text in ["", " \n", "{id: 1}\n{id: 2}"] {
      #expect(format(text, .text) == .text)
      #expect(format(text, .jsonLines) == .jsonLines)
      #expect(format(text, nil) == .jsonLines)
    }
  }

  @Test func `a large object is seen to take several lines when only its start was read`() {
    #expect(form("{\n  \"id\": 1,\n  \"title\": \"a", isWhole: false) == .spread)
    #expect(form(#"{"id":"1","content":"a long text"#, isWhole: false) == .lines)
  }
}
