import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// Where the links below the hits lead, near the start and far behind it.
@Suite struct PagingTests {
  private func link(_ name: String, in page: String) -> String? {
    page.components(separatedBy: "<a class=\"\(name)\"").dropFirst().first?
      .components(separatedBy: "href=\"").dropFirst().first
      .map { String($0.prefix { $0 != "\"" }).replacing("&amp;", with: "&") }
  }

  /// The number of the first hit, and the keys of all.
  private func hits(_ page: String) -> (start: Int?, keys: [String]) {
    let start = page.components(separatedBy: "class=\"hits\" start=\"").dropFirst().first
      .flatMap { Int($0.prefix { $0 != "\"" }) }
    let keys = page.components(separatedBy: "<h2><a href=\"/doc/").dropFirst().map {
      String($0.prefix { $0 != "?" && $0 != "\"" })
    }
    return (start, keys)
  }

  @Test(arguments: ["", "&sort=date"])
  func `pages lead to the one before, also behind those that offsets lead to`(
    order: String
  ) async throws {
    let served = try await ServedIndex(SmallArchive.many(245))
    var address = "/search?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7\(order)"
    var pages: [(start: Int?, keys: [String])] = []
    var isByCursor = false
    while true {
      let page = try await served.send(.get, address).text
      pages.append(hits(page))
      let first = pages.count * 10 - 9
      #expect(pages.last?.start == first, "\(address)")
      let last = first + (pages.last?.keys.count ?? 0) - 1
      #expect(page.contains("<span>(هنا من \(first) إلى \(last))</span>") == (first > 1))
      if let previous = link("previous", in: page) {
        let before = hits(try await served.send(.get, previous).text)
        #expect(before.keys == pages[pages.count - 2].keys, "\(previous) from \(address)")
      } else {
        #expect(pages.count == 1, "\(address)")
      }
      guard let next = link("next", in: page) else { break }
      isByCursor = isByCursor || next.contains("cursor=")
      address = next
    }
    #expect(isByCursor && Set(pages.flatMap(\.keys)).count == 245)
  }

  @Test func `where no offset reaches the page before, none is linked`() async throws {
    let served = try await ServedIndex(
      SmallArchive.many(60), configure: { $0.limits.offset = 20 })
    var address = "/search?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7"
    var links: [Bool] = []
    for _ in 0..<6 {
      let page = try await served.send(.get, address).text
      links.append(link("previous", in: page) != nil)
      address = link("next", in: page) ?? address
    }
    #expect(links == [false, true, true, true, false, false])
  }

  @Test func `a cursor goes on with the numbers of the hits`() async throws {
    let served = try await ServedIndex(SmallArchive.many(30))
    let search = "/v1/indexes/news/search"
    let first = try await served.get(search, [("q", "النفط"), ("offset", "4"), ("limit", "3")])
    var cursor = try #require(first["next"] as? String)
    for rank in [8, 11] {
      let reply = try await served.get(
        search, [("q", "النفط"), ("cursor", cursor), ("limit", "3")])
      #expect(reply["hits.0.rank"] as? Int == rank)
      cursor = try #require(reply["next"] as? String)
    }
    let huge = cursor.split(separator: ".").enumerated()
      .map { $0.offset == 2 ? "\(Int.max)" : String($0.element) }.joined(separator: ".")
    let reply = try await served.get(search, [("q", "النفط"), ("cursor", huge)])
    #expect(reply.status == 400 && reply["parameter"] as? String == "cursor")
  }
}
