import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// What browsers and caches in between learn of answers.
@Suite struct CachedAnswerTests {
  private static let query = "q=%D9%86%D9%81%D8%B7"

  /// Addresses, with the headers of requests on which their answers depend.
  private static let answers: [(target: String, vary: String?)] = [
    ("/", "Accept-Language, Authorization"), ("/search?\(query)", "Accept-Language, Authorization"),
    ("/doc/a1", "Accept-Language, Authorization"),
    ("/concordance?\(query)", "Accept-Language, Authorization"),
    ("/trends?\(query)", "Accept-Language, Authorization"),
    ("/advanced", "Accept-Language, Authorization"),
    ("/search.atom?\(query)", "Accept-Language, Authorization"),
    ("/opensearch.xml", "Authorization"), ("/sitemap.xml", "Authorization"),
    ("/sitemap.xml?page=1", "Authorization"), ("/v1/indexes", "Authorization"),
    ("/v1/openapi.json", "Authorization"), ("/robots.txt", nil), ("/v1/indexes/news", nil),
    ("/v1/indexes/news/search?\(query)", nil), ("/v1/indexes/news/documents/a1", nil),
    ("/v1/indexes/news/suggest?\(query)", nil), ("/v1/indexes/news/kwic?\(query)", nil),
  ]

  @Test func `who has an answer is not sent it again`() async throws {
    let served = try await ServedIndex()
    for (target, vary) in Self.answers {
      let reply = try await served.send(.get, target)
      #expect(reply.status == 200 && reply.header("vary") == vary, "\(target)")
      let tag = try #require(reply.header("etag"), "\(target)")
      let again = try await served.send(.get, target, headers: ["If-None-Match": tag])
      #expect(again.status == 304 && again.bytes.isEmpty, "\(target)")
      #expect(again.header("etag") == tag && again.header("vary") == vary, "\(target)")
      // A cache puts the headers of this answer over those that it has.
      #expect(again.header("content-type") == nil, "\(target)")
      let other = try await served.send(.get, target, headers: ["If-None-Match": "\"other\""])
      #expect(other.status == 200 && other.bytes == reply.bytes, "\(target)")
      let head = try await served.send(.head, target, headers: ["If-None-Match": tag])
      #expect(head.status == 304, "\(target)")
    }
  }

  @Test func `pages of problems depend on the language, too`() async throws {
    let served = try await ServedIndex()
    for target in ["/nothing", "/doc/none", "/search?nothing=1"] {
      let reply = try await served.send(.get, target)
      #expect(reply.header("vary") == "Accept-Language, Authorization", "\(target)")
      #expect(reply.header("etag") == nil && reply.header("cache-control") == "no-store")
    }
  }

  @Test func `readers of other languages, keys and addresses have other tags`() async throws {
    let second = try await ServedIndex()
    let served = try await ServedIndex(configure: { configuration in
      configuration.keys = [
        KeyConfiguration(
          name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.search], indexes: ["second"])
      ]
      guard let other = try? ServedIndexConfiguration(path: second.path, name: "second") else {
        return
      }
      configuration.indexes.append(other)
    })
    func tag(_ target: String, _ headers: [String: String]) async throws -> String? {
      try await served.send(.get, target, headers: headers).header("etag")
    }
    for (target, vary) in Self.answers where vary != nil && !target.hasPrefix("/doc") {
      let open = try await tag(target, [:])
      let limited = try await tag(target, ["Authorization": "Bearer k"])
      #expect(open != nil && limited != nil && open != limited, "\(target)")
      guard vary?.hasPrefix("Accept-Language") == true else { continue }
      let english = try await tag(target, ["Accept-Language": "en"])
      #expect(english != nil && english != open, "\(target)")
    }
  }

  @Test func `a commit changes what tells of documents`() async throws {
    let served = try await ServedIndex()
    let targets = ["/sitemap.xml?page=1", "/v1/indexes", "/v1/indexes/news", "/search.atom"]
    var before: [String] = []
    for target in targets {
      before.append(try #require(try await served.send(.get, target).header("etag"), "\(target)"))
    }
    try await IndexWriter.with(path: served.path) { writer in
      try await writer.add(SourceDocument(key: "new", values: ["title": "خبر جديد"]))
      try await writer.commit()
    }
    #expect(served.server.refresh().isEmpty)
    for (target, old) in zip(targets, before) {
      let reply = try await served.send(.get, target, headers: ["If-None-Match": old])
      #expect(reply.status == 200 && reply.header("etag") != old, "\(target)")
    }
  }
}
