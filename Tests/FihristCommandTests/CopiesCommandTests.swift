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
    #expect(none.errors.contains("nothing was copied among 2 documents; try a smaller --overlap"))
    let nothing = try await Tool.run("copies", "--index", index, "+source:z")
    #expect(nothing.status == 1 && nothing.errors.contains("nothing matches"), "\(nothing.errors)")
    let hits = try await Tool.run(
      "search", "--index", index, "--collapse", "copies", "--json", "المحادثات")
    #expect(
      hits.output.components(separatedBy: #""copies":["#).count == 2
        && hits.output.components(separatedBy: #""rank":"#).count == 3, "\(hits.output)")
    let people = try await Tool.run(
      "search", "--index", index, "--collapse", "copies", "المحادثات")
    #expect(people.output.contains("and 1 copy"), "\(people.output)")
  }

  @Test func `signatures are kept if they are asked for, and change no answer`() async throws {
    let folder = try TemporaryFolder()
    let lines = (0..<30).map { number in
      let words = (0..<40).map { "كلمة\(number / 3 * 100 + $0)" }.joined(separator: " ")
      return #"{"id":"\#(number)","title":"عنوان","body":"\#(words) \#(number)"}"#
    }
    let input = try folder.write("articles.jsonl", lines.joined(separator: "\n") + "\n")
    let (plain, signed) = (folder.path("plain"), folder.path("signed"))
    #expect(try await Tool.run("index", "--index", plain, "--quiet", input).status == 0)
    let run = try await Tool.run("index", "--index", signed, "--signatures", "--quiet", input)
    #expect(run.status == 0, "\(run.errors)")
    let info = try await Tool.run("info", "--index", signed)
    #expect(info.output.contains("signatures  32 bytes a document"), "\(info.output)")
    #expect(try await Tool.run("info", "--index", plain).output.contains("signatures  none"))
    let json = try await Tool.run("info", "--index", signed, "--json")
    #expect(json.output.contains(#""signatures":true"#), "\(json.output)")
    let copies = try await Tool.run("copies", "--index", signed, "--json")
    #expect(copies.output.contains(#""copies":20"#), "\(copies.output)")
    #expect(try await Tool.run("copies", "--index", plain, "--json").output == copies.output)
    #expect(try await Tool.run("check", "--index", signed, "--level", "full").status == 0)
    // More articles have them too, whether or not they are asked for again.
    let more = try folder.write(
      "more.jsonl", #"{"id":"m","title":"عنوان","body":"نص"}"# + "\n")
    #expect(try await Tool.run("index", "--index", signed, "--quiet", more).status == 0)
    #expect(try await Tool.run("check", "--index", signed, "--level", "full").status == 0)
    let refused = try await Tool.run("index", "--index", plain, "--signatures", "--quiet", more)
    #expect(refused.status == 2 && refused.hasOneSentence, "\(refused.errors)")
    #expect(refused.errors.contains("leave --signatures out"), "\(refused.errors)")
    let schema = try folder.write(
      "schema.json",
      #"{"key":"id","fields":[{"name":"body","type":"text"}],"signatures":true}"#)
    let other = folder.path("other")
    let byFile = try await Tool.run(
      "index", "--index", other, "--schema", schema, "--quiet", input)
    #expect(byFile.status == 0, "\(byFile.errors)")
    let both = try await Tool.run(
      "index", "--index", other, "--schema", schema, "--signatures", input)
    #expect(both.status == 2 && both.hasOneSentence, "\(both.errors)")
    let grouped = try await Tool.run(
      "search", "--index", signed, "--collapse", "copies", "--group", "source:2", "--json", "عنوان")
    #expect(grouped.status == 0, "\(grouped.errors)")
  }
}
