import Foundation
import Testing

/// Options that count once are not given twice without a word.
@Suite struct RepeatedOptionTests {
  @Test(arguments: [
    ["search", "--group", "source", "--group", "author"],
    ["search", "--group=source", "--group=x"],
    ["search", "--filter", "نفط", "--filter", "غاز"], ["kwic", "--filter", "-x", "--filter=-y"],
    ["kwic", "--in", "title", "--in", "body"], ["search", "--fields", "title", "--fields", "body"],
    ["delete", "--query", "نفط", "--query", "غاز"], ["export", "--filter", "a", "--filter", "b"],
  ])
  func `an option that would replace another is refused`(_ arguments: [String]) async throws {
    let index = try await SampleArchive.index()
    let name = try #require(arguments[1].split(separator: "=").first)
    let text = arguments[0] == "delete" ? [] : ["النفط"]
    let run = try await Tool.run([arguments[0], "--index", index] + arguments.dropFirst() + text)
    #expect(run.status == 2 && run.output.isEmpty && run.hasOneSentence, "\(run.errors)")
    #expect(run.errors.contains("\(name) is given twice"), "\(run.errors)")
  }

  @Test func `what follows two hyphens, or is a value, does not count`() async throws {
    let index = try await SampleArchive.index()
    for arguments in [
      ["--group", "source", "--", "النفط", "--group", "--group"],
      ["--filter", "--filter", "--limit", "1", "النفط"],
      ["--facet", "source", "--facet", "author", "النفط"],
      ["--filter", "+(نفط) +(أسعار)", "النفط"],
    ] {
      let run = try await Tool.run(["search", "--index", index] + arguments)
      #expect(!run.errors.contains("twice") && run.status != 2, "\(arguments): \(run.errors)")
    }
  }
}
