import Foundation
import Testing

/// What `similar` prints.
@Suite struct SimilarCommandTests {
  private static let titles = ["أولى", "ثانية", "ثالثة", "رابعة"]

  @Test func `a key, a text, and neither`() async throws {
    let folder = try TemporaryFolder()
    let index = folder.path("index")
    let lines = ["أسعار النفط تهبط", "النفط والغاز والأسعار", "رياضة وملاعب", "ملاعب المدينة"]
      .enumerated().map { #"{"id":"\#($0)","title":"\#(Self.titles[$0])","body":"\#($1)"}"# }
    let input = try folder.write("articles.jsonl", lines.joined(separator: "\n") + "\n")
    _ = try await Tool.run("index", "--index", index, "--quiet", input)
    let run = try await Tool.run("similar", "--index", index, "--key", "0", "--json", "--count")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.hasPrefix(#"{"key":"0","total":{"value":1,"relation":"eq"},"words":[{"word":"#),
      "\(run.output)")
    #expect(run.output.contains(#""hits":[{"rank":1,"key":"1","score":"#), "\(run.output)")
    let text = try await Tool.run(
      ["similar", "--index", index, "--filter", "title:رابعة"], input: Data("ملاعب جديدة".utf8))
    #expect(text.status == 0 && text.output.hasPrefix("by: ملاعب\n\n1. رابعة\n"), "\(text.output)")
    let unknown = try await Tool.run("similar", "--index", index, "--key", "9")
    #expect(unknown.status == 1 && unknown.errors.contains("\"9\""), "\(unknown.errors)")
    let nothing = try await Tool.run(["similar", "--index", index], input: Data("غائب".utf8))
    #expect(nothing.status == 1 && nothing.output.isEmpty)
  }

  @Test func `requests for similar documents are measured`() async throws {
    let folder = try TemporaryFolder()
    let index = folder.path("index")
    let input = try folder.write("a.jsonl", #"{"id":"a","title":"نفط","body":"نفط"}"# + "\n")
    _ = try await Tool.run("index", "--index", index, "--quiet", input)
    let file = try folder.write("requests", #"{"like":{"key":"a","terms":25},"limit":10}"# + "\n")
    let run = try await Tool.run(
      "bench", "--index", index, "--requests", file, "--warmup", "0", "--repeat", "1", "--json")
    #expect(run.status == 0 && run.output.contains(#""queries":1"#), "\(run.errors)")
  }
}
