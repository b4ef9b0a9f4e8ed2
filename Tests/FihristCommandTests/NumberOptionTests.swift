import Foundation
import Testing

/// Every option that takes a number refuses what is out of its range, and says the range.
@Suite struct NumberOptionTests {
  private static let options: [(command: [String], option: String, range: String)] = [
    (["search", "--index", "i", "نص"], "--limit", "from 0 to 1000000000"),
    (["search", "--index", "i", "نص"], "--offset", "from 0 to 1000000000"),
    (["search", "--index", "i", "نص"], "--snippets", "from 0 to 100"),
    (["search", "--index", "i", "نص"], "--snippet-offset", "from 0 to 100"),
    (["search", "--index", "i", "نص"], "--time-limit", "of seconds from 0.000001 to 86400"),
    (["export", "--index", "i"], "--limit", "from 1 to 1000000000"),
    (["kwic", "--index", "i", "نص"], "--words", "from 0 to 10000"),
    (["kwic", "--index", "i", "نص"], "--characters", "from 0 to 100000"),
    (["kwic", "--index", "i", "نص"], "--limit", "from 0 to 1000000000"),
    (["collocates", "--index", "i", "نص"], "--left", "from 0 to 1000"),
    (["collocates", "--index", "i", "نص"], "--right", "from 0 to 1000"),
    (["collocates", "--index", "i", "نص"], "--minimum", "from 1 to 1000000000"),
    (["collocates", "--index", "i", "نص"], "--limit", "from 0 to 1000000000"),
    (["copies", "--index", "i"], "--limit", "from 1 to 1000000000"),
    (["copies", "--index", "i"], "--overlap", "from 0.3 to 1.0"),
    (["similar", "--index", "i", "--key", "k"], "--limit", "from 0 to 1000000000"),
    (["similar", "--index", "i", "--key", "k"], "--terms", "from 1 to 1000"),
    (["suggest", "--index", "i", "نص"], "--limit", "from 1 to 1000"),
    (["run", "--index", "i", "--topics", "t", "--phrases"], "--slop", "from 0 to 1000"),
    (["evaluate", "--run", "r", "--qrels", "q", "--phrases"], "--slop", "from 0 to 1000"),
    (["run", "--index", "i", "--topics", "t"], "--limit", "from 1 to 1000000000"),
    (["evaluate", "--run", "r", "--qrels", "q"], "--limit", "from 1 to 1000000000"),
    (["evaluate", "--run", "r", "--qrels", "q"], "--cutoff", "from 1 to 1000000000"),
    (["evaluate", "--run", "r", "--qrels", "q"], "--show", "from 0 to 1000000000"),
    (["evaluate", "--run", "r", "--qrels", "q"], "--seed", "from 0 to 9223372036854775807"),
    (["bench", "--index", "i", "--queries", "q"], "--limit", "from 1 to 1000000000"),
    (["bench", "--index", "i", "--queries", "q"], "--warmup", "from 0 to 1000000"),
    (["bench", "--index", "i", "--queries", "q"], "--repeat", "from 1 to 1000000"),
    (["bench", "--index", "i", "--queries", "q"], "--threads", "from 1 to 1024"),
    (["index", "--index", "i", "x"], "--threads", "from 1 to 1024"),
    (["index", "--index", "i", "x"], "--memory", "or more"),
    (["index", "--index", "i", "x"], "--k1", "above 0, up to 1000"),
    (["index", "--index", "i", "x"], "--b", "from 0.0 to 1.0"),
    (["index", "--index", "i", "x"], "--fail-over", "from 0.0 to 100.0"),
    (["index", "--index", "i", "x"], "--commit-minutes", "from 0.001 to 1000000.0"),
    (["index", "--index", "i", "x"], "--commit-documents", "from 1 to 1000000000"),
    (["rebuild", "--index", "i"], "--memory", "or more"),
    (["merge", "--index", "i"], "--segments", "from 1 to 1000000"),
    (["merge", "--index", "i"], "--share", "from 0.01 to 1.0"),
    (["serve", "--index", "i"], "--port", "from 0 to 65535"),
    (["serve", "--index", "i"], "--client-rate", "from 1 to 1000000"),
    (["bench", "--index", "i", "--queries", "q"], "--rate", "from 0.01 to 10000000"),
    (["bench", "--index", "i", "--queries", "q"], "--duration", "from 10 ms to 1440m"),
    (["load", "--url", "http://a"], "--rate", "from 0.01 to 1000000"),
    (["load", "--url", "http://a"], "--duration", "from 10 ms to 1440m"),
    (["load", "--url", "http://a"], "--warmup", "from 0 to 1440m"),
    (["load", "--url", "http://a"], "--timeout", "from 10 ms to 1440m"),
    (["load", "--url", "http://a"], "--connections", "from 1 to 900"),
  ]

  @Test(arguments: options.indices, ["-1", "1e99", "99999999999999999999", "nan", "x", ""])
  func `the message says the range`(row: Int, value: String) async throws {
    let (command, option, range) = Self.options[row]
    for arguments in [[option, value], ["\(option)=\(value)"]]
    where value != "" || arguments.count > 1 {
      let run = try await Tool.run(command + arguments)
      #expect(run.status == 2, "\(arguments)")
      #expect(run.hasOneSentence && run.errors.contains(range), "\(arguments): \(run.errors)")
      #expect(run.errors.contains(option), "\(arguments): \(run.errors)")
    }
  }

  @Test func `every numeric option is in the table`() async throws {
    // The help shows `<n>`, `<number>`, `<size>`, `<part>`, `<seconds>` and `<time>` for numbers.
    let help = try await Tool.run("help")
    let commands = help.output.split(separator: "\n").compactMap {
      $0.wholeMatch(of: /\s{2}([a-z]+)\s+\S.*/)?.1
    }
    #expect(commands.count >= 14)
    for command in commands {
      let text = try await Tool.run("help", String(command)).output
      for match in text.matches(of: /(--[a-z0-9-]+) <(n|number|size|part|seconds|time)>/) {
        #expect(
          Self.options.contains { $0.command[0] == command && $0.option == match.1 },
          "\(command) \(match.1)")
      }
    }
  }

  @Test func `the largest numbers do no harm`() async throws {
    let index = try await SampleArchive.index()
    let run = try await Tool.run(
      "search", "--index", index, "--json", "--limit", "1000000000", "--offset", "1000000000",
      "النفط")
    #expect(run.status == 0 || run.status == 1, "\(run.errors)")
  }
}
