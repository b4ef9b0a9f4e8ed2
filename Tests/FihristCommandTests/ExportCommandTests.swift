import Foundation
import Testing

@Suite struct ExportCommandTests {
  private let folder: TemporaryFolder
  private let index: String

  init() async throws {
    folder = try TemporaryFolder()
    index = folder.path("index")
    let lines = [
      #"{"id":"b","title":"أسعار \"النفط\", اليوم","body":"سوق","source":"okaz","tags":["x","y"]}"#,
      #"{"id":"a","title":"الرياضة","body":"ملعب","source":"z","date":"2015-07-21"}"#,
    ]
    let input = try folder.write("articles.jsonl", lines.joined(separator: "\n") + "\n")
    let run = try await Tool.run("index", "--index", index, "--quiet", input)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func `everything comes in the order of keys`() async throws {
    let run = try await Tool.run("export", "--index", index)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.lines == [
        #"{"key":"a","title":"الرياضة","body":"ملعب","source":"z","date":"2015-07-21"}"#,
        #"{"key":"b","title":"أسعار \"النفط\", اليوم","body":"سوق","source":"okaz","#
          + #""tags":["x","y"]}"#,
      ])
  }

  @Test func `a query and a filter narrow it`() async throws {
    for arguments in [["النفط"], ["--filter", "source:okaz"], ["source:okaz", "--filter", "سوق"]] {
      let run = try await Tool.run(
        ["export", "--index", index, "--fields", "source"] + arguments)
      #expect(run.lines == [#"{"key":"b","source":"okaz"}"#], "\(arguments) \(run.errors)")
    }
    let nothing = try await Tool.run("export", "--index", index, "غائب")
    #expect(nothing.status == 1 && nothing.output.isEmpty)
    let once = try await Tool.run("export", "--index", index, "--fields", "source,title")
    let twice = try await Tool.run("export", "--index", index, "--fields", "source,title,source")
    #expect(twice.status == 0 && twice.output == once.output)
    let wrong = try await Tool.run("export", "--index", index, "--fields", "nobody")
    #expect(wrong.status == 2 && wrong.errors.contains("title, body"))
  }

  @Test func `tables quote what they must`() async throws {
    let run = try await Tool.run(
      "export", "--index", index, "--format", "csv", "--fields", "title,tags")
    #expect(
      run.output == "key,title,tags\r\na,الرياضة,\r\nb,\"أسعار \"\"النفط\"\", اليوم\",x; y\r\n")
  }

  @Test func `a limit takes the first keys`() async throws {
    for arguments in [[], ["*"], ["--filter", "*"]] {
      let run = try await Tool.run(
        ["export", "--index", index, "--limit", "1", "--fields", "source"] + arguments)
      #expect(run.lines == [#"{"key":"a","source":"z"}"#], "\(arguments) \(run.errors)")
    }
  }

  @Test func `documents of a test collection have a name and escaped texts`() async throws {
    let lines =
      #"{"id":"k 1","title":"<b>","body":"a & \u0001 b\n<DOC>","source":"z","related":"r"}"# + "\n"
    let input = try folder.write("other.jsonl", lines)
    let other = folder.path("other")
    #expect(try await Tool.run("index", "--index", other, "--quiet", input).status == 0)
    let run = try await Tool.run("export", "--index", other, "--format", "trec")
    #expect(
      run.output == """
        <DOC>
        <DOCNO>k%201</DOCNO>
        <TITLE>&lt;b&gt;</TITLE>
        <TEXT>
        a &amp;   b
        &lt;DOC&gt;
        </TEXT>
        <RELATED>r</RELATED>
        <SOURCE>z</SOURCE>
        </DOC>

        """, "\(run.output) \(run.errors)")
  }

  @Test func `tables for spreadsheets have no formulas`() async throws {
    let lines = #"{"id":"a","title":"=1+1","body":"نص","tags":["x","@y"]}"# + "\n"
    let input = try folder.write("other.jsonl", lines)
    let other = folder.path("other")
    #expect(try await Tool.run("index", "--index", other, "--quiet", input).status == 0)
    for (command, query) in [("export", "*"), ("search", "نص"), ("kwic", "نص")] {
      let run = try await Tool.run(
        command, "--index", other, "--format", "spreadsheet", "--fields", "title,tags", query)
      #expect(run.output.hasPrefix("\u{FEFF}") && run.output.contains(",'=1+1,"), "\(run.output)")
      #expect(run.output.contains("x; '@y\r\n"), "\(run.output)")
    }
  }

  @Test func `the shapes that scripts rely on`() async throws {
    let run = try await Tool.run(
      "search", "--index", index, "--json", "--limit", "1", "--facet", "source:1", "--facet",
      "tags",
      "--histogram", "date:month", "--sort", "date:desc", "*")
    #expect(run.status == 0, "\(run.errors)")
    for part in [
      #""total":{"value":2,"relation":"eq"}"#,
      #""facets":{"source":{"values":[["okaz",1]],"other":1,"missing":0},"#
        + #""tags":{"values":[["x",1],["y",1]],"other":0,"missing":1}}"#,
      #""histograms":{"date":{"unit":"month","buckets":[["2015-07",1]],"missing":1}}"#,
    ] {
      #expect(run.output.contains(part), "\(run.output)")
    }
    let results = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let next = try #require(results["next"] as? String)
    let second = try await Tool.run(
      "search", "--index", index, "--json", "--limit", "1", "--sort", "date:desc", "--after", next,
      "*")
    #expect(second.output.contains(#""key":"b""#) && !second.output.contains(#""next""#))
    #expect(second.output.contains(#""sort":{"date":"#) && !second.output.contains(#""score""#))
    let both = try await Tool.run(
      "search", "--index", index, "--json", "--sort", "score,date:desc", "النفط")
    #expect(both.output.contains(#""score":"#) && both.output.contains(#""sort":{"date":"#))
    let shown = try await Tool.run("search", "--index", index, "--sort", "date:desc", "النفط")
    #expect(!shown.output.contains("0.000"), "\(shown.output)")
    let lines = try await Tool.run("search", "--index", index, "--facet", "source", "النفط")
    #expect(lines.output.contains("okaz  1  █"), "\(lines.output)")
    let wrong = try await Tool.run("search", "--index", index, "--facet", "title", "النفط")
    #expect(wrong.status == 2 && wrong.errors.contains("no column"), "\(wrong.errors)")
  }

  @Test func `whole requests are measured`() async throws {
    let request = #"{"query":"النفط","limit":1,"facets":[{"field":"source"}],"sort":["date:desc"]}"#
    let file = try folder.write("requests", "one\t\(request)\none\t{\"get\":\"a\"}\n")
    let run = try await Tool.run(
      "bench", "--index", index, "--requests", file, "--warmup", "0", "--repeat", "1", "--json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(#""class":"one","operation":"request","queries":2"#))
    let wrong = try folder.write("wrong", "\(request)\n{\"limit\":1}\n")
    let refused = try await Tool.run("bench", "--index", index, "--requests", wrong)
    #expect(refused.status == 2 && refused.errors.contains("wrong:2: it is not a request"))
    #expect(try await Tool.run("bench", "--index", index).status == 2)
  }
}
