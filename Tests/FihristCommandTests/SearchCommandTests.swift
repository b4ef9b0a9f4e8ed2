import Foundation
import Testing

@Suite struct SearchCommandTests {
  private struct Results: Decodable {
    struct Total: Decodable {
      var value: Int
      var relation: String
    }

    struct Snippet: Decodable {
      var field: String
      var dir: String
      var parts: [Part]
    }

    /// A text, and 1 if it is marked.
    struct Part: Decodable {
      var text: String
      var mark: Int

      init(from decoder: any Decoder) throws {
        var pair = try decoder.unkeyedContainer()
        text = try pair.decode(String.self)
        mark = try pair.decode(Int.self)
      }
    }

    /// The value of a field, or a list of several.
    struct Values: Decodable {
      var texts: [String]

      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        texts = try (try? value.decode([String].self)) ?? [value.decode(String.self)]
      }
    }

    struct Hit: Decodable {
      var rank: Int
      var key: String
      var score: Double
      var title: String?
      var date: String?
      var source: String?
      var snippets: [Snippet]?
      var fields: [String: Values]
    }

    var query: String
    var took_ms: Double
    var total: Total
    var hits: [Hit]
  }

  private func search(_ arguments: String...) async throws -> Results {
    let run = try await Tool.run(
      ["search", "--index", try await SampleArchive.index(), "--json"] + arguments)
    #expect(run.status == 0)
    return try run.decoded(Results.self)
  }

  @Test func `JSON has the members of the contract in their order`() async throws {
    let run = try await Tool.run(
      "search", "--index", try await SampleArchive.index(), "--limit", "2", "--json",
      "المحادثات النووية")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.lines.count == 1)
    let results = try run.decoded(Results.self)
    #expect(results.query == "المحادثات النووية")
    #expect(results.took_ms >= 0)
    #expect(["eq", "gte"].contains(results.total.relation))
    #expect(results.hits.map(\.rank) == [1, 2])
    let names = ["rank", "key", "score", "title", "date", "source", "fields"]
    let offsets = try names.map { try #require(run.output.range(of: "\"\($0)\":")).lowerBound }
    #expect(offsets == offsets.sorted())
  }

  @Test func `hits are ordered by score and show where the words are`() async throws {
    let results = try await search(
      "--count", "--snippets", "2", "المحادثات النووية بين إيران والولايات المتحدة")
    #expect(results.hits.count > 1)
    #expect(results.total.relation == "eq")
    let scores = results.hits.map(\.score)
    #expect(scores == scores.sorted(by: >))
    let best = try #require(results.hits.first)
    #expect(best.title?.isEmpty == false)
    let snippets = try #require(best.snippets)
    #expect((1...2).contains(snippets.count))
    for snippet in snippets {
      #expect(snippet.field == "body" && snippet.dir == "rtl")
      let body = Array(try #require(best.fields["body"]?.texts.first).utf8)
      let text = Array(snippet.parts.map(\.text).joined().utf8)
      #expect(body.indices.contains { body[$0...].starts(with: text) })
      let marked = snippet.parts.filter { $0.mark == 1 }.map(\.text)
      #expect(!marked.isEmpty && marked.allSatisfy { !$0.isEmpty && !$0.contains(" ") })
      #expect(snippet.parts.allSatisfy { [0, 1].contains($0.mark) })
    }
    let none = try await search("النفط")
    #expect(none.hits.allSatisfy { $0.snippets == nil })
  }

  @Test func `pages join to the whole result`() async throws {
    let all = try await search("--limit", "9", "إيران المحادثات السيول الكتاب")
    var paged: [String] = []
    for offset in stride(from: 0, to: 9, by: 3) {
      let page = try await search(
        "--limit", "3", "--offset", "\(offset)", "إيران المحادثات السيول الكتاب")
      #expect(page.hits.first?.rank == offset + 1)
      paged += page.hits.map(\.key)
    }
    #expect(paged == all.hits.map(\.key))
  }

  @Test func `a counted total is exact`() async throws {
    let all = try await search("--count", "--limit", "100", "النفط")
    #expect(all.total.value == all.hits.count)
    let one = try await search("--count", "--limit", "1", "النفط")
    #expect(one.total.value == all.hits.count)
    #expect(one.total.relation == "eq")
  }

  @Test func `people get rank, title, origin, snippet, key and score on lines of their own`()
    async throws
  {
    let run = try await Tool.run(
      "search", "--index", try await SampleArchive.index(), "--limit", "1", "المحادثات النووية")
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(run.status == 0)
    #expect(lines[0].hasPrefix("1. "))
    #expect(lines[1].contains(" · "))
    #expect(lines.contains { $0.contains("محادثات") })
    #expect(lines.contains { $0.hasPrefix("1 hit in ") && $0.contains("--count") })
    #expect(!run.output.contains("\u{1B}"))
    #expect(!run.output.contains("\u{2068}"))
  }

  @Test func `words are bold where the user wants that`() async throws {
    let index = try await SampleArchive.index()
    let bold = try await Tool.run("search", "--index", index, "--color", "always", "النفط")
    #expect(bold.output.contains("\u{1B}[1m"))
    let plain = try await Tool.run("search", "--index", index, "--color", "never", "النفط")
    #expect(!plain.output.contains("\u{1B}"))
  }

  @Test func `nothing found is exit code 1`() async throws {
    let index = try await SampleArchive.index()
    let run = try await Tool.run("search", "--index", index, "كلمةلاتوجدفيأيمقال")
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.hasOneSentence)
    let json = try await Tool.run("search", "--index", index, "--json", "كلمةلاتوجدفيأيمقال")
    #expect(json.status == 1)
    #expect(json.errors.isEmpty)
    let results = try json.decoded(Results.self)
    #expect(results.hits.isEmpty)
    #expect(results.total.value == 0)
  }

  @Test(arguments: [
    ("", 2), ("   ", 2), ("...", 2), ("-إيران", 1), ("في", 0),
  ])
  func `a query that cannot be is wrong usage, and one that finds nothing is not`(
    query: String, status: Int32
  ) async throws {
    let run = try await Tool.run("search", "--index", try await SampleArchive.index(), "--", query)
    #expect(run.status == status, "\(run.errors)")
    #expect(status == 0 || run.hasOneSentence, "\(run.errors)")
  }

  @Test(arguments: ["\"إيران", "«إيران", "مسلسل «إيران"])
  func `a quote left open is noted, and refused where that is asked for`(
    query: String
  ) async throws {
    let index = try await SampleArchive.index()
    let run = try await Tool.run("search", "--index", index, "--", query)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.hasPrefix("note: the quote ") && run.errors.hasSuffix("at the end\n"))
    let json = try await Tool.run("search", "--index", index, "--json", "--", query)
    let notes = try #require(json.object()["notes"] as? [[String: Any]])
    #expect(notes.map { $0["code"] as? String } == ["unclosedQuote"] && json.errors.isEmpty)
    #expect(notes[0]["column"] as? Int == (query.hasPrefix("م") ? 7 : 1))
    let strict = try await Tool.run("search", "--index", index, "--strict", "--", query)
    #expect(strict.status == 2 && strict.hasOneSentence, "\(strict.errors)")
  }

  @Test func `fewer hits than the limit are all there are`() async throws {
    let all = try await search("--count", "--limit", "100", "النفط")
    for arguments in [["--limit", "100"], ["--limit", "100", "--offset", "5000"]] {
      let run = try await Tool.run(
        ["search", "--index", try await SampleArchive.index(), "--json"] + arguments + ["النفط"])
      let results = try run.decoded(Results.self)
      #expect(results.total.relation == "eq" && results.total.value == all.hits.count)
    }
  }

  /// A word of letters for each number.
  private func word(_ number: Int) -> String {
    let letters = ["ب", "د", "ر", "س", "ص", "ط", "ع", "ق", "ل", "م"]
    return "خ" + String(number).compactMap(\.wholeNumberValue).map { letters[$0] }.joined()
  }

  @Test func `a query of ten thousand words is answered`() async throws {
    let words = (0..<10_000).map { word($0) }.joined(separator: " ") + " إيران"
    let run = try await Tool.run("search", "--index", try await SampleArchive.index(), words)
    #expect(run.status == 0)
  }

  @Test func `a query of more terms than the limit is refused with advice`() async throws {
    let words = (0..<16_385).map { "q\($0)" }.joined(separator: " ")
    let index = try await SampleArchive.index()
    let run = try await Tool.run("search", "--index", index, "--strict", words)
    #expect(run.status == 2)
    #expect(run.hasOneSentence, "\(run.errors.prefix(200))")
    let lenient = try await Tool.run("search", "--index", index, words)
    #expect(lenient.status == 1 && lenient.errors.contains("were left out"))
  }

  @Test(arguments: [
    ["--limit", "-1"], ["--limit", "x"], ["--offset", "-3"], ["--color", "pink"],
  ])
  func `options out of range are wrong usage`(options: [String]) async throws {
    let run = try await Tool.run(
      ["search", "--index", try await SampleArchive.index()] + options + ["x"])
    #expect(run.status == 2)
    #expect(run.hasOneSentence)
  }

  @Test func `limits of 0 and beyond the end are answered`() async throws {
    let none = try await search("--limit", "0", "--count", "النفط")
    #expect(none.hits.isEmpty)
    #expect(none.total.value > 0)
    let uncounted = try await search("--limit", "0", "النفط")
    #expect(uncounted.total.value == none.total.value)
    #expect(uncounted.total.relation == "eq")
    let beyond = try await search("--offset", "1000000", "--limit", "1000000", "النفط")
    #expect(beyond.hits.isEmpty)
    // Nothing has this word, and others of its root are found.
    let related = try await Tool.run([
      "search", "--index", try await SampleArchive.index(), "--limit", "0", "--count", "استكتاب",
    ])
    #expect(related.status == 0 && related.output.contains(" of 0 with these words, "))
  }
}
