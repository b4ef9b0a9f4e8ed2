import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// What the holder of a key for one of two indexes sees of the other.
@Suite struct LimitedKeyTests {
  private static let key = ["Authorization": "Bearer k"]
  private static let all = ["Authorization": "Bearer all"]

  /// A server for `news` and `second`; the key `k` is for `second` alone.
  private func served(
    beside other: ServedIndex, isClosed: Bool = false
  ) async throws -> ServedIndex {
    try await ServedIndex(configure: { configuration in
      configuration.isClosed = isClosed
      configuration.keys = [
        KeyConfiguration(
          name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.search, .write],
          indexes: ["second"]),
        KeyConfiguration(
          name: "all", sha256: AccessKey.digest(of: "all"), scopes: [.search, .write]),
        KeyConfiguration(
          name: "writer", sha256: AccessKey.digest(of: "writer"), scopes: [.write],
          indexes: ["second"]),
      ]
      guard var second = try? ServedIndexConfiguration(path: other.path, name: "second") else {
        return
      }
      (second.title, configuration.indexes[0].title) = ("الثاني", "الأول")
      configuration.indexes.append(second)
    })
  }

  private func other() async throws -> ServedIndex {
    try await ServedIndex(
      [SourceDocument(key: "k1", values: ["name": "خبر", "town": "مسقط"])],
      schema: try Schema(fields: [.text("name"), .keyword("town")]))
  }

  private func names(_ reply: ServedIndex.Reply) -> [String] {
    (reply["indexes"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
  }

  @Test(arguments: [false, true])
  func `lists, menus, maps and the description have its index alone`(
    isClosed: Bool
  ) async throws {
    let other = try await other()
    let served = try await served(beside: other, isClosed: isClosed)
    #expect(names(try await served.send(.get, "/v1/indexes", headers: Self.key)) == ["second"])
    #expect(
      names(try await served.send(.get, "/v1/indexes", headers: Self.all)) == ["news", "second"])
    for target in [
      "/", "/search", "/search?q=x&lang=en", "/advanced", "/concordance?q=x", "/trends",
      "/nothing", "/doc/none", "/doc/k1", "/sitemap.xml", "/opensearch.xml",
      "/v1/openapi.json", "/search.atom", "/search?nothing=1", "/search?source=x",
    ] {
      let reply = try await served.send(.get, target, headers: Self.key)
      #expect(reply.status != 401 && reply.status != 403, "\(target)")
      #expect(!reply.text.contains("الأول") && !reply.text.contains("news"), "\(target)")
      // Nor do the fields of the other.
      #expect(!reply.text.contains("tags"), "\(target): \(reply.text)")
      guard !target.hasPrefix("/sitemap") else { continue }
      let whole = try await served.send(.get, target, headers: Self.all)
      #expect(whole.text.contains("الأول") || whole.text.contains("news"), "\(target)")
    }
  }

  @Test(arguments: [false, true])
  func `the other is not found, wherever it is named`(isClosed: Bool) async throws {
    let other = try await other()
    let served = try await served(beside: other, isClosed: isClosed)
    let json = Self.key.merging(["Content-Type": "application/json"]) { one, _ in one }
    let lines = Self.key.merging(["Content-Type": "application/x-ndjson"]) { one, _ in one }
    let replies = [
      try await served.send(.get, "/v1/indexes/news", headers: Self.key),
      try await served.send(.get, "/v1/indexes/news/search", headers: Self.key),
      try await served.send(.get, "/v1/indexes/news/documents/a1", headers: Self.key),
      try await served.send(.delete, "/v1/indexes/news/documents/a1", headers: Self.key),
      try await served.send(.get, "/v1/indexes/news/export", headers: Self.key),
      try await served.send(
        .post, "/v1/indexes/news/documents", headers: lines, body: #"{"key":"x","title":"x"}"#),
      try await served.send(
        .post, "/v1/search:batch", headers: json, body: #"{"searches":[{"index":"news"}]}"#),
      try await served.send(.get, "/search?index=news", headers: Self.key),
      try await served.send(.get, "/doc/a1?index=news", headers: Self.key),
      try await served.send(.get, "/sitemap.xml?index=news&page=1", headers: Self.key),
    ]
    for reply in replies { #expect(reply.status == 404, "\(reply.text)") }
    #expect(
      replies[0]["detail"] as? String
        == "no index of that name is served to this key; /v1/indexes lists them")
    // Nothing tells one that is there from one that is not.
    let absent = try await served.send(.get, "/v1/indexes/absent", headers: Self.key)
    #expect(absent["detail"] as? String == replies[0]["detail"] as? String)
    #expect(
      try await served.send(.get, "/v1/indexes/news/documents/a1", headers: Self.all)
        .status == 200)
  }

  @Test func `pages without a name are of its index, and links name it`() async throws {
    let other = try await other()
    let served = try await served(beside: other)
    let page = try await served.send(.get, "/search?q=%D8%AE%D8%A8%D8%B1", headers: Self.key)
    #expect(page.status == 200 && page.text.contains("/doc/k1?q="))
    #expect(page.text.contains("index=second") && page.text.contains("<bdi>الثاني</bdi>"))
    let whole = try await served.send(
      .get, "/search?q=%D8%AE%D8%A8%D8%B1&index=second", headers: Self.all)
    let own = try await served.send(
      .get, "/search?q=%D8%AE%D8%A8%D8%B1&index=second", headers: Self.key)
    // Pages with other menus have other names.
    #expect(own.header("etag") != whole.header("etag") && own.bytes != whole.bytes)
    #expect(own.header("vary")?.contains("Authorization") == true)
  }

  @Test func `who has no key sees nothing of a closed server but the name of the first`()
    async throws
  {
    let other = try await other()
    let served = try await served(beside: other, isClosed: true)
    for headers in [[:], ["Authorization": "Bearer wrong"]] {
      for target in ["/", "/v1/indexes", "/nothing", "/sitemap.xml"] {
        let reply = try await served.send(.get, target, headers: headers)
        #expect([401, 404].contains(reply.status), "\(target)")
        #expect(!reply.text.contains("الثاني") && !reply.text.contains("second"), "\(target)")
      }
    }
  }

  @Test(arguments: [false, true])
  func `readiness names indexes to whoever may read them`(isClosed: Bool) async throws {
    let other = try await other()
    let served = try await served(beside: other, isClosed: isClosed)
    func names(_ headers: [String: String]) async throws -> [String]? {
      let reply = try await served.send(.get, "/readyz", headers: headers)
      #expect(reply.status == 200 && reply["ready"] as? Bool == true)
      #expect(reply["indexes"] as? Int == 2 && reply["open"] as? Int == 2)
      return (reply["generations"] as? [String: Any])?.keys.sorted()
    }
    #expect(try await names(Self.all) == ["news", "second"])
    #expect(try await names(Self.key) == ["second"])
    #expect(try await names([:]) == (isClosed ? nil : ["news", "second"]))
    #expect(try await names(["Authorization": "Bearer wrong"]) == nil)
    #expect(try await names(["Authorization": "Bearer writer"]) == nil)
  }

  @Test func `the description of a closed server says that all calls need a key`() async throws {
    let other = try await other()
    let served = try await served(beside: other, isClosed: true)
    let reply = try await served.send(.get, "/v1/openapi.json", headers: Self.key)
    #expect((reply["security.0"] as? [String: Any])?.keys.sorted() == ["key"])
  }

  @Test func `a key for no index that is served is told so`() async throws {
    let served = try await ServedIndex(configure: {
      $0.keys = [
        KeyConfiguration(
          name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.search], indexes: [])
      ]
    })
    #expect(names(try await served.send(.get, "/v1/indexes", headers: Self.key)) == [])
    let page = try await served.send(.get, "/search?lang=en", headers: Self.key)
    #expect(page.status == 404 && page.text.contains("does not have what was asked for"))
  }
}
