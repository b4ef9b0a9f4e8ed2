import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

@Suite struct ConcordancePageTests {
  /// The text of the lines of a page.
  private func lines(_ page: String) -> [String] {
    page.components(separatedBy: "<span class=\"before\">").dropFirst().map { part in
      let after = part.components(separatedBy: "<span class=\"after\">").last ?? ""
      return [part, after].map { String($0.prefix { $0 != "<" }) }.joined(separator: "|")
    }
  }

  @Test(arguments: ["document", "left", "right"])
  func `pages follow each other and have every line once`(sort: String) async throws {
    let served = try await ServedIndex(SmallArchive.many(130))
    var request = ConcordanceRequest("النفط", limit: 10_000)
    (request.order, request.counting) = (.init(rawValue: sort) ?? .document, .exact)
    let all = try Index(path: served.path).concordance(request).lines
    #expect(all.count > 250)
    var found: [String] = []
    var target: String? = "/concordance?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7&sort=\(sort)&lang=ar"
    while let asked = target {
      let page = try await served.send(.get, asked).text
      let last = min(found.count + 100, all.count)
      #expect(page.contains("الأسطر من \(found.count + 1) إلى \(last) من أصل \(all.count)</p>"))
      found += lines(page)
      #expect(found.count == last)
      target = page.components(separatedBy: "class=\"next\"").dropFirst().first.flatMap { part in
        part.components(separatedBy: "href=\"").dropFirst().first.map {
          String($0.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
        }
      }
      #expect(page.contains("class=\"previous\"") == (last > 100))
    }
    func oneLine(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
    #expect(found == all.map { "\(oneLine($0.left))|\(oneLine($0.right))" })
  }

  @Test func `the API leaves out lines as searches leave out hits`() async throws {
    let served = try await ServedIndex(SmallArchive.many(60))
    let path = "/v1/indexes/news/kwic"
    func keys(_ more: [(String, String)]) async throws -> [String] {
      let reply = try await served.get(path, [("q", "النفط"), ("sort", "right")] + more)
      return (reply["lines"] as? [[String: Any]] ?? []).map {
        "\($0["key"] ?? "") \($0["left"] ?? "")"
      }
    }
    let all = try await keys([("limit", "100")])
    #expect(all.count == 100)
    #expect(try await keys([("limit", "20"), ("offset", "30")]) == Array(all[30..<50]))
    #expect(try await keys([("limit", "5"), ("offset", "9000")]).isEmpty)
  }

  @Test func `a page that would begin too late is not linked`() async throws {
    let served = try await ServedIndex(
      SmallArchive.many(130), configure: { $0.limits.offset = 100 })
    let page = try await served.get("/concordance", [("q", "النفط"), ("offset", "100")]).text
    #expect(page.contains("class=\"previous\"") && !page.contains("class=\"next\""))
  }
}
