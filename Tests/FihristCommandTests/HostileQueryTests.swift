import Foundation
import Testing

/// Fifty queries that are made to be slow or large: each ends within a limit of time and of memory,
/// and what it does not give it says.
@Suite(.serialized) struct HostileQueryTests {
  /// More than 100,000 distinct words: patterns stand for more than are looked at.
  private static let index = Task {
    let folder = try TemporaryFolder()
    var lines: [String] = []
    var number = 0
    for document in 0..<2_500 {
      let words = (0..<40).map { _ in
        number += 1
        return "ك\(String(number * 7_919 % 99_991, radix: 7))ت"
      }
      let body = (words + ["كتاب", "نفط", "سوق", "بيت \(document % 50)"]).joined(separator: " ")
      lines.append(
        #"{"id":"\#(document)","title":"نفط \#(document % 9)","content":"\#(body)","#
          + #""source":"s\#(document % 7)","date":"20\#(10 + document % 9)-01-02"}"#)
    }
    let input = try folder.write("in.jsonl", lines.joined(separator: "\n"))
    let run = try await Tool.run("index", "--index", folder.path("index"), "--quiet", input)
    #expect(run.status == 0, "\(run.errors)")
    return folder
  }

  private static func list(
    _ count: Int, _ separator: String = " ", _ part: (Int) -> String
  ) -> String { (0..<count).map(part).joined(separator: separator) }

  private static func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  /// The command line takes 128 KB.
  static let queries: [String] = [
    // Nesting.
    times(20_000, "(") + "نفط", times(9_000, "(نفط "), times(9_000, "-(نفط "),
    times(15_000, ")نفط"),
    "* " + times(5_000, "-(* "), times(2_000, "نفط OR سوق AND ("), times(9_000, "title:(نفط "),
    times(3_000, "source:(s1 OR "),
    // Quotes and signs.
    times(50_000, "\""), times(12_000, "«نفط "), times(20_000, "+-"), times(9_000, "NOT ") + "نفط",
    times(9_000, "AND OR ") + "نفط", times(30_000, "\u{200F}") + "نفط", times(9_000, "~ ^ @ "),
    // Fuzzy words.
    list(100) { "ك\($0)ت~2" }, list(2_000) { "ك\($0)1234ت~2" }, list(9_000) { "ك\($0)~" },
    times(64, "ك") + "~2 " + times(64, "1") + "~2", "ك" + times(9_000, "~"),
    list(300, " AND ") { "ك\($0)~2" },
    // Patterns.
    "*ك*", "*1*2*3*4*5*6*ت", times(120, "*ك"), "ك" + times(250, "?"), "*" + times(60, "ك?*"),
    list(500) { "*\($0)*" }, list(9_000) { "ك\($0)*" }, "ك" + times(40_000, "\u{64E}") + "*",
    // Regular expressions.
    "/.*/", "/(.*)*(.*)*ك/", "/(ك|كك|.)+ت/", "/((((.?){9}){9}){3})/", "/.{1,90}.{1,90}ت/",
    "/(.*[0-3]){20}/", list(400) { "/.*\($0).*ت/" }, "/" + times(120, "(ك|.)?") + "/",
    // Nearness and phrases.
    "NEAR(" + list(64) { _ in "نفط" } + ", 1000)", list(900) { "NEAR(نفط سوق بيت, \($0))" },
    "\"" + list(8_000) { _ in "نفط سوق" } + "\"", "\"" + list(60) { _ in "نفط سوق" } + "\"~1000",
    list(500, " OR ") { "NEAR(بيت \($0 % 50) نفط, 900, ordered)" },
    // Many of all.
    list(16_384) { "ك\($0)" }, times(12_000, "نفط "), times(9_000, "* "), times(9_000, "نفط^9^9 "),
    list(3_000) { "date:[* TO 20\($0 % 90 + 10)]" }, list(9_000) { "source:s\($0)" } + " نفط",
    list(900) { _ in "=كتاب =بيت" },
    list(300) { "(*\($0)* AND \"نفط سوق\"~5 OR /(ك|ت)+\($0)/ OR ك\($0)~2)@2" },
  ]

  @Test func `there are fifty`() { #expect(Self.queries.count == 50) }

  private struct Result: Decodable {
    struct Total: Decodable, Equatable {
      var value: Int
      var relation: String
    }
    var took_ms: Double
    var total: Total
    var stopped: String?
  }

  /// Runs the tool with less memory than a result of all words of the index would take.
  private func search(_ query: String, seconds: Double) async throws -> (Result?, ToolRun) {
    let index = try await Self.index.value.path("index")
    let run = try await Tool.shell(
      "ulimit -d \(Self.megabytes << 10) && exec \"$0\" search --index \"$1\" --json --count "
        + "--time-limit \"$2\" -- \"$3\"",
      index, String(seconds), query)
    return (try? run.decoded(Result.self), run)
  }

  private static let megabytes = 256

  /// What tests that are compiled without optimisation and run beside others may take longer.
  private static let slack = 10.0

  @Test(arguments: queries.indices)
  func `a hostile query ends in time, in little memory, and honestly`(_ number: Int) async throws {
    let query = Self.queries[number]
    let note: Comment = "query \(number), \(query.prefix(40))…"
    let (result, run) = try await search(query, seconds: 0.3)
    // 2: without a word to look for. 1: nothing matches. Anything else is a crash or a refusal.
    #expect((0...2).contains(run.status), "\(note): \(run.status) \(run.errors.prefix(300))")
    guard let result else {
      #expect(run.errors.contains("no word to look for"), "\(note): \(run.errors.prefix(300))")
      return
    }
    #expect(result.took_ms < 1_000 * (0.3 + Self.slack), note)
    #expect(result.stopped == nil || result.stopped == "timeLimit", note)
    // One that stops while it cuts out snippets has counted all.
    #expect(result.stopped != nil || result.total.relation == "eq", note)
    // Every third, because each run of the tool takes a while.
    guard number % 3 == 0 else { return }
    // With no time at all it stops, or was done before it looked at the clock.
    let (early, _) = try await search(query, seconds: 0.000_001)
    guard let early else { return }
    #expect(
      early.stopped == "timeLimit" || result.stopped == nil && early.total == result.total, note)
    #expect(result.stopped != nil || early.total.value <= result.total.value, note)
  }
}
