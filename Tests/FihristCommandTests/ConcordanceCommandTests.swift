import Foundation
import Testing

/// The shapes of `kwic`, `trends` and `collocates`.
@Suite struct ConcordanceCommandTests {
  private let folder: TemporaryFolder
  private let index: String

  init() async throws {
    folder = try TemporaryFolder()
    index = folder.path("index")
    let lines = [
      #"{"id":"a","title":"سوق النفط","body":"أسعار النفط تهبط","source":"z","date":"2015-07-21"}"#,
      #"{"id":"b","title":"رياضة","body":"قال: \"أسعار النفط\", أمس","source":"okaz","#
        + #""date":"2015-09-02"}"#,
    ]
    let input = try folder.write("articles.jsonl", lines.joined(separator: "\n") + "\n")
    let run = try await Tool.run("index", "--index", index, "--quiet", input)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func `a concordance in each format`() async throws {
    let table = try await Tool.run("kwic", "--index", index, "نفط")
    #expect(table.status == 0, "\(table.errors)")
    #expect(table.output.contains("أسعار  النفط  تهبط"), "\(table.output)")
    #expect(table.output.contains("3 occurrences of 3; 2 documents match"), "\(table.output)")
    let csv = try await Tool.run(
      "kwic", "--index", index, "--format", "csv", "--words", "1", "--fields", "source",
      "\"أسعار النفط\"")
    #expect(
      csv.output == "key,field,left,match,right,start,end,source\r\n"
        + "a,body,,أسعار النفط, تهبط,0,21,z\r\n"
        + "b,body,\"قال: \"\"\",أسعار النفط,\"\"\", أمس\",9,30,okaz\r\n", "\(csv.output)")
    let json = try await Tool.run("kwic", "--index", index, "--json", "--limit", "1", "تهبط")
    #expect(
      json.output == #"{"query":"تهبط","read_as":"تهبط","total":{"value":1,"relation":"eq"},"#
        + #""documents":1,"lines":[{"key":"a","field":"body","left":"أسعار النفط ","match":"تهبط","#
        + #""right":"","start":22,"end":30,"fields":{}}]}"# + "\n", "\(json.output)")
    let lines = try await Tool.run("kwic", "--index", index, "--format", "jsonl", "نفط")
    #expect(lines.lines.count == 3)
    let nothing = try await Tool.run("kwic", "--index", index, "غائب")
    #expect(nothing.status == 1 && nothing.output.isEmpty && nothing.errors.contains("nothing"))
    let both = try await Tool.run(
      "kwic", "--index", index, "--words", "1", "--characters", "1", "نفط")
    #expect(both.status == 2)
  }

