import CFihrist
import Fihrist
import FihristC
import FihristTestSupport
import Foundation
import Testing

/// The functions as C programs call them, in this process.
@Suite struct InterfaceTests {
  @Test func `the version is that of the header`() {
    #expect(fihristABIVersion() == FIHRIST_ABI_VERSION)
  }

  @Test func `a search answers as the library does`() throws {
    let directory = try TemporaryDirectory()
    try CCalls.fill(directory.path)
    let index = try CCalls.open(directory.path)
    defer { fihristClose(index) }
    #expect(fihristDocumentCount(index) == 3)
    let answer = try CCalls.ask(index, FIHRIST_SEARCH, #"{"query":"المحادثات","limit":2}"#)
    let found = try Index(path: directory.path).search("المحادثات", limit: 2)
    let hits = try #require(answer["hits"] as? [[String: Any]])
    #expect(hits.map { $0["key"] as? String } == found.hits.map(\.key))
    #expect(
      hits.map { ($0["score"] as? NSNumber)?.floatValue } == found.hits.map(\.score))
  }

  @Test func `a document and its hit are read as they were written`() throws {
    let directory = try TemporaryDirectory()
    try CCalls.fill(directory.path)
    let index = try CCalls.open(directory.path)
    defer { fihristClose(index) }
    struct Answer: Decodable {
      var document: IndexedDocument
      var hit: Hit?
    }
    let here = try Index(path: directory.path)
    for key in ["a", "b"] {
      var request = SearchRequest("محادثات")
      request.snippets = SnippetOptions(count: 1, wholes: ["title"])
      let search = String(decoding: try JSONEncoder().encode(request), as: UTF8.self)
      let text = try CCalls.answer(index, FIHRIST_HIT, "{\"key\":\"\(key)\",\"search\":\(search)}")
      let answer = try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
      #expect(answer.document == (try here.document(key: key)))
      #expect(answer.hit == (try here.hit(key: key, for: request)))
    }
    let alone = try CCalls.answer(index, FIHRIST_HIT, #"{"key":"a","fields":["title"]}"#)
    let answer = try JSONDecoder().decode(Answer.self, from: Data(alone.utf8))
    #expect(answer.hit == nil)
    #expect(answer.document == (try here.document(key: "a", fields: ["title"])))
    #expect(try CCalls.answer(index, FIHRIST_HIT, #"{"key":"none"}"#) == "null")
  }

  @Test(arguments: [
    (FIHRIST_SIMILAR, #"{"key":"a"}"#), (FIHRIST_EXPLAIN, #"{"key":"a","query":"محادثات"}"#),
    (FIHRIST_SUGGEST, #"{"text":"محا"}"#), (FIHRIST_CORRECT, #"{"query":"المحادثاث"}"#),
    (FIHRIST_KWIC, #"{"query":"محادثات"}"#), (FIHRIST_TRENDS, #"{"queries":["محادثات"]}"#),
    (FIHRIST_COLLOCATES, #"{"query":"محادثات","minimum":1}"#),
    (FIHRIST_DOCUMENT, #"{"key":"a"}"#), (FIHRIST_INFO, "{}"),
    (FIHRIST_STATISTICS, #"{"query":"محادثات"}"#), (FIHRIST_PART, #"{"query":"محادثات"}"#),
    (FIHRIST_HIT, #"{"key":"a","search":{"query":"محادثات"}}"#),
    (FIHRIST_KWIC_PART, #"{"query":"محادثات"}"#),
    (FIHRIST_TRENDS_PART, #"{"queries":["محادثات"]}"#), (FIHRIST_SIMILAR_SEARCH, #"{"key":"a"}"#),
    (FIHRIST_EXPLANATION, #"{"key":"a","query":"محادثات"}"#),
    (FIHRIST_STATISTICS, #"{"text":"محادثات"}"#), (FIHRIST_COPIES, #"{"key":"a"}"#),
    (FIHRIST_COPY_PART, #"{"document":"a"}"#),
  ])
  func `every question has an answer`(question: fihrist_question, request: String) throws {
    let directory = try TemporaryDirectory()
    try CCalls.fill(directory.path)
    let index = try CCalls.open(directory.path)
    defer { fihristClose(index) }
    #expect(try !CCalls.ask(index, question, request).isEmpty)
  }

  @Test(arguments: [
    ("{", "it is not JSON"), ("{}", #"the member "query" is missing"#),
    (#"{"query":1}"#, "query"), (#"{"query":"x","limit":"y"}"#, "limit"),
    (String(repeating: "[", count: 100_000), "levels"), (#"{"query":"x","limit":1.5}"#, "limit"),
  ])
  func `a bad request is refused with its reason`(request: String, reason: String) throws {
    let directory = try TemporaryDirectory()
    try CCalls.fill(directory.path)
    let index = try CCalls.open(directory.path)
    defer { fihristClose(index) }
    let failure = #expect(throws: CFailure.self) {
      try CCalls.ask(index, FIHRIST_SEARCH, request)
    }
    #expect(failure?.code == Int32(FIHRIST_ARGUMENT.rawValue))
    #expect(failure?.message.contains(reason) == true)
  }

  @Test func `errors have their codes`() throws {
    let directory = try TemporaryDirectory()
    let missing = #expect(throws: CFailure.self) { try CCalls.open(directory.path(of: "no")) }
    #expect(missing?.code == Int32(FIHRIST_NOT_FOUND.rawValue))
    try CCalls.fill(directory.path)
    let index = try CCalls.open(directory.path)
    defer { fihristClose(index) }
    let query = #expect(throws: CFailure.self) {
      try CCalls.ask(index, FIHRIST_SEARCH, #"{"query":"\"x","reading":"strict"}"#)
    }
    #expect(query?.code == Int32(FIHRIST_QUERY.rawValue))
    let none = #expect(throws: CFailure.self) { try CCalls.ask(nil, FIHRIST_SEARCH, "{}") }
    #expect(none?.code == Int32(FIHRIST_ARGUMENT.rawValue))
    let unknown = #expect(throws: CFailure.self) {
      try CCalls.ask(index, fihrist_question(rawValue: 99), "{}")
    }
    #expect(unknown?.code == Int32(FIHRIST_ARGUMENT.rawValue))
    let first = try CCalls.writer(directory.path)
    defer { fihristWriterClose(first) }
    let second = #expect(throws: CFailure.self) { try CCalls.writer(directory.path) }
    #expect(second?.code == Int32(FIHRIST_LOCKED.rawValue))
  }

  @Test func `a batch with one bad document adds none`() throws {
    let directory = try TemporaryDirectory()
    let writer = try CCalls.writer(directory.path)
    defer { fihristWriterClose(writer) }
    let failure = #expect(throws: CFailure.self) {
      try CCalls.add([("a", "نص"), ("", "نص")], to: writer)
    }
    #expect(failure?.code == Int32(FIHRIST_INVALID.rawValue))
    #expect(failure?.message.contains("empty key") == true)
    try CCalls.commit(writer)
    #expect(try CCalls.information(writer)["documents"] as? Int == 0)
  }

  @Test func `many queries answer as one by one, with any number of threads`() throws {
    let directory = try TemporaryDirectory()
    try CCalls.fill(directory.path)
    let handle = try CCalls.open(directory.path)
    defer { fihristClose(handle) }
    let index = try Index(path: directory.path)
    let queries = (0..<50).map { ["محادثات", "نفط", "عمان مسقط", "لاشيء", ""][$0 % 5] }
    let expected = try queries.map { try index.search($0, limit: 2).hits.map(\.key) }
    for threads in 1...3 {
      let request = #"{"query":"","limit":2}"#
      #expect(try CCalls.keys(handle, queries, request: request, threads: threads) == expected)
    }
  }

  @Test func `a walk has every document once, in the order of keys`() throws {
    let directory = try TemporaryDirectory()
    try CCalls.fill(directory.path)
    let index = try CCalls.open(directory.path)
    defer { fihristClose(index) }
    #expect(try CCalls.walk(index, "{}").map { $0["key"] as? String } == ["a", "b", "c"])
    #expect(
      try CCalls.walk(index, #"{"query":"نفط"}"#).map { $0["key"] as? String } == ["c"])
  }

  @Test func `documents come by their keys or from a number on`() throws {
    let directory = try TemporaryDirectory()
    try CCalls.fill(directory.path)
    let index = try CCalls.open(directory.path)
    defer { fihristClose(index) }
    func keys(_ request: String) throws -> [String] {
      let text = try CCalls.answer(index, FIHRIST_DOCUMENTS, request)
      return try JSONDecoder().decode([IndexedDocument].self, from: Data(text.utf8)).map(\.key)
    }
    #expect(try keys("{}") == ["a", "b", "c"])
    #expect(try keys(#"{"keys":["c","none","a"]}"#) == ["c", "a"])
    #expect(try keys(#"{"offset":1,"limit":1,"fields":[]}"#) == ["b"])
    #expect(try keys(#"{"offset":9223372036854775807}"#).isEmpty)
  }

  /// Writes stories that are printed several times, as one index "all" and two shards.
  private func writeStories(to directory: TemporaryDirectory) throws {
    let story = (0..<30).map { "كلمة\($0)" }.joined(separator: " ")
    let documents = (0..<40).map { number in
      ("k\(number)", story.replacing("كلمة", with: "نفط\(number % 5)") + " \(number)")
    }
    for (name, part) in [
      ("all", documents), ("one", Array(documents[..<13])), ("two", Array(documents[13...])),
    ] {
      let writer = try CCalls.writer(directory.path(of: name))
      try CCalls.add(part, to: writer)
      try CCalls.commit(writer)
      fihristWriterClose(writer)
    }
  }

  @Test func `shards find copies together in rounds`() throws {
    let directory = try TemporaryDirectory()
    try writeStories(to: directory)
    let shards = try ["one", "two"].map { try CCalls.open(directory.path(of: $0)) }
    defer { shards.forEach { fihristClose($0) } }
    let whole = try CCalls.open(directory.path(of: "all"))
    defer { fihristClose(whole) }
    func ask(_ question: String) throws -> String {
      let parts = try shards.map { try CCalls.answer($0, FIHRIST_COPY_PART, question) }
      return "[" + parts.joined(separator: ",") + "]"
    }
    let request = #"{"query":"*","collapsesCopies":true,"limit":20,"timeLimit":60}"#
    let folded = try CCalls.rounds(FIHRIST_SEARCH, request, ask)
    let found = try JSONSerialization.jsonObject(with: Data(folded.utf8)) as? [String: Any]
    let hits = try #require(found?["hits"] as? [NSDictionary])
    let expected = try CCalls.ask(whole, FIHRIST_SEARCH, request)["hits"] as? [NSDictionary]
    #expect(hits == expected && hits.count == 5)
    #expect((hits[0]["copies"] as? [String])?.count == 7)
    for key in ["k3", "none"] {
      let request = #"{"key":"\#(key)","overlap":0.4,"fields":["body"]}"#
      let copies = try CCalls.rounds(FIHRIST_COPIES, request, ask)
      #expect(copies == (try CCalls.answer(whole, FIHRIST_COPIES, request)))
      #expect((copies == "null") == (key == "none"))
    }
    let stopped = try CCalls.rounds(FIHRIST_SEARCH, request, stop: true, ask)
    #expect(stopped.contains("timeLimit"))
  }

  @Test func `copies are not folded in one round, and bad rounds are refused`() throws {
    let directory = try TemporaryDirectory()
    try CCalls.fill(directory.path)
    let index = try CCalls.open(directory.path)
    defer { fihristClose(index) }
    let request = #"{"query":"a","collapsesCopies":true}"#
    let part = #expect(throws: CFailure.self) {
      try CCalls.answer(index, FIHRIST_PART, request)
    }
    #expect(part?.message.contains("fihrist_rounds_open") == true)
    #expect(throws: CFailure.self) { try CCalls.merge(FIHRIST_SEARCH, request, "[]") }
    for (question, request) in [
      (FIHRIST_KWIC, #"{"query":"a"}"#), (FIHRIST_SEARCH, "{}"), (FIHRIST_COPIES, "{}"),
    ] {
      #expect(throws: CFailure.self) { try CCalls.rounds(question, request) { _ in "[]" } }
    }
    for parts in ["[", "{}", #"[{"texts":1}]"#, #"[{"texts":[{"key":"a","signature":"x"}]}]"#] {
      #expect(throws: CFailure.self, "\(parts)") {
        try CCalls.rounds(FIHRIST_SEARCH, #"{"query":"a"}"#) { _ in parts }
      }
    }
    #expect(fihristRoundsNext(nil, nil, 0, 0, nil, nil, nil) == FIHRIST_ARGUMENT.rawValue)
  }

  @Test func `shards answer as one index`() throws {
    let directory = try TemporaryDirectory()
    let documents = (0..<60).map { ("k\($0)", ["نفط", "نفط وغاز", "غاز في مسقط"][$0 % 3]) }
    for (name, part) in [
      ("all", documents), ("one", Array(documents[..<17])), ("two", Array(documents[17...])),
    ] {
      let writer = try CCalls.writer(directory.path(of: name))
      try CCalls.add(part, to: writer)
      try CCalls.commit(writer)
      fihristWriterClose(writer)
    }
    let shards = try ["one", "two"].map { try Index(path: directory.path(of: $0)) }
    let all = try Index(path: directory.path(of: "all"))
    for (name, question) in [("kwic", FIHRIST_KWIC), ("trends", FIHRIST_TRENDS)] {
      let request =
        name == "kwic" ? #"{"query":"غاز","order":"left"}"# : #"{"queries":["غاز","نفط"]}"#
      let part = name == "kwic" ? FIHRIST_KWIC_PART : FIHRIST_TRENDS_PART
      let parts = try ["one", "two"].map {
        let shard = try CCalls.open(directory.path(of: $0))
        defer { fihristClose(shard) }
        return try CCalls.answer(shard, part, request)
      }
      let whole = try CCalls.open(directory.path(of: "all"))
      defer { fihristClose(whole) }
      var expected = try CCalls.ask(whole, question, request)
      // How a query was understood is known where it was read.
      expected["read_as"] = expected["read_as"].map { _ in "" }
      let merged = try CCalls.merge(question, request, "[" + parts.joined(separator: ",") + "]")
      #expect(NSDictionary(dictionary: merged) == NSDictionary(dictionary: expected), "\(name)")
    }
    for query in ["نفط", "غاز مسقط", "\"نفط وغاز\""] {
      var request = SearchRequest(query, limit: 12)
      let expected = try all.search(request)
      request.statistics = try shards.map { try $0.statistics(for: request) }.reduce(
        CollectionStatistics(), +)
      let text = String(decoding: try JSONEncoder().encode(request), as: UTF8.self)
      let parts = try ["one", "two"].map { name in
        let shard = try CCalls.open(directory.path(of: name))
        defer { fihristClose(shard) }
        return try CCalls.answer(shard, FIHRIST_PART, text)
      }
      let merged = try CCalls.merge(FIHRIST_SEARCH, text, "[" + parts.joined(separator: ",") + "]")
      let hits = try #require(merged["hits"] as? [[String: Any]])
      #expect(hits.map { $0["key"] as? String } == expected.hits.map(\.key))
      #expect(
        hits.map { ($0["score"] as? NSNumber)?.floatValue.bitPattern }
          == expected.hits.map { $0.score?.bitPattern })
    }
  }
}
