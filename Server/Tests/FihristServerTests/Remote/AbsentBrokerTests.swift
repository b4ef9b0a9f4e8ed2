import Fihrist
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import FihristServer

/// Servers that start before their brokers do.
@Suite struct AbsentBrokerTests {
  private let search = "/v1/indexes/news/search"

  private func configuration(
    _ port: Int, beside path: String? = nil
  ) throws -> FihristServer.ServerConfiguration {
    var indexes = [try ServedIndexConfiguration(remote: "http://127.0.0.1:\(port)", name: "news")]
    if let path { indexes.append(try ServedIndexConfiguration(path: path, name: "here")) }
    var configuration = FihristServer.ServerConfiguration(indexes: indexes)
    configuration.port = 0
    // A page has a second otherwise, which other tests may take.
    configuration.limits.pageMilliseconds = 60_000
    return configuration
  }

  /// Asks until the answer is `status`, for ten seconds.
  private func wait(for status: Int, _ served: ServedIndex, _ path: String) async throws -> Bool {
    for _ in 0..<200 {
      if try await served.send(.get, path).status == status { return true }
      try await Task.sleep(for: .milliseconds(50))
    }
    return false
  }

  @Test func `a server without its broker says so, and serves as soon as it answers`()
    async throws
  {
    let port = try await FreePort.find()
    let lines = Mutex<[String]>([])
    let server = try await ArchiveServer.connected(
      try configuration(port), log: RequestLog { line in lines.withLock { $0.append(line) } })
    let served = ServedIndex(server)
    let running = Task { try await server.run() }
    defer { running.cancel() }
    for path in [
      search + "?q=a", search + "?q=a&source=okaz", "/v1/indexes/news",
      "/v1/indexes/news/documents/a1", "/v1/indexes/news/export", "/v1/indexes/news/kwic?q=a",
      "/sitemap.xml", "/search.atom?q=a", "/readyz",
    ] {
      let reply = try await served.send(.get, path)
      #expect(reply.status == 503, "\(path)")
      #expect(reply["code"] as? String == "broker-unavailable", "\(path)")
      #expect((reply["detail"] as? String)?.contains("the broker of \"news\" has not") == true)
      #expect(reply.header("retry-after").flatMap { Int($0) } ?? 0 > 0, "\(path)")
      #expect(!reply.text.contains("127.0.0.1"), "machines are nobody's business")
    }
    for path in ["/", "/search?q=a&source=okaz", "/doc/a1", "/concordance?q=a", "/advanced"] {
      let reply = try await served.send(.get, path)
      #expect(reply.status == 503, "\(path)")
      #expect(reply.header("retry-after") != nil)
      #expect(reply.text.contains("الأرشيف لا يجيب الآن"))
      #expect(reply.text.contains("الأجهزة التي تحفظ الأرشيف لا تجيب"))
    }
    #expect(try await served.send(.get, "/healthz").status == 200)
    let list = try await served.send(.get, "/v1/indexes")
    #expect(list.status == 200 && list["indexes.0.name"] as? String == "news")
    #expect(list["indexes.0.generation"] is NSNull)
    let metrics = try await served.send(.get, "/metrics").text
    #expect(metrics.contains("fihrist_broker_answers{index=\"news\"} 0"))

    let broker = try await StubBroker(SmallArchive.documents, shards: 2)
    try await broker.listening(port: port) { _ in
      #expect(try await wait(for: 200, served, "/readyz"))
      let found = try await served.get(search, [("q", "النفط"), ("source", "okaz")])
      #expect(found.status == 200)
      #expect(try await served.send(.get, "/search?q=a").status == 200)
      let metrics = try await served.send(.get, "/metrics").text
      #expect(metrics.contains("fihrist_broker_answers{index=\"news\"} 1"))
    }
    let said = lines.withLock { $0 }
    #expect(said.count { $0.contains("\"trouble\"") && $0.contains("127.0.0.1:\(port)") } == 1)
    #expect(said.count { $0.contains("\"event\":\"the broker of news answers\"") } == 1)
  }

  @Test func `a closed server that is not ready names no index`() async throws {
    var configuration = try configuration(try await FreePort.find())
    configuration.isClosed = true
    let served = ServedIndex(
      try await ArchiveServer.connected(configuration, log: RequestLog { _ in }))
    let reply = try await served.send(.get, "/readyz")
    #expect(reply.status == 503 && reply.header("retry-after") != nil)
    #expect(reply["detail"] as? String == "0 of 1 indexes are open; try again later")
    #expect(!reply.text.contains("news"))
  }

  @Test func `an index on this machine is served while another's broker is absent`() async throws {
    let here = try await ServedIndex()
    let port = try await FreePort.find()
    let served = ServedIndex(
      try await ArchiveServer.connected(
        try configuration(port, beside: here.path), log: RequestLog { _ in }))
    #expect(try await served.get("/v1/indexes/here/search", [("q", "النفط")]).status == 200)
    #expect(try await served.get("/search", [("q", "النفط"), ("index", "here")]).status == 200)
    #expect(try await served.get("/search", [("q", "النفط")]).status == 503)
    let ready = try await served.send(.get, "/readyz")
    #expect(ready.status == 200)
    #expect(ready["generations.news"] is NSNull && ready["generations.here"] is NSNumber)
    let batch = try await served.send(
      .post, "/v1/search:batch", headers: ["Content-Type": "application/json"],
      body: #"{"searches":[{"index":"here","q":"a"},{"index":"news","q":"a"}]}"#)
    #expect(batch.status == 503)
  }

  @Test func `what answers but is not a broker ends the start with advice`() async throws {
    let broker = try await StubBroker(SmallArchive.documents, shards: 1)
    for body in ["<html>not JSON", "{}", #"{"generation":1}"#] {
      broker.set { $0.body = body }
      try await broker.listening { address in
        let configuration = FihristServer.ServerConfiguration(indexes: [
          try ServedIndexConfiguration(remote: address, name: "news")
        ])
        let error = await #expect(throws: ServerError.self) {
          _ = try await ArchiveServer.connected(configuration, log: RequestLog { _ in })
        }
        #expect(error?.location == address)
        #expect(error?.advice.contains("correct the address") == true)
      }
    }
  }

  @Test func `what answers later but is not a broker is a fault`() async throws {
    let port = try await FreePort.find()
    let served = ServedIndex(
      try await ArchiveServer.connected(try configuration(port), log: RequestLog { _ in }))
    let broker = try await StubBroker(SmallArchive.documents, shards: 1)
    broker.set { $0.body = "<html>not JSON" }
    try await broker.listening(port: port) { _ in
      try await Task.sleep(for: .seconds(1))
      let troubles = await served.server.refreshBrokers()
      #expect(troubles.count == 1 && troubles[0].contains("requests for its index are refused"))
      let reply = try await served.send(.get, search + "?q=a")
      #expect(reply.status == 502 && reply["code"] as? String == "broker-fault")
    }
  }

  @Test func `pauses grow to their limit, and start again`() {
    var pause = GrowingPause()
    var now = ContinuousClock.now
    #expect(pause.isOver(at: now))
    for seconds in [1, 2, 4, 8, 16, 16, 16] {
      pause.extend(at: now)
      #expect(!pause.isOver(at: now + .milliseconds(seconds * 1000 - 1)))
      now += .seconds(seconds)
      #expect(pause.isOver(at: now), "\(seconds)")
    }
    pause.finish()
    #expect(pause.isOver(at: now))
    pause.extend(at: now)
    #expect(pause.isOver(at: now + .seconds(1)))
  }
}
