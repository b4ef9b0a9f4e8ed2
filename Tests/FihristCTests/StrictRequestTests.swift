import CFihrist
import FihristC
import FihristTestSupport
import Testing

/// A misspelled member is refused by every request, and the members that there are are named.
@Suite struct StrictRequestTests {
  /// A question, a request that it answers, and a member that such requests have.
  static let questions: [(fihrist_question, String, String)] = [
    (FIHRIST_SEARCH, #"{"query":"محادثات"}"#, "collapsesCopies"),
    (FIHRIST_PART, #"{"query":"محادثات"}"#, "collapsesCopies"),
    (FIHRIST_SIMILAR, #"{"key":"a"}"#, "words"),
    (FIHRIST_SIMILAR_SEARCH, #"{"text":"محادثات"}"#, "words"),
    (FIHRIST_EXPLAIN, #"{"key":"a","query":"محادثات"}"#, "filter"),
    (FIHRIST_EXPLANATION, #"{"key":"a","query":"محادثات"}"#, "filter"),
    (FIHRIST_SUGGEST, #"{"text":"محا"}"#, "limit"),
    (FIHRIST_CORRECT, #"{"query":"المحادثاث"}"#, "filter"),
    (FIHRIST_KWIC, #"{"query":"محادثات"}"#, "documentFields"),
    (FIHRIST_KWIC_PART, #"{"query":"محادثات"}"#, "documentFields"),
    (FIHRIST_TRENDS, #"{"queries":["محادثات"]}"#, "unit"),
    (FIHRIST_TRENDS_PART, #"{"queries":["محادثات"]}"#, "unit"),
    (FIHRIST_COLLOCATES, #"{"query":"محادثات"}"#, "stopWords"),
    (FIHRIST_DOCUMENT, #"{"key":"a"}"#, "fields"),
    (FIHRIST_DOCUMENTS, #"{"keys":["a"]}"#, "offset"),
    (FIHRIST_HIT, #"{"key":"a"}"#, "search"), (FIHRIST_COPIES, #"{"key":"a"}"#, "overlap"),
    (FIHRIST_COPY_PART, #"{"document":"a"}"#, "candidates"),
    (FIHRIST_STATISTICS, #"{"query":"محادثات"}"#, "filter"),
    (FIHRIST_STATISTICS, #"{"key":"a"}"#, "words"),
    (FIHRIST_STATISTICS, "{}", "query"),
  ]

  private static func adding(_ member: String, to request: String) -> String {
    let comma = request == "{}" ? "" : ","
    return "\(request.dropLast())\(comma)\(member)}"
  }

  private static func refusal(_ body: () throws -> Void) -> String? {
    let failure = #expect(throws: CFailure.self) { try body() }
    #expect(failure?.code == Int32(FIHRIST_ARGUMENT.rawValue))
    return failure?.message
  }

  @Test func `every question refuses members that it does not have`() throws {
    let directory = try TemporaryDirectory()
    try CCalls.fill(directory.path)
    let index = try CCalls.open(directory.path)
    defer { fihristClose(index) }
    for (question, request, known) in Self.questions {
      _ = try CCalls.answer(index, question, request)
      let message = Self.refusal {
        try CCalls.ask(index, question, Self.adding(#""limt":5"#, to: request))
      }
      #expect(message?.contains(#"the member "limt" is not known; use "#) == true, "\(request)")
      #expect(message?.contains(known) == true, "\(request): \(message ?? "")")
    }
    #expect(try !CCalls.ask(index, FIHRIST_INFO, "").isEmpty)
    let message = Self.refusal { try CCalls.ask(index, FIHRIST_INFO, #"{"limt":5}"#) }
    #expect(message?.contains("leave out all members") == true)
  }

  @Test(arguments: [
    (#""search":{"query":"x","limt":1}"#, "search.limt"),
    (#""search":{"query":{"all":true,"minimun":1}}"#, "search.query.minimun"),
    (#""search":{"query":{"boolean":[{"must":{"all":true},"bost":2}]}}"#, "bost"),
    (#""search":{"query":{"phrase":[{"term":"x","offset":0,"ofset":1}]}}"#, "ofset"),
    (#""search":{"query":{"column":"date","condition":{"equals":"x","form":1}}}"#, "form"),
    (
      #""search":{"query":{"column":"date","condition":{"from":{"value":"x","isIncluded":true,"#
        + #""included":false}}}}"#, "included"
    ),
  ])
  func `members inside of others are checked too`(member: String, path: String) throws {
    let directory = try TemporaryDirectory()
    try CCalls.fill(directory.path)
    let index = try CCalls.open(directory.path)
    defer { fihristClose(index) }
    let message = Self.refusal {
      try CCalls.ask(index, FIHRIST_HIT, Self.adding(member, to: #"{"key":"a"}"#))
    }
    #expect(message?.contains("\(path)\" is not known; use ") == true, "\(message ?? "")")
  }

  @Test func `a cursor and an offset exclude each other`() throws {
    let directory = try TemporaryDirectory()
    try CCalls.fill(directory.path)
    let index = try CCalls.open(directory.path)
    defer { fihristClose(index) }
    let first = #"{"query":"*","after":"s1065353216.k61""#
    _ = try CCalls.answer(index, FIHRIST_SEARCH, first + "}")
    _ = try CCalls.answer(index, FIHRIST_SEARCH, first + #","offset":0}"#)
    for question in [FIHRIST_SEARCH, FIHRIST_PART] {
      let message = Self.refusal { try CCalls.ask(index, question, first + #","offset":3}"#) }
      #expect(message?.contains(#"the member "offset" has no effect beside after"#) == true)
      #expect(message?.contains("leave out offset") == true, "\(message ?? "")")
    }
  }

  @Test func `walks, batches and writers refuse members that they do not have`() throws {
    let directory = try TemporaryDirectory()
    try CCalls.fill(directory.path)
    let index = try CCalls.open(directory.path)
    defer { fihristClose(index) }
    let walk = Self.refusal { _ = try CCalls.walk(index, #"{"qurey":"نفط"}"#) }
    #expect(walk?.contains("use query, filter, fields") == true)
    let batch = Self.refusal {
      _ = try CCalls.keys(index, ["نفط"], request: #"{"query":"","limt":1}"#, threads: 1)
    }
    #expect(batch?.contains("the member \"limt\" is not known") == true)
    let prepared = Self.refusal { try CCalls.prepare(#"{"query":"","limt":1}"#) }
    #expect(prepared?.contains("the member \"limt\" is not known") == true)
    let writer = Self.refusal {
      _ = try CCalls.writer(directory.path(of: "new"), options: #"{"memroy":1}"#)
    }
    #expect(writer?.contains("use schema, memory, k1, b, merges, threads") == true)
  }
}
