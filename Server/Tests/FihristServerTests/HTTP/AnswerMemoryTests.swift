import Fihrist
import FihristAnswers
import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import Testing

@testable import FihristServer

@Suite struct AnswerMemoryTests {
  private func answer(_ tag: String, bytes: Int) -> Answer {
    var answer = Answer(.text, [UInt8](repeating: UInt8(ascii: "x"), count: bytes))
    answer.tag = tag
    return answer
  }

  @Test func `what was asked for last is kept, and never more than the limit`() {
    var random = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &random)
    print("answer memory, seed \(seed)")
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let memory = AnswerMemory(byteCount: 100_000)
    // The last tags asked for, the newest last, with their sizes.
    var recent: [(tag: String, size: Int)] = []
    for _ in 0..<5_000 {
      let number = next(60)
      let (tag, size) = ("t\(number)", 100 + number * 150)
      let found = memory.answer(tag)
      let known = recent.lastIndex { $0.tag == tag }
      // Half of the memory holds what was asked for last.
      if let known, recent[known...].reduce(0, { $0 + $1.size + 512 }) <= 50_000 {
        #expect(found != nil, "\(tag)")
      }
      if let found, case .bytes(let bytes) = found.body { #expect(bytes.count == size) }
      if found == nil { memory.keep(answer(tag, bytes: size)) }
      recent.removeAll { $0.tag == tag }
      recent.append((tag, size))
      #expect(memory.counts.bytes <= 100_000)
    }
  }

  @Test func `what is large, in pieces, without a tag or no success is not kept`() {
    let memory = AnswerMemory(byteCount: 10_000)
    memory.keep(answer("large", bytes: 1_000))
    var pieces = answer("pieces", bytes: 1)
    pieces.body = .pieces { nil }
    memory.keep(pieces)
    var failed = answer("failed", bytes: 1)
    failed.status = .notFound
    memory.keep(failed)
    memory.keep(Answer(.text, "no tag"))
    #expect(memory.counts.bytes == 0)
    memory.keep(answer("small", bytes: 100))
    memory.keep(answer("small", bytes: 100))
    #expect(memory.counts.bytes == 612 && memory.answer("small") != nil)
    #expect(memory.counts.found == 1)
    AnswerMemory(byteCount: 1).keep(answer("small", bytes: 1))
  }

