import Fihrist
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import FihristServer

/// Brokers that are slow, broken, gone, or without some of their shards.
@Suite struct BrokerFailureTests {
  private let search = "/v1/indexes/news/search"

  @Test func `missing shards are named, and the page says so in a sentence`() async throws {
    try await RemoteIndex.with { both in
      let whole = try await both.remote.get(search, [("q", "النفط")])
      both.broker.set { $0.missing = 1 }
      let reply = try await both.remote.get(search, [("q", "النفط"), ("limit", "9")])
      #expect(reply.status == 200)
      #expect(reply["missing_shards"] as? [String] == ["shard 0"])
      #expect(reply["partial"] as? String == "timeLimit")
      #expect(reply.header("etag") == nil)
      #expect(whole["missing_shards"] == nil)
      let counts = [whole, reply].compactMap { $0["total.value"] as? Int }
      #expect(counts.count == 2 && counts[1] < counts[0] && counts[1] > 0)
      let arabic = try await both.remote.get("/search", [("q", "النفط")])
      #expect(arabic.text.contains("أجزاء من الأرشيف لم تُجب في الوقت المتاح: 1 من 3"))
      let english = try await both.remote.get("/search", [("q", "النفط"), ("lang", "en")])
      #expect(english.text.contains("did not answer in time: 1 of 3"))
      #expect(english.header("etag") == nil)
      both.broker.set { $0.missing = 3 }
      let none = try await both.remote.get(search, [("q", "النفط")])
      #expect(none.status == 503 && none["code"] as? String == "broker-unavailable")
    }
  }

  @Test func `a broker that fails is a problem that says what to do`() async throws {
    try await RemoteIndex.with { both in
      func check(_ status: Int, _ code: String, _ change: (inout StubBroker.Behaviour) -> Void)
        async throws
      {
        let before = both.broker.behaviour.withLock { $0 }
        both.broker.set(change)
        defer { both.broker.set { $0 = before } }
        for path in [
          search + "?q=a", "/v1/indexes/news/documents/a1", "/v1/indexes/news/suggest?q=a",
          "/v1/indexes/news/facets/source", "/v1/indexes/news/kwic?q=a",
          "/v1/indexes/news/trends?q=a", "/v1/indexes/news/similar?key=a1",
          "/v1/indexes/news/copies?key=a1", search + "?q=a&collapse=copies",
          "/v1/indexes/news/export", "/v1/indexes/news/export?q=a", "/sitemap.xml?page=1",
        ] {
          let reply = try await both.remote.send(.get, path)
          #expect(reply.status == status, "\(code) \(path)")
          #expect(reply["code"] as? String == code)
          if status == 503 { #expect(reply.header("retry-after") != nil) }
          #expect(!reply.text.contains("127.0.0.1"), "machines are nobody's business")
        }
        #expect(try await both.remote.send(.get, "/search?q=a").status == status)
        #expect(try await both.remote.send(.get, "/doc/a1").status == status)
      }
      try await check(503, "broker-unavailable") { $0.status = 503 }
      try await check(502, "broker-fault") { $0.status = 302 }
      try await check(502, "broker-fault") { $0.body = "<html>not JSON" }
      try await check(502, "broker-fault") { $0.body = "{}" }
      try await check(502, "broker-fault") { $0.body = #"{"generation":1,"parts":[{"hits":7}]}"# }
      try await check(410, "cursor-expired") { $0.generation = 99 }
      #expect(try await both.remote.send(.get, search + "?q=a").status == 200)
    }
  }

  @Test func `a slow broker is not waited for`() async throws {
    let configure = { (configuration: inout FihristServer.ServerConfiguration) in
      configuration.limits.searchMilliseconds = 200
    }
    try await RemoteIndex.with(configure: configure) { both in
      both.broker.set { $0.delay = .seconds(30) }
      let start = ContinuousClock.now
      let reply = try await both.remote.get(search, [("q", "النفط")])
      #expect(reply.status == 503)
      #expect(start.duration(to: .now) < .seconds(25))
    }
  }

  @Test func `a broker that is gone is a problem, and one that comes back answers`() async throws {
    let broker = try await StubBroker(SmallArchive.documents, shards: 2)
    let served = try await broker.listening { address in
      let configuration = FihristServer.ServerConfiguration(indexes: [
        try ServedIndexConfiguration(remote: address, name: "news")
      ])
      return ServedIndex(try await ArchiveServer.connected(configuration, log: RequestLog { _ in }))
    }
    // The listener closes a moment after its task was cancelled.
    var status = 200
    for _ in 0..<100 where status == 200 {
      status = try await served.get(search, [("q", "النفط")]).status
      if status == 200 { try await Task.sleep(for: .milliseconds(50)) }
    }
    #expect(status == 503)
    #expect(await served.server.refreshBrokers().count == 1)
  }

  @Test func `a new generation is taken, and cursors of the old one expire`() async throws {
    try await RemoteIndex.with { both in
      let first = try await both.remote.get(search, [("q", "النفط"), ("limit", "3")])
      let cursor = try #require(first["next"] as? String)
      let generation = try #require(first["generation"] as? Int)
      both.broker.set { $0.generation += 1 }
      #expect(await both.remote.server.refreshBrokers().isEmpty)
      let second = try await both.remote.get(search, [("q", "النفط"), ("limit", "3")])
      #expect(second["generation"] as? Int == generation + 1)
      #expect(second.header("etag") != first.header("etag"))
      let stale = try await both.remote.get(
        search, [("q", "النفط"), ("limit", "3"), ("cursor", cursor)])
      #expect(stale.status == 410 && stale["code"] as? String == "cursor-expired")
    }
  }

  @Test func `brokers are configured by address and name`() throws {
    let one = try ServedIndexConfiguration(remote: "news=http://10.0.0.7:8000/x")
    #expect(one.name == "news" && one.remote == "http://10.0.0.7:8000/x" && one.path.isEmpty)
    for text in [
      "news", "=http://a", "news=", "news=ftp://a", "news=http://", "a b=http://a",
      "news=http://a?q=1", "news=10.0.0.7:8000",
    ] {
      #expect(throws: ServerError.self, "\(text)") {
        _ = try ServedIndexConfiguration(remote: text)
      }
    }
    func read(_ json: String) throws -> ServedIndexConfiguration {
      try JSONDecoder().decode(ServedIndexConfiguration.self, from: Data(json.utf8))
    }
    #expect(try read(#"{"remote":"http://a:1","name":"n"}"#).remote == "http://a:1")
    #expect(try read(#"{"path":"x.index"}"#).remote == nil)
    for json in [
      #"{"remote":"http://a:1"}"#, #"{"name":"n"}"#,
      #"{"remote":"http://a:1","path":"p","name":"n"}"#,
    ] {
      #expect(throws: ServerError.self, "\(json)") { _ = try read(json) }
    }
  }
}
