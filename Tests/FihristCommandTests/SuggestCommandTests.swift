import Foundation
import Testing

/// The shapes of `suggest` and of corrections.
@Suite struct SuggestCommandTests {
  @Test func `suggestions and corrections in JSON and for people`() async throws {
    let folder = try TemporaryFolder()
    let index = folder.path("index")
    let lines = ["أسعار النفط", "النفط والغاز", "السلام العالمي"].enumerated().map {
      #"{"id":"\#($0)","title":"\#($1)","body":"خبر"}"#
    }
    let input = try folder.write("articles.jsonl", lines.joined(separator: "\n") + "\n")
    _ = try await Tool.run("index", "--index", index, "--quiet", input)
    let run = try await Tool.run("suggest", "--index", index, "--json", "--limit", "1", "نف")
    #expect(
      run.output == #"{"suggestions":[{"text":"نفط","kind":"word","documents":2},"#
        + #"{"text":"أسعار النفط","kind":"title","documents":1}]}"# + "\n", "\(run.output)")
    let table = try await Tool.run("suggest", "--index", index, "نف")
    #expect(table.output.contains("2  word   نفط"), "\(table.output)")
    let nothing = try await Tool.run("suggest", "--index", index, "غائ")
    #expect(nothing.status == 1 && nothing.output.isEmpty)
    let search = try await Tool.run("search", "--index", index, "--json", "النفظ")
    #expect(
      search.output.contains(
        #""corrections":[{"query":"النفط","reason":"spelling","total":2}],"hits":[]"#),
      "\(search.output)")
    let people = try await Tool.run("search", "--index", index, "hgsghl")
    #expect(people.status == 1 && people.output.isEmpty)
    #expect(
      people.errors.contains("keyboard") && people.errors.contains("السلام"), "\(people.errors)")
    let found = try await Tool.run("search", "--index", index, "--json", "النفط")
    #expect(!found.output.contains("corrections"))
  }

  @Test func `requests for completions are measured`() async throws {
    let folder = try TemporaryFolder()
    let index = folder.path("index")
    let input = try folder.write("a.jsonl", #"{"id":"a","title":"نفط","body":"نفط"}"# + "\n")
    _ = try await Tool.run("index", "--index", index, "--quiet", input)
    let requests = [
      #"{"complete":{"prefix":"نف","limit":10}}"#, #"{"spell":{"word":"نفظ","limit":5}}"#,
      #"{"suggest":{"prefix":"نف"}}"#,
    ]
    let file = try folder.write("requests", requests.joined(separator: "\n") + "\n")
    let run = try await Tool.run(
      "bench", "--index", index, "--requests", file, "--warmup", "0", "--repeat", "1", "--json")
    #expect(run.status == 0 && run.output.contains(#""queries":3"#), "\(run.errors)")
  }
}
