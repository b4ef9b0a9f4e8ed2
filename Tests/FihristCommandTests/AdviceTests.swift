import Foundation
import Testing

/// Messages name what is wrong, and advise what works.
@Suite struct AdviceTests {
  @Test(arguments: [
    ("--facet", "nope", "author, source"), ("--group", "nope", "author, source"),
    ("--facet", "title", "author, source"), ("--summary", "nope", "date"),
    ("--histogram", "nope:month", "date"), ("--facet", "date", "histogram"),
    ("--summary", "source", "facet"), ("--histogram", "source:month", "facet"),
  ])
  func `a field that does not fit is refused with those that do`(
    option: String, field: String, fitting: String
  ) async throws {
    let index = try await SampleArchive.index()
    let run = try await Tool.run("search", "--index", index, option, field, "النفط")
    #expect(run.status == 2 && run.hasOneSentence, "\(run.errors)")
    #expect(!run.errors.contains("\": "), "\(run.errors)")
    for name in fitting.components(separatedBy: ", ") {
      #expect(run.errors.contains(name), "\(run.errors)")
    }
    // What is advised is taken.
    let advised = try #require(run.errors.firstMatch(of: /(use one of|use) ([a-z]+)/))
    let unit = option == "--histogram" ? ":month" : ""
    let next = try await Tool.run(
      "search", "--index", index, option, "\(advised.2)\(unit)", "النفط")
    #expect(next.status == 0, "\(advised.2): \(next.errors)")
  }

  @Test func `the query without a word is named`() async throws {
    let index = try await SampleArchive.index()
    for (arguments, part) in [
      (["search", "؟"], "the query has"), (["search", "--filter", "+", "النفط"], "the filter has"),
      (["trends", "النفط", "؟!", "غاز"], "the query '؟!' has"),
      (["trends", "--filter", "؟", "النفط"], "the filter has"),
      (["kwic", "--filter", "؟", "النفط"], "the filter has"), (["kwic", ""], "the query has"),
      (["collocates", "\"\""], "the query has"), (["copies", "؟"], "the query has"),
      (["explain", "--key", "marfa-0102", ""], "the query has"),
      (["explain", "--key", "marfa-0102", "--filter", "", "النفط"], "the filter has"),
    ] {
      let run = try await Tool.run([arguments[0], "--index", index] + arguments.dropFirst())
      #expect(run.status == 2 && run.output.isEmpty && run.hasOneSentence, "\(arguments)")
      #expect(run.errors.contains("\(part) no word to look for"), "\(arguments): \(run.errors)")
    }
  }

  @Test(arguments: [
    ["search", "--time-limit", "-1", "نفط"], ["kwic", "--limit", "-3", "نفط"],
    ["search", "--limit=-3", "نفط"],
  ])
  func `a number below zero is not taken for a text`(_ arguments: [String]) async throws {
    let run = try await Tool.run([arguments[0], "--index", "x"] + arguments.dropFirst())
    #expect(run.status == 2 && run.hasOneSentence && run.errors.contains("it must be a"))
    #expect(!run.errors.contains("put --"), "\(run.errors)")
  }

  @Test(arguments: ["--map", "--set"], ["source", "=x", "source=", "="])
  func `a field without what feeds it is told what is missing`(
    _ option: String, _ value: String
  ) async throws {
    let run = try await Tool.run("index", "--index", "x", option, value, "y")
    #expect(run.status == 2 && run.hasOneSentence, "\(run.errors)")
    #expect(run.errors.contains("'\(value)' is invalid for '\(option)"), "\(run.errors)")
    #expect(run.errors.contains("it must be a field, = and a "), "\(run.errors)")
  }

