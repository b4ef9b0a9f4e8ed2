import Fihrist
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import FihristServer

@Suite(.serialized) struct LoadTests {
  private final class Flag: Sendable {
    let value = Atomic(false)
  }

  private static let search = "/v1/indexes/news/search?q=%D8%A7%D9%84%D8%BA%D8%A7%D8%B2"

  @Test func `commits and reloads fail no request`() async throws {
    // Other tests may keep the processors busy for longer than a reader waits.
    let served = try await ServedIndex(SmallArchive.many(200)) {
      $0.limits.queueMilliseconds = 20_000
    }
    let isDone = Flag()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<3 {
        group.addTask {
          var count = 0
          while !isDone.value.load(ordering: .relaxed) {
            let reply = try await served.send(.get, "\(Self.search)&facets=source&count=exact")
            #expect(reply.status == 200)
            // Hits and totals are of one commit.
            let total = reply["total.value"] as? Int ?? 0
            #expect(total >= 200 && (reply["generation"] as? Int).map { total <= 199 + $0 } == true)
            count += 1
            // An answer that is kept comes without a wait, and the writer needs a thread too.
            await Task.yield()
          }
          return count
        }
      }
      for number in 0..<15 {
        try await IndexWriter.with(path: served.path) { writer in
          try await writer.add(SmallArchive.many(201 + number)[200 + number])
          try await writer.commit()
        }
        #expect(served.server.refresh().isEmpty)
      }
      isDone.value.store(true, ordering: .relaxed)
      var count = 0
      for try await one in group { count += one }
      #expect(count > 15)
    }
  }

  @Test func `under twice the load some are told to come again, and then all is well`() async throws
  {
    let served = try await ServedIndex(SmallArchive.many(3_000)) {
      $0.threads = 1
      ($0.limits.queue, $0.limits.queueMilliseconds) = (4, 100)
    }
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<200 {
        group.addTask {
          let reply = try await served.send(
            .get, "\(Self.search)&facets=source,tags&offset=\(number)")
          if reply.status == 503 {
            #expect(reply.header("retry-after") != nil && reply["code"] as? String == "overloaded")
          }
          return reply.status
        }
      }
      var statuses: [Int: Int] = [:]
      for try await status in group { statuses[status, default: 0] += 1 }
      return statuses
    }
    #expect(Set(statuses.keys) == [200, 503], "\(statuses)")
    #expect(try await served.send(.get, Self.search).status == 200)
    let metrics = try await served.send(.get, "/metrics").text
    #expect(metrics.contains("fihrist_searches_shed_total{reason=\"full\"}"))
    #expect(metrics.contains("fihrist_search_queue_depth 0"))
  }

  @Test func `a server that stops says that connections end`() async throws {
    let served = try await ServedIndex()
    let targets = [
      Self.search, "/search?q=x", "/doc/a1", "/v1/indexes/news/export", "/healthz", "/nothing",
    ]
    for target in targets {
      #expect(try await served.send(.get, target).header("connection") == nil, "\(target)")
    }
    served.server.isDraining.store(true, ordering: .relaxed)
    for target in targets + ["/readyz"] {
      #expect(try await served.send(.get, target).header("connection") == "close", "\(target)")
    }
  }

  /// A connection that would go on, were it not for the signal.
  @Test func `a request under way when the server stops is the last of its connection`()
    async throws
  {
    let served = try await ServedIndex(SmallArchive.many(20))
    let (process, port) = try started(served)
    let body = #"{"q":"النفط"}"#
    let answer = try await RawClient.blocking {
      let client = try RawClient(port: port)
      client.send(
        "POST /v1/indexes/news/search HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n{")
      Thread.sleep(forTimeInterval: 0.3)
      process.terminate()
      Thread.sleep(forTimeInterval: 0.3)
      client.send(String(body.dropFirst()))
      return client.rest()
    }
    #expect(answer.hasPrefix("HTTP/1.1 200") && answer.contains("\"next\""), "\(answer)")
    #expect(answer.lowercased().contains("\r\nconnection: close\r\n"), "\(answer)")
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
  }

  /// The server as a program, so that the signal is a real one.
  private func started(_ served: ServedIndex) throws -> (Process, port: Int) {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
      .deletingLastPathComponent().appending(path: "fihrist-server")
    process.arguments = ["--index", served.path, "--port", "0"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let port = try #require(
      line.split(separator: ":").last.flatMap { Int($0.prefix { $0.isNumber }) })
    return (process, port)
  }

  @Test func `a signal to stop fails no request that was accepted`() async throws {
    let served = try await ServedIndex(SmallArchive.many(2_000))
    let (process, port) = try started(served)
    let failed = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<4 {
        group.addTask {
          try await RawClient.blocking {
            var failed = 0
            for round in 0..<200 {
              // A connection that is refused was not accepted: the server has stopped to listen.
              guard let client = try? RawClient(port: port) else { break }
              guard
                client.send(
                  "GET \(Self.search)&offset=\(number * 200 + round) HTTP/1.1\r\n"
                    + "Host: x\r\nConnection: close\r\n\r\n"
                )
              else { continue }
              let answer = client.rest()
              // Closed before anything was read of the request, it is sent again elsewhere.
              if !answer.isEmpty, !answer.hasPrefix("HTTP/1.1 200") || !answer.contains("\"next\"")
              {
                failed += 1
              }
            }
            return failed
          }
        }
      }
      try await Task.sleep(for: .milliseconds(300))
      process.terminate()
      return try await group.reduce(0, +)
    }
    #expect(failed == 0)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
  }
}
