import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// Which requests a key with one scope may make.
@Suite struct ScopeTests {
  private func served() async throws -> ServedIndex {
    try await ServedIndex(configure: { configuration in
      configuration.keys = KeyConfiguration.Scope.allCases.map { scope in
        KeyConfiguration(
          name: scope.rawValue, sha256: AccessKey.digest(of: scope.rawValue), scopes: [scope],
          rate: 100)
      }
    })
  }

  private static let index = "/v1/indexes/news"

  /// Requests, and the scope that they need.
  private static let requests: [(HTTPRequest.Method, String, KeyConfiguration.Scope)] = [
    (.get, "/", .search), (.get, "/doc/a1", .search), (.get, "/v1/indexes", .search),
    (.get, index, .search), (.get, "\(index)/search", .search),
    (.get, "\(index)/documents/a1", .search), (.get, "\(index)/documents?key=a1", .search),
    (.get, "\(index)/export", .search), (.post, "\(index)/documents", .write),
    (.delete, "\(index)/documents/a1", .write), (.delete, "\(index)/documents?key=a2", .write),
    (.get, "/metrics", .admin),
  ]

  @Test func `each request needs one scope, and a refusal names it`() async throws {
    let served = try await served()
    for (method, target, needed) in Self.requests {
      // Keys that may do it come last: it can be done once.
      let scopes = KeyConfiguration.Scope.allCases.filter { $0 != needed } + [needed]
      for scope in scopes {
        let reply = try await served.send(
          method, target,
          headers: [
            "Authorization": "Bearer \(scope.rawValue)", "Content-Type": "application/x-ndjson",
            "Accept-Language": "en",
          ], body: method == .post ? #"{"key":"w","title":"خبر"}"# : "")
        guard scope != needed else {
          #expect(reply.status == 200, "\(method) \(target): \(reply.text)")
          continue
        }
        #expect(reply.status == 403, "\(method) \(target) with \(scope)")
        // A page speaks to readers, who do not know of scopes.
        let said =
          reply.text.hasPrefix("<!doctype html>")
          ? "The key does not allow this."
          : "key has not the scope \(needed.rawValue), which this needs; ask for one that has it"
        #expect(reply.text.contains(said), "\(method) \(target) with \(scope): \(reply.text)")
      }
    }
  }

  /// What a key that may only write is told must be something that it may do.
  @Test func `advice to a key that only writes can be followed with it`() async throws {
    let served = try await served()
    let writing = ["Authorization": "Bearer write", "Content-Type": "application/x-ndjson"]
    let absent = try await served.send(
      .post, "/v1/indexes/nothing/documents", headers: writing, body: "{}")
    #expect(
      absent["detail"] as? String == "no index of that name is served to this key; use news")
    let unknown = try await served.send(.get, "/v1/nothing", headers: writing)
    #expect((unknown["detail"] as? String)?.contains("/v1/openapi.json") == true)
    #expect(try await served.send(.get, "/v1/openapi.json", headers: writing).status == 200)
    let reply = try await served.send(
      .post, "\(Self.index)/documents", headers: writing, body: #"{"key":"w","title":"؟"}"#)
    #expect(
      reply["problems.0.detail"] as? String
        == "the record has no word to search; give it a word in title or body")
    let administrating = ["Authorization": "Bearer admin"]
    #expect(try await served.send(.get, "/v1/openapi.json", headers: administrating).status == 403)
  }

  @Test func `a deletion takes one request from the rate of its key`() async throws {
    let served = try await ServedIndex(configure: {
      $0.keys = [
        KeyConfiguration(name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.write], rate: 2)
      ]
    })
    for key in ["a1", "a2"] {
      let reply = try await served.send(
        .delete, "\(Self.index)/documents/\(key)", headers: ["Authorization": "Bearer k"])
      #expect(reply.status == 200, "\(reply.text)")
    }
  }
}
