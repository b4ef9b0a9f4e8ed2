import Fihrist
import Foundation
import Testing

@testable import FihristServer

/// Clients that are slow, leave, or send other bytes than HTTP. Deadlines are one second here.
@Suite(.serialized) struct HostileClientTests {
  private static let search = "/v1/indexes/news/search?q=%D8%A7%D9%84%D8%BA%D8%A7%D8%B2"

  /// Whether the server still answers.
  private func expectAlive(_ live: LiveServer) async throws {
    let answer = try await RawClient.blocking { try RawClient.get(Self.search, port: live.port) }
    #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer.prefix(200))")
  }

  /// Waits until `condition` holds.
  private func wait(_ condition: () -> Bool) async throws {
    for _ in 0..<6_000 {
      if condition() { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("it did not come about within a minute")
  }

  @Test func `headers that drip in do not hold a connection`() async throws {
    try await LiveServer.with { live in
      let closed = try await RawClient.blocking { () -> Bool in
        let client = try RawClient(port: live.port)
        client.send("GET / HTTP/1.1\r\nHost: x\r\n")
        for number in 0..<40 {
          Thread.sleep(forTimeInterval: 0.1)
          if !client.send("X-\(number): y\r\n") { return true }
        }
        return false
      }
      #expect(closed)
      try await expectAlive(live)
    }
  }

  @Test func `a body that drips in does not hold a connection`() async throws {
    try await LiveServer.with { live in
      let closed = try await RawClient.blocking { () -> Bool in
        let client = try RawClient(port: live.port)
        client.send(
          "POST /v1/indexes/news/search HTTP/1.1\r\nHost: x\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
        )
        for _ in 0..<40 {
          Thread.sleep(forTimeInterval: 0.1)
          if !client.send(" ") { return true }
        }
        return false
      }
      #expect(closed)
      try await expectAlive(live)
    }
  }

  @Test func `a client that takes nothing of its answer is left`() async throws {
    // The escapes are six megabytes, more than the system keeps for the server; what they stand for
    // is indexed soon.
    let text = String(repeating: "\u{1}", count: 7_500)
    let documents = (1_000..<1_140).map {
      SmallArchive.article("n\($0)", "عنوان الغاز", text, source: "s", tags: [], date: nil)
    }
    try await LiveServer.with(documents: documents) { live in
      let client = try await RawClient.blocking {
        let client = try RawClient(port: live.port, buffer: 4_096)
        client.send("GET /v1/indexes/news/export HTTP/1.1\r\nHost: x\r\n\r\n")
        return client
      }
      // Nothing is read: the buffers of the system fill, then the deadline comes.
      try await wait { live.served.server.connections.count == 1 }
      try await wait { live.served.server.connections.count == 0 }
      let isWhole = try await RawClient.blocking { client.rest().contains("\"n1139\"") }
      #expect(!isWhole, "the whole export was kept for a client that did not read")
      try await expectAlive(live)
    }
  }

  @Test func `idle connections are closed`() async throws {
    try await LiveServer.with { live in
      let seconds = try await RawClient.blocking {
        try RawClient(port: live.port).secondsToClose()
      }
      #expect((seconds ?? 99) < 10)
    }
  }

  @Test func `headers are read up to their limits`() async throws {
    try await LiveServer.with { live in
      func answer(_ headers: String) async throws -> String {
        try await RawClient.blocking {
          let client = try RawClient(port: live.port)
          client.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(headers)\r\n")
          return client.rest()
        }
      }
      // Two are there already.
      let lines = (0..<98).map { "X-\($0): y\r\n" }.joined()
      #expect(try await answer(lines).hasPrefix("HTTP/1.1 200"))
      #expect(!(try await answer(lines + "X-More: y\r\n")).hasPrefix("HTTP/1.1 200"))
      #expect(
        try await answer("X: \(String(repeating: "y", count: 16_000))\r\n")
          .hasPrefix("HTTP/1.1 200"))
      #expect(
        !(try await answer("X: \(String(repeating: "y", count: 17_000))\r\n"))
          .hasPrefix("HTTP/1.1 200"))
      try await expectAlive(live)
    }
  }

  @Test func `addresses are read up to their limit`() async throws {
    try await LiveServer.with { live in
      for (count, status) in [(2_000, 200), (5_400, 400), (5_500, 413)] {
        let letters = Percent.encoded(String(repeating: "ا", count: count))
        let answer = try await RawClient.blocking {
          try RawClient.get("/v1/indexes/news/search?q=\(letters)", port: live.port)
        }
        #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(count): \(answer.prefix(80))")
      }
    }
  }

  @Test func `what is not HTTP is answered or closed, and does no harm`() async throws {
    try await LiveServer.with { live in
      var random = SystemRandomNumberGenerator()
      var attacks = [
        "\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET /\u{0} HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET ../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
        "\u{16}\u{3}\u{1}",
        "GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 500) + "\r\n",
        "GET / HTTP/1.1\r\nA: " + String(repeating: "b", count: 200_000) + "\r\n\r\n",
        "GET /" + String(repeating: "a", count: 100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
      ]
      for _ in 0..<30 {
        attacks.append(
          String(
            decoding: (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) },
            as: UTF8.self) + "\r\n\r\n")
      }
      // Side by side: most of them are answered only by the deadline.
      try await withThrowingTaskGroup(of: Void.self) { group in
        for attack in attacks {
          group.addTask {
            let answer = try await RawClient.blocking { () -> String in
              let client = try RawClient(port: live.port)
              client.send(attack)
              return client.rest()
            }
            #expect(
              !answer.hasPrefix("HTTP/1.1 5"), "\(attack.prefix(60)): \(answer.prefix(100))")
          }
        }
        try await group.waitForAll()
      }
      try await expectAlive(live)
    }
  }

  /// 10,000 of them.
  @Test func `clients that leave give their turns back`() async throws {
    // One search at a time, so that the others wait when their clients leave.
    let configure = { (configuration: inout FihristServer.ServerConfiguration) in
      (configuration.threads, configuration.limits.queue) = (1, 8)
    }
    try await LiveServer.with(configure, documents: SmallArchive.many(100)) { live in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<8 {
          group.addTask {
            try await RawClient.blocking {
              for round in 0..<1_250 {
                let client = try RawClient(port: live.port)
                let offset = number * 1_250 + round
                client.send("GET \(Self.search)&offset=\(offset) HTTP/1.1\r\nHost: x\r\n\r\n")
              }
            }
          }
        }
        try await group.waitForAll()
      }
      for _ in 0..<100 where live.served.server.gate.counts != (0, 0) {
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(live.served.server.gate.counts == (0, 0))
      try await expectAlive(live)
    }
  }
}
