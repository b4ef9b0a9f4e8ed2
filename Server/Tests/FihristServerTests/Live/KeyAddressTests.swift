import Fihrist
import Foundation
import Testing

@testable import FihristServer

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Documents whose keys look like parts of paths, asked for by a client that resolves dots.
@Suite struct KeyAddressTests {
  private static let keys = [
    ".", "..", "../x", "a/..", "a/../b", "a/./b", "./a", "/a", "a//b", "a/", "//", "...", "a..b",
    "..a/b", "%2e%2e", "..%2Fx", "a/%2E/b", "\\..\\x", "a?b", "a#b", "a b+c", "?key=..", "مقال/..",
    "../\u{301}x", "a1",
  ]

  private static let documents = keys.enumerated().map { number, key in
    SmallArchive.article(
      key, "عنوان \(number)", "نص الخبر \(number)", source: "s", tags: [], date: nil)
  }

  private struct Reply {
    var status: Int
    var text: String
  }

  private func send(_ address: String, method: String = "GET") async throws -> Reply {
    var request = URLRequest(url: try #require(URL(string: address), "\(address)"))
    request.httpMethod = method
    if method == "DELETE" { request.setValue("Bearer k", forHTTPHeaderField: "Authorization") }
    let (data, response) = try await URLSession.shared.data(for: request)
    return Reply(
      status: (response as? HTTPURLResponse)?.statusCode ?? 0,
      text: String(decoding: data, as: UTF8.self))
  }

  @Test func `each article is reached by the links of pages, feeds and sitemaps`() async throws {
    try await LiveServer.with(documents: Self.documents) { live in
      let origin = "http://127.0.0.1:\(live.port)"
      func links(_ page: String, behind start: String, until end: Character) async throws
        -> [String]
      {
        let text = try await send("\(origin)\(page)").text
        return text.components(separatedBy: start).dropFirst().map {
          String($0.prefix { $0 != end }).replacing("&amp;", with: "&")
        }
      }
      var hits: [String] = []
      for offset in stride(from: 0, to: Self.keys.count, by: 10) {
        hits += try await links("/search?offset=\(offset)", behind: "<h2><a href=\"", until: "\"")
      }
      let lists = [
        hits.map { origin + $0 },
        try await links("/sitemap.xml?page=1", behind: "<loc>", until: "<"),
        try await links(
          "/search.atom", behind: "<link rel=\"alternate\" href=\"", until: "\""
        ).dropFirst().map { origin + $0 },
      ]
      for list in lists {
        #expect(list.count == Self.keys.count)
        var found: Set<String> = []
        for address in list {
          let reply = try await send(address)
          #expect(reply.status == 200, "\(address)")
          let title = reply.text.components(separatedBy: "<title>").dropFirst().first ?? ""
          found.insert(String(title.prefix { $0 != "<" }))
          let card = reply.text.components(separatedBy: "format=ris").first ?? ""
          let citation = card.components(separatedBy: "href=\"").last.map {
            origin + $0.replacing("&amp;", with: "&") + "format=ris"
          }
          #expect(try await send(citation ?? "").text.hasPrefix("TY  - "), "\(address)")
        }
        #expect(found == Set(Self.keys.indices.map { "عنوان \($0)" }))
      }
    }
  }

  @Test func `each document is read and deleted by its key`() async throws {
    try await LiveServer.with(
      {
        $0.keys = [
          KeyConfiguration(
            name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.search, .write])
        ]
      }, documents: Self.documents
    ) { live in
      let index = "http://127.0.0.1:\(live.port)/v1/indexes/news/documents"
      for (number, key) in Self.keys.enumerated() {
        let address = "\(index)?key=\(Percent.encoded(key))"
        let shown = try await send("\(address)&fields=title")
        #expect(shown.status == 200 && shown.text.contains("\"عنوان \(number)\""), "\(key)")
        #expect(try await send(address, method: "DELETE").status == 200, "\(key)")
        #expect(try await send(address).status == 404, "\(key)")
      }
    }
  }

  @Test(
    arguments: [
      (".", nil), ("..", nil), ("a/../b", nil), ("/a", nil), ("a/", nil), ("a//b", nil),
      ("../\u{301}x", nil), ("...", "..."), ("a/b c", "a/b%20c"), ("a/.b", "a/.b"),
      ("%2e", "%252e"),
    ] as [(String, String?)])
  func `a key is in the path where that reaches the server`(key: String, path: String?) {
    #expect(KeyAddress.path(key) == path)
  }
}
