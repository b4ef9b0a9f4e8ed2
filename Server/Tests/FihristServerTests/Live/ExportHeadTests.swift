import Foundation
import Testing

@testable import FihristServer

@Suite struct ExportHeadTests {
  @Test func `HEAD of an export says nothing of a length that nobody knows`() async throws {
    try await LiveServer.with { live in
      let port = live.port
      let answer = try await RawClient.blocking {
        let client = try RawClient(port: port)
        client.send(
          "HEAD /v1/indexes/news/export?format=csv HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return client.rest()
      }
      let headers = answer.lowercased()
      #expect(headers.hasPrefix("http/1.1 200 ok\r\n") && headers.contains("text/csv"))
      #expect(!headers.contains("content-length") && headers.contains("connection: close"))
      // Headers and nothing behind them: a client would take more for another answer.
      #expect(answer.hasSuffix("\r\n\r\n"))
      #expect(answer.components(separatedBy: "\r\n\r\n").count == 2, "\(answer)")
      let whole = try await RawClient.blocking {
        try RawClient.get("/v1/indexes/news/export?format=csv", port: port)
      }
      #expect(whole.contains("\u{FEFF}key,"))
    }
  }
}
