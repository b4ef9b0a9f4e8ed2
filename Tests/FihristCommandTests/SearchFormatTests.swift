import Foundation
import Testing

@Suite struct SearchFormatTests {
  private func search(_ format: String, _ arguments: String...) async throws -> ToolRun {
    let run = try await Tool.run(
      ["search", "--index", try await SampleArchive.index(), "--format", format, "--limit", "3"]
        + arguments + ["المحادثات النووية"])
    #expect(run.status == 0, "\(run.errors)")
    return run
  }

  @Test func `lines of JSON are the hits of the JSON object`() async throws {
    let whole = try await search("json", "--snippets", "2").object()
    let hits = try #require(whole["hits"] as? [[String: Any]])
    let lines = try await search("jsonl", "--snippets", "2").lines.map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(lines.count == 3)
    for (hit, line) in zip(hits, lines) { #expect(NSDictionary(dictionary: hit).isEqual(to: line)) }
  }

  /// The passages of each hit as JSON, `count` behind the best `offset`.
  private func passages(_ count: Int, behind offset: Int) async throws -> [Set<String>] {
    let run = try await Tool.run([
      "search", "--index", try await SampleArchive.index(), "--json", "--limit", "40",
      "--snippets", "\(count)", "--snippet-offset", "\(offset)", "مجلس إيران الدولة النفط الماء",
    ])
    return try #require(run.object()["hits"] as? [[String: Any]]).map { hit in
      let snippets = try #require(hit["snippets"] as? [[String: Any]])
      return Set(try snippets.map { "\(try #require($0["parts"]))" })
    }
  }

  @Test func `further passages are those that more at once have`() async throws {
    let (all, best) = (try await passages(3, behind: 0), try await passages(1, behind: 0))
    let further = try await passages(2, behind: 1)
    #expect(further.contains { !$0.isEmpty })
    for hit in all.indices {
      #expect(best[hit].isDisjoint(with: further[hit]))
      #expect(best[hit].union(further[hit]) == all[hit])
    }
  }

  @Test func `a table of values has a heading and a row for each hit`() async throws {
    let run = try await search("csv", "--fields", "title,source", "--snippets", "1")
    let rows = run.output.components(separatedBy: "\r\n")
    #expect(rows[0] == "rank,key,score,title,source,snippets" && rows.count == 5)
    #expect(rows[1].hasPrefix("1,") && rows[1].contains("محادثات") && rows[4].isEmpty)
  }

  @Test func `citations have the fields of articles but not their texts`() async throws {
    let ris = try await search("ris").output
    #expect(ris.components(separatedBy: "TY  - NEWS\r\n").count == 4)
    #expect(ris.contains("\r\nT2  - ") && ris.contains("\r\nUR  - ") && !ris.contains("\r\nAB  - "))
    let bibtex = try await search("bibtex").output
    #expect(bibtex.components(separatedBy: "@article{").count == 4)
    #expect(bibtex.contains("  month = may,") && !bibtex.contains("abstract"))
    let long = try await search("bibtex", "--fields", "title,body").output
    #expect(long.contains("  abstract = {"))
  }

  @Test func `lines of a run are what evaluation reads`() async throws {
    let lines = try await search("trec").lines
    #expect(lines.count == 3)
    for (index, line) in lines.enumerated() {
      let words = line.split(separator: " ")
      #expect(words.count == 6 && words[0] == "1" && words[1] == "Q0" && words[5] == "fihrist")
      #expect(words[3] == "\(index + 1)" && Double(words[4]) != nil)
    }
  }

  @Test func `two formats at once are refused, and finding nothing is silent`() async throws {
    let index = try await SampleArchive.index()
    let both = try await Tool.run("search", "--index", index, "--json", "--format", "csv", "نفط")
    #expect(both.status == 2 && both.hasOneSentence)
    let same = try await Tool.run("search", "--index", index, "--json", "--format", "json", "نفط")
    #expect(same.status == 0)
    let nothing = try await Tool.run(
      "search", "--index", index, "--format", "ris", "كلمةلاتوجدفيأيمقال")
    #expect(nothing.status == 1 && nothing.output.isEmpty && nothing.errors.isEmpty)
  }

  @Test func `exports are citations too`() async throws {
    let index = try await SampleArchive.index()
    let run = try await Tool.run(
      "export", "--index", index, "--format", "bibtex", "source:ufuq", "*")
    #expect(run.status < 2 && run.output.hasPrefix("@article{") == (run.status == 0))
    let all = try await Tool.run("export", "--index", index, "--format", "ris", "--quiet")
    #expect(all.output.components(separatedBy: "ER  - \r\n").count == 64)
  }
}
