import Foundation
import Testing

@Suite struct AnalyzeCommandTests {
  private struct Analysis: Decodable, Equatable {
    struct Token: Decodable, Equatable {
      var text: String
      var start: Int
      var end: Int
      var position: Int
      var term: String?
      var rules: [String]
    }

    var analyzer: String
    var tokens: [Token]
  }

  @Test func `JSON has the words with byte offsets, terms and rules`() async throws {
    let run = try await Tool.run("analyze", "وَالكِتابُ New", "--json")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    let expected = Analysis(
      analyzer: "arabic",
      tokens: [
        .init(
          text: "وَالكِتابُ", start: 0, end: 20, position: 0, term: "كتاب",
          rules: ["strip-marks", "stem-prefix-وال"]),
        .init(text: "New", start: 21, end: 24, position: 1, term: "new", rules: ["lower-case"]),
      ])
    #expect(try run.decoded(Analysis.self) == expected)
    #expect(run.output.hasPrefix(#"{"analyzer":"arabic","tokens":[{"text":"#))
  }

  @Test func `a word that the index leaves out has a null term`() async throws {
    let run = try await Tool.run("analyze", "--analyzer", "lucene", "في", "--json")
    #expect(try run.decoded(Analysis.self).tokens.map(\.term) == [nil])
    #expect(run.output.contains(#""term":null"#))
  }

  @Test func `the table names each rule and holds no escape sequences off a terminal`() async throws
  {
    let run = try await Tool.run("analyze", "المحادثات")
    #expect(run.status == 0)
    #expect(run.lines.count == 2)
    #expect(run.lines[1].hasSuffix("المحادثات  محادث  stem-prefix-ال stem-suffix-ات"))
    #expect(
      !run.output.unicodeScalars.contains { "\u{1B}\u{2068}\u{2069}".unicodeScalars.contains($0) })
  }

  @Test func `two words are explained at every level, and whether they meet`() async throws {
    let run = try await Tool.run("analyze", "--explain", "وزيرة", "الوزارة")
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.contains("kept-beginning (وزير)"))
    #expect(run.output.contains("stem-suffix-ه → وزير"))
    #expect(
      run.lines.last
        == "They have only the same root, وزر: ranked queries bring each in as related.")
    let json = try await Tool.run("analyze", "--explain", "--json", "كتاب", "كتابهم")
    #expect(
      json.output.contains(
        #""level":"stem","term":"كتاب","steps":[{"rule":"stem-suffix-هم","#))
    #expect(json.output.contains(#""meet":"stem"}"#))
    let apart = try await Tool.run("analyze", "--explain", "--analyzer", "light10", "علم", "نور")
    #expect(
      apart.lines.last
        == "They do not find each other: the term of one is علم, of the other نور.")
  }

  @Test(arguments: [
    ("غوغل", "جوجل"), ("يناير", "جانفي"), ("ترامب", "ترمب"), ("2015", "و2015"),
    ("BBC", "الـBBC"), ("أغسطس", "آب"),
  ])
  func `two words find each other where a search finds both`(_ one: String, _ other: String)
    async throws
  {
    let run = try await Tool.run("analyze", "--explain", one, other)
    let verdict = try #require(run.lines.last)
    let json = try await Tool.run("analyze", "--explain", "--json", one, other)
    switch one {
    case "غوغل", "يناير", "ترامب":
      let sentence =
        "They are other spellings or names of each other: each finds the other, at a lower weight."
      #expect(verdict == sentence)
      #expect(json.output.contains(#""meet":"alternative"}"#))
    case "2015", "BBC": #expect(verdict.hasSuffix(": each finds the other."))
    default: #expect(verdict.hasPrefix("They do not find each other"))
    }
  }

  @Test func `an escape sequence in the text does not reach the screen`() async throws {
    let run = try await Tool.run("analyze", "--analyzer", "whitespace", "a\u{1B}[2Jb")
    #expect(run.status == 0)
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test func `a hyphen reads the text from standard input`() async throws {
    let run = try await Tool.run(["analyze", "--json", "-"], input: Data("كتاب\nقلم\n".utf8))
    #expect(try run.decoded(Analysis.self).tokens.map(\.term) == ["كتاب", "قلم"])
  }

  @Test func `an unknown analyzer is wrong usage and the names are given`() async throws {
    let run = try await Tool.run("analyze", "--analyzer", "snowball", "x")
    #expect(run.status == 2)
    #expect(run.hasOneSentence)
    #expect(run.errors.contains("'light10'"))
    #expect(run.output.isEmpty)
  }
}