  /// Addresses of all kinds of answers that are kept, each by readers of other languages and keys,
  /// in any order and several times.
  @Test func `answers are those of a server that keeps none`() async throws {
    func served(_ answerBytes: Int) async throws -> ServedIndex {
      try await ServedIndex(configure: { configuration in
        configuration.limits.answerBytes = answerBytes
        configuration.keys = [
          KeyConfiguration(name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.search])
        ]
      })
    }
    let (keeping, forgetting) = (try await served(1 << 20), try await served(1))
    let targets = [
      "/search?q=%D9%86%D9%81%D8%B7", "/search?q=%D9%86%D9%81%D8%B7&sort=date", "/", "/doc/a1",
      "/doc/a1?q=%D9%86%D9%81%D8%B7", "/concordance?q=%D9%86%D9%81%D8%B7", "/search.atom?q=x",
      "/trends?q=%D9%86%D9%81%D8%B7", "/v1/indexes/news/search?q=%D9%86%D9%81%D8%B7&limit=1",
      "/v1/indexes/news/search?q=%D9%86%D9%81%D8%B7", "/v1/indexes/news/suggest?q=%D9%86",
      "/v1/indexes/news/documents/a1", "/v1/indexes/news/documents/a1?fields=",
      "/v1/indexes/news/copies?key=a1", "/v1/indexes/news/copies?key=a1&fields=",
      "/v1/indexes/news/facets/source", "/doc/none",
      "/v1/indexes/news/search?q=(", "/search?nothing=1",
    ]
    let readers: [[String: String]] = [
      [:], ["Accept-Language": "en"], ["Authorization": "Bearer k", "Accept-Language": "en"],
    ]
    for round in 0..<3 {
      for target in targets.shuffled() {
        for reader in readers.shuffled() {
          let one = try await keeping.send(.get, target, headers: reader)
          let other = try await forgetting.send(.get, target, headers: reader)
          #expect(one.status == other.status, "\(target), round \(round)")
          guard one.status == 200 else { continue }
          #expect(one.text == other.text, "\(target), round \(round)")
          #expect(one.headers[.contentType] == other.headers[.contentType])
        }
      }
    }
    #expect(keeping.server.memory.counts.found > 50)
    #expect(forgetting.server.memory.counts.found == 0)
  }

  /// As copies and other queries do: they end early without a word when the client leaves.
  @Test func `what was stopped is not kept for others`() async throws {
    let served = try await ServedIndex()
    let (server, commit) = (served.server, try served.server.archives[0].current)
    let head = HTTPRequest(method: .get, scheme: "http", authority: "a.example", path: "/")
    let exchange = Exchange(
      Request(head: head, body: RequestBody(buffer: ByteBuffer())), ClientContext(peer: nil))
    let stopped = try await server.tagged(exchange, commit, tag: "\"stopped\"", budget: 1) { _ in
      while !Task.isCancelled {}
    }
    #expect(stopped.tag == nil && server.memory.answer("\"stopped\"") == nil)
    let late = try await server.tagged(exchange, commit, tag: "\"late\"", budget: 1) { _ in
      Thread.sleep(forTimeInterval: 0.002)
    }
    #expect(late.tag == nil && server.memory.answer("\"late\"") == nil)
    let whole = try await server.tagged(exchange, commit, tag: "\"whole\"", budget: 9_000) { _ in }
    #expect(whole.tag != nil && server.memory.answer("\"whole\"") != nil)
    let call = try SearchCall(
      Parameters(checked: []), of: server.archives[0], limits: ServerLimits(), budget: 9_000)
    let search = try await server.searched(exchange, commit, tag: "\"search\"", budget: 1) {
      PreparedSearch(call: call) { _, _ in while !Task.isCancelled {} }
    }
    #expect(search.tag == nil && server.memory.answer("\"search\"") == nil)
  }

  @Test func `what is kept is given although the queue is full`() async throws {
    let served = try await ServedIndex(configure: {
      $0.threads = 1
      ($0.limits.queue, $0.limits.queueMilliseconds) = (1, 20_000)
    })
    let asked = [
      "/v1/indexes/news/search?q=%D9%86%D9%81%D8%B7", "/search?q=%D9%86%D9%81%D8%B7",
      "/search.atom?q=%D9%86%D9%81%D8%B7", "/doc/a1",
    ]
    var known: [ServedIndex.Reply] = []
    for target in asked { known.append(try await served.send(.get, target)) }
    let gate = served.server.gate
    #expect(gate.enterAtOnce())
    let waiting = Task { try await gate.enter() }
    while gate.counts.waiting == 0 { await Task.yield() }
    for (target, before) in zip(asked, known) {
      let reply = try await served.send(.get, target)
      #expect(reply.status == 200 && reply.bytes == before.bytes, "\(target)")
      let tag = try #require(before.header("etag"))
      let same = try await served.send(.get, target, headers: ["If-None-Match": tag])
      #expect(same.status == 304, "\(target)")
    }
    #expect(gate.counts == (running: 1, waiting: 1))
    // The one that waited has the turn now.
    gate.leave()
    try await waiting.value
    gate.leave()
  }

  @Test func `a commit makes new answers`() async throws {
    let served = try await ServedIndex()
    func total() async throws -> Int? {
      let reply = try await served.get("/v1/indexes/news/search", [("q", "النفط")])
      return reply["total.value"] as? Int
    }
    for _ in 0..<2 { #expect(try await total() == 2) }
    #expect(served.server.memory.counts.found == 1)
    try await IndexWriter.with(path: served.path) { writer in
      try await writer.add(SourceDocument(key: "new", values: ["title": "خبر عن النفط"]))
      try await writer.commit()
    }
    _ = served.server.refresh()
    #expect(try await total() == 3)
  }

  /// Of the same generation, with segments of the same numbers, counts and lengths.
  @Test func `an index that is made anew has answers of its own`() async throws {
    func write(_ title: String, to path: String) async throws {
      try await IndexWriter.with(path: path, schema: try ServedIndex.schema.get()) { writer in
        try await writer.add(SourceDocument(key: "k", values: ["title": title]))
        try await writer.commit()
      }
    }
    let served = try await ServedIndex([])
    var tags: Set<String> = []
    for title in ["aaa", "bbb", "ccc"] {
      try FileManager.default.removeItem(atPath: served.path)
      try await write(title, to: served.path)
      #expect(served.server.refresh().isEmpty)
      let reply = try await served.send(.get, "/v1/indexes/news/documents/k")
      #expect(reply["fields.title"] as? String == title)
      tags.insert(try #require(reply.header("etag")))
    }
    #expect(tags.count == 3)
  }
}