  @Test func `lines that the limit left out are spoken of`() async throws {
    for arguments in [
      [], ["--sort", "right"], ["--count"], ["--format", "jsonl"], ["--format", "csv"],
      ["--format", "csv", "--sort", "left"],
    ] {
      let start = ["kwic", "--index", index] + arguments
      let cut = try await Tool.run(start + ["--limit", "2", "نفط"])
      #expect(cut.status == 0, "\(arguments): \(cut.errors)")
      #expect(
        cut.errors
          == "note: the limit of 2 lines left others out; a greater --limit shows them\n",
        "\(arguments): \(cut.errors)")
      for limit in ["0", "3", "4"] {
        let whole = try await Tool.run(start + ["--limit", limit, "نفط"])
        #expect(whole.status == 0 && whole.errors.isEmpty, "\(arguments): \(whole.errors)")
      }
    }
    for (limit, isCut) in [(2, true), (3, false)] {
      let json = try await Tool.run(
        "kwic", "--index", index, "--json", "--limit", "\(limit)", "نفط")
      #expect(json.errors.isEmpty)
      #expect(json.output.hasSuffix(#"],"more":true}"# + "\n") == isCut, "\(json.output)")
    }
  }

  @Test func `rows that are written as they are found are those of the whole`() async throws {
    for format in ["jsonl", "csv", "spreadsheet"] {
      for limit in [0, 1, 2, 100] {
        let streamed = try await Tool.run(
          "kwic", "--index", index, "--format", format, "--limit", "\(limit)", "--fields",
          "source,tags", "نفط")
        #expect(streamed.status == 0, "\(streamed.errors)")
        let heading = format == "jsonl" ? 0 : 1
        // To Swift CR LF is one character.
        func rows(_ run: ToolRun) -> [String] {
          run.output.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) }
        }
        #expect(rows(streamed).count == min(limit, 3) + heading, "\(streamed.output)")
        // Sorted rows are collected first; a limit above all shows the same ones.
        guard limit == 100 else { continue }
        let sorted = try await Tool.run(
          "kwic", "--index", index, "--format", format, "--sort", "left", "--fields",
          "source,tags", "نفط")
        #expect(rows(sorted).first == rows(streamed).first || heading == 0)
        #expect(rows(sorted).sorted() == rows(streamed).sorted())
      }
    }
    let nothing = try await Tool.run("kwic", "--index", index, "--format", "jsonl", "غائب")
    #expect(nothing.status == 1 && nothing.output.isEmpty && nothing.errors.contains("nothing"))
    let elsewhere = try await Tool.run(
      "kwic", "--index", index, "--format", "csv", "--in", "title", "تهبط")
    #expect(elsewhere.status == 1 && elsewhere.errors.contains("no stored text"))
    let wrong = try await Tool.run(
      "kwic", "--index", index, "--format", "csv", "--fields", "nope", "نفط")
    #expect(wrong.status == 2 && wrong.output.isEmpty, "\(wrong.output)")
  }

  @Test func `trends in each format`() async throws {
    let csv = try await Tool.run(
      "trends", "--index", index, "--by", "month", "--format", "csv", "نفط", "رياضة")
    #expect(csv.status == 0, "\(csv.errors)")
    #expect(
      csv.output == "query,period,documents,occurrences,words,per_million\r\n"
        + "نفط,2015-07,1,2,5,400000.0\r\nنفط,2015-08,0,0,0,\r\nنفط,2015-09,1,1,5,200000.0\r\n"
        + "رياضة,2015-07,0,0,5,0.0\r\nرياضة,2015-08,0,0,0,\r\nرياضة,2015-09,1,1,5,200000.0\r\n",
      "\(csv.output)")
    let json = try await Tool.run("trends", "--index", index, "--by", "year", "--json", "نفط")
    #expect(
      json.output
        == #"{"field":"date","unit":"year","periods":[["2015",2]],"series":[{"query":"نفط","#
        + #""read_as":"نفط","points":[{"period":"2015","documents":2,"occurrences":3,"words":10,"#
        + #""per_million":300000.0}],"undated":{"documents":0,"occurrences":0,"words":0,"#
        + #""per_million":null}}]}"# + "\n", "\(json.output)")
    let table = try await Tool.run("trends", "--index", index, "نفط")
    #expect(
      table.output.contains("2015-08          0            0            –"), "\(table.output)")
    let unknown = try await Tool.run("trends", "--index", index, "--field", "title", "نفط")
    #expect(unknown.status == 2 && unknown.errors.contains("use date"), "\(unknown.errors)")
  }

  @Test func `collocations in each format`() async throws {
    let csv = try await Tool.run(
      "collocates", "--index", index, "--minimum", "2", "--format", "csv", "نفط")
    #expect(
      csv.output == "word,term,near,count,near_words,all_words,occurrences,expected,"
        + "log_likelihood,log_dice\r\nأسعار,سعر,2,2,6,7,3,1.714,0.738,13.678\r\n", "\(csv.output)"
    )
    let json = try await Tool.run(
      "collocates", "--index", index, "--minimum", "2", "--json", "نفط")
    #expect(
      json.output.hasPrefix(
        #"{"query":"نفط","read_as":"نفط","documents":2,"occurrences":3,"words":[{"word":"أسعار","#),
      "\(json.output)")
    let neither = try await Tool.run(
      "collocates", "--index", index, "--left", "0", "--right", "0", "نفط")
    #expect(neither.status == 2)
    #expect(neither.errors.contains("at least one of --left and --right must be 1 or more"))
    for format in ["table", "csv", "json"] {
      let none = try await Tool.run(
        "collocates", "--index", index, "--minimum", "2", "--limit", "0", "--format", format, "نفط")
      #expect(none.status == 0 && none.errors.isEmpty, "\(none.errors)")
    }
    for (query, reason) in [("غائب", "nothing matches;"), ("*", "no stored text has the words")] {
      let none = try await Tool.run("collocates", "--index", index, query)
      #expect(none.status == 1 && none.errors.contains("fihrist: \(reason)"), "\(none.errors)")
    }
    let nothing = try await Tool.run("collocates", "--index", index, "نفط")
    #expect(nothing.status == 1 && nothing.errors.contains("--minimum"), "\(nothing.errors)")
  }
}
