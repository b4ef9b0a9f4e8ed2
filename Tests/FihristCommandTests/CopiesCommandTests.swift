import Foundation
import Testing

/// What `copies` and `search --collapse copies` print.
@Suite struct CopiesCommandTests {
  @Test func `clusters in each format, and folded hits`() async throws {
    let folder = try TemporaryFolder()
    let index = folder.path("index")
    let story = "أعلنت الوكالة اليوم أن المحادثات في مسقط مستمرة بين الطرفين حول الملف"
    let lines = [
      #"{"id":"a","title":"أول","body":"\#(story)","source":"x","date":"2015-02-01"}"#,
      #"{"id":"b","title":"ثان","body":"\#(story)!","source":"y","date":"2015-01-01"}"#,
      #"{"id":"c","title":"ثالث","body":"خبر آخر عن المحادثات وحدها","source":"x"}"#,
    ]
    let input = try folder.write("articles.jsonl", lines.joined(separator: "\n") + "\n")
    _ = try await Tool.run("index", "--index", index, "--quiet", input)
    let csv = try await Tool.run("copies", "--index", index, "--format", "csv")
    #expect(
      csv.output == "cluster,size,key,overlap,title,source,date\r\n"
        + "1,2,b,1.0,ثان,y,2015-01-01\r\n1,2,a,1.0,أول,x,2015-02-01\r\n",
      "\(csv.output) \(csv.errors)")
    let json = try await Tool.run("copies", "--index", index, "--json", "--fields", "source")
    #expect(
      json.output == #"{"documents":3,"copies":1,"clusters":[[{"key":"b","overlap":1.0,"#
        + #""fields":{"source":"y"}},{"key":"a","overlap":1.0,"fields":{"source":"x"}}]]}"# + "\n",
      "\(json.output)")
    let none = try await Tool.run("copies", "--index", index, "+source:x")
    #expect(none.status == 1 && none.output.isEmpty, "\(none.output)")
    let hits = try await Tool.run(
      "search", "--index", index, "--collapse", "copies", "--json", "المحادثات")
    #expect(
      hits.output.components(separatedBy: #""copies":["#).count == 2
        && hits.output.components(separatedBy: #""rank":"#).count == 3, "\(hits.output)")
    let people = try await Tool.run(
      "search", "--index", index, "--collapse", "copies", "المحادثات")
    #expect(people.output.contains("and 1 copy"), "\(people.output)")
  }
}