  @Test func `an index without documents is why nothing is found`() async throws {
    let folder = try TemporaryFolder()
    let index = folder.path("index")
    let empty = try folder.write("empty.jsonl", "")
    #expect(try await Tool.run("index", "--index", index, "--quiet", empty).status == 0)
    for arguments in [
      ["search", "نفط"], ["search", "--filter", "غاز", "نفط"], ["kwic", "نفط"],
      ["kwic", "--format", "csv", "نفط"], ["trends", "نفط"], ["collocates", "نفط"], ["copies"],
      ["copies", "نفط"], ["suggest", "نف"], ["export"], ["export", "نفط"],
    ] {
      let run = try await Tool.run([arguments[0], "--index", index] + arguments.dropFirst())
      #expect(run.status == 1, "\(arguments)")
      #expect(
        run.errors == "fihrist: the index has no document; add some with 'fihrist index'\n",
        "\(arguments): \(run.errors)")
    }
  }

  @Test(arguments: [
    ["search"], ["kwic"], ["trends"], ["collocates", "--minimum", "1"],
    ["copies", "--overlap", "0.3"], ["explain", "--key", "sadim-0001"],
    ["export", "--format", "jsonl"],
  ])
  func `a query that starts with a hyphen is taken as advised`(_ command: [String]) async throws {
    let index = try await SampleArchive.index()
    let start = [command[0], "--index", index] + command.dropFirst()
    let run = try await Tool.run(start + ["-رياضة المحادثات"])
    #expect(run.status == 2 && run.output.isEmpty && run.hasOneSentence, "\(run.errors)")
    let advice = "put -- before a text that starts with a hyphen, and all options before that"
    #expect(run.errors.contains(advice), "\(run.errors)")
    let advised = try await Tool.run(start + ["--", "-رياضة المحادثات"])
    let same = try await Tool.run(start + ["NOT رياضة المحادثات"])
    #expect(advised.status == same.status && advised.status != 2, "\(advised.errors)")
    #expect(advised.errors == same.errors, "\(advised.errors)")
    let lines = [advised, same].map { $0.output.split(separator: "\n").count }
    #expect(lines[0] == lines[1])
  }

  @Test func `so are a text to be completed and one to be analyzed`() async throws {
    let index = try await SampleArchive.index()
    for start in [["suggest", "--index", index], ["analyze"]] {
      let run = try await Tool.run(start + ["-المحاد"])
      #expect(run.status == 2 && run.errors.contains("put -- before"), "\(run.errors)")
      #expect(try await Tool.run(start + ["--", "-المحاد"]).status == 0)
    }
  }

  @Test func `so is a text that starts with two, and no option is guessed for it`() async throws {
    let index = try await SampleArchive.index()
    for command in [["search"], ["kwic"], ["trends"], ["collocates"], ["suggest"]] {
      let start = [command[0], "--index", index]
      for text in [["--نفط"], ["--نفط", "غاز"], ["غاز", "-نفط"]] {
        let run = try await Tool.run(start + text)
        #expect(run.status == 2 && run.hasOneSentence, "\(run.errors)")
        #expect(run.errors.contains("put -- before a text"), "\(run.errors)")
        #expect(!run.errors.contains("Did you mean"), "\(run.errors)")
      }
      let wrong = try await Tool.run(start + ["--limitt=3", "نفط"])
      #expect(wrong.status == 2 && !wrong.errors.contains("put --"), "\(wrong.errors)")
    }
  }

  @Test func `the value of an option may start with a hyphen`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    for arguments in [
      ["get", "--key", "-5"], ["explain", "--key", "-5", "نفط"], ["similar", "--key", "-5"],
      ["delete", "--query", "-رياضة"], ["delete", "--key=-5"], ["purge", "--key=-5"],
    ] {
      let run = try await Tool.run([arguments[0], "--index", index] + arguments.dropFirst())
      #expect(run.status == 1 && !run.errors.contains("--help"), "\(arguments): \(run.errors)")
    }
    for (command, option, value, advised) in [
      ("delete", "--key", "-5", "--key=-5"), ("purge", "--key", "-5", "--key=-5"),
      ("search", "--facet", "-x y", "--facet='-x y'"),
      ("purge", "--keys", "-'", #"--keys='-'\'''"#),
    ] {
      let run = try await Tool.run(command, "--index", index, option, value)
      #expect(run.status == 2 && run.hasOneSentence, "\(run.errors)")
      #expect(run.errors.contains("or write \(advised)\n"), "\(run.errors)")
    }
  }

  @Test func `a file without topics, judgements or ranks is the one that is named`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.index()
    let empty = try folder.write("nothing-in-it", "\n")
    let topics = try folder.write("topics", "1\tالنفط\n")
    let qrels = try folder.write("qrels", "1 0 marfa-0102 1\n")
    for arguments in [
      ["evaluate", "--index", index, "--topics", empty, "--qrels", qrels],
      ["evaluate", "--index", index, "--topics", topics, "--qrels", empty],
      ["evaluate", "--run", empty, "--qrels", qrels],
      ["evaluate", "--index", index, "--topics", topics, "--qrels", qrels, "--against", empty],
      ["run", "--index", index, "--topics", empty],
    ] {
      let run = try await Tool.run(arguments)
      #expect(run.status == 2 && run.hasOneSentence, "\(arguments): \(run.errors)")
      #expect(run.errors.contains(empty) && !run.errors.contains(index), "\(run.errors)")
    }
  }

  @Test func `a wrong format is answered with the list of formats`() async throws {
    let run = try await Tool.run("search", "--index", "i", "--format", "xml", "x")
    #expect(run.status == 2 && run.hasOneSentence, "\(run.errors)")
    #expect(run.errors.contains("table, json, jsonl, csv"), "\(run.errors)")
    #expect(!run.errors.contains(" - "), "\(run.errors)")
  }

  @Test func `once is one time`() async throws {
    let folder = try TemporaryFolder()
    // The first words of a text count twice, and lengths are rounded.
    let lead = String(repeating: "كلمة ", count: 40)
    let input = try folder.write(
      "articles.jsonl", #"{"id":"a","title":"","body":"\#(lead)النفط"}"# + "\n")
    let index = folder.path("index")
    #expect(try await Tool.run("index", "--index", index, "--quiet", input).status == 0)
    let run = try await Tool.run("explain", "--index", index, "--key", "a", "النفط")
    #expect(run.output.contains(": 1 time in 40 words, "), "\(run.output)")
  }
}
