import Testing

@testable import FihristServer

@Suite struct ParametersTests {
  @Test func `words are listed as a sentence has them`() {
    let words = ["a", "b", "c"]
    #expect((0...3).map { Array(words.prefix($0)).listed() } == ["", "a", "a or b", "a, b or c"])
    #expect(words.listed(by: "and") == "a, b and c")
    let problem = #expect(throws: Problem.self) {
      try Parameters(
        query: "sort=x", known: [Parameter("sort", .choice(words), "The order")], fields: [])
    }
    #expect(problem?.detail == "sort must be a, b or c")
  }

  private let known = [
    Parameter("q", .text, ""), Parameter("limit", .number(0...100), ""),
    Parameter("mode", .choice(["lenient", "strict"]), ""), Parameter("facets", .names, ""),
    Parameter("raw", .flag, ""),
  ]

  private func code(_ query: String) -> Problem.Code? {
    do throws(Problem) {
      _ = try Parameters(query: query, known: known, fields: ["source"])
      return nil
    } catch { return error.code }
  }

  @Test func `values are decoded and found`() throws {
    let read = try Parameters(
      query: "q=%D9%86%D9%81%D8%B7+%26x&facets=a,b&facets=c&limit=7&source=o&source=r&mode=&raw=1",
      known: known, fields: ["source"])
    #expect(read["q"] == "نفط &x" && read.names("facets") == ["a", "b", "c"])
    #expect(read.number("limit", or: 1) == 7 && read.values("source") == ["o", "r"])
    #expect(read["mode"] == nil && read.flag("raw") && read.number("none", or: 3) == 3)
    let again = try Parameters(query: read.query, known: known, fields: ["source"])
    #expect(again.query == read.query && again.canonical == read.canonical)
  }

  @Test func `what a call does not take is refused`() {
    #expect(code("qq=1") == .unknownParameter)
    #expect(code("Q=1") == .unknownParameter)
    #expect(code("limit=101") == .badParameter && code("limit=100") == nil)
    #expect(code("limit=-1") == .badParameter && code("limit=1.5") == .badParameter)
    #expect(code("limit=99999999999999999999") == .badParameter)
    #expect(code("mode=Strict") == .badParameter && code("raw=yes") == .badParameter)
    #expect(code("q=a&q=b") == .badParameter)
    #expect(code("q=%ff") == .badRequest && code("q=%2") == .badRequest)
    #expect(code("&&&q=&") == nil && code("") == nil)
  }

  @Test func `equal calls are equal texts`() throws {
    let one = try Parameters(query: "q=a&limit=1&mode=", known: known)
    let other = try Parameters(query: "limit=1&q=%61", known: known)
    #expect(one.canonical == other.canonical)
    let third = try Parameters(query: "limit=2&q=a", known: known)
    #expect(third.canonical != one.canonical)
  }

  @Test func `any bytes come through addresses unchanged`() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let scalars = (0..<12).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0..<0x3000, using: &generator))
      }
      let text = String(String.UnicodeScalarView(scalars))
      #expect(Percent.decoded(Percent.encoded(text)) == text)
      #expect(Percent.decoded(Percent.encoded(text), isForm: true) == text)
    }
  }
}
