import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// What narrows a search narrows the concordance and the trends that its page leads to.
@Suite struct NarrowedPagesTests {
  private static let narrow = [
    ("filter", "-أوبك"), ("from", "2012"), ("to", "2019"), ("source", "صحيفة 3"),
    ("source", "صحيفة 4"),
  ]

  private func link(_ path: String, in page: String) throws -> String {
    let link = try #require(page.components(separatedBy: "href=\"\(path)?").dropFirst().first)
    return path + "?" + link.prefix { $0 != "\"" }.replacing("&amp;", with: "&")
  }

  /// The number of occurrences that the page says.
  private func count(_ page: String) -> String? {
    page.components(separatedBy: "<span>Occurrences</span> <span class=\"number\">").dropFirst()
      .first.map { String($0.prefix { $0 != "<" }) }
  }

  @Test func `a concordance is narrowed, says so, and is widened again`() async throws {
    let served = try await ServedIndex(SmallArchive.many(300))
    let search = try await served.get(
      "/search", [("q", "النفط"), ("sort", "date"), ("lang", "en")] + Self.narrow
    ).text
    let page = try await served.send(.get, try link("/concordance", in: search)).text
    let api = try await served.get(
      "/v1/indexes/news/kwic", [("q", "النفط"), ("limit", "1000")] + Self.narrow)
    let lines = try #require(api["lines"] as? [[String: Any]])
    let whole = try await served.get("/concordance", [("q", "النفط"), ("lang", "en")]).text
    #expect(count(page) == "\(lines.count)" && lines.count > 2)
    #expect(count(whole) == "600")
    // Its form keeps what narrows it, and each condition can be taken away.
    for (name, value) in Self.narrow {
      let hidden = "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
      #expect(page.contains(hidden), "\(name)")
    }
    let chips =
      page.components(separatedBy: "<ul class=\"chips\">").last?
      .components(separatedBy: "</ul>").first ?? ""
    let wider = chips.components(separatedBy: "href=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
    }
    #expect(wider.count == Self.narrow.count && wider.allSatisfy { $0.hasPrefix("/concordance?") })
    for address in wider {
      #expect(try await served.send(.get, address).status == 200, "\(address)")
    }
    #expect(!whole.contains("class=\"chips\""))
  }

  @Test func `trends are narrowed`() async throws {
    let served = try await ServedIndex(SmallArchive.many(300))
    let concordance = try await served.get(
      "/concordance", [("q", "النفط"), ("sort", "left"), ("lang", "en")] + Self.narrow
    ).text
    let address = try link("/trends", in: concordance)
    let page = try await served.send(.get, address + "&unit=year").text
    #expect(page.contains(">2013</th>") && page.contains(">2019</th>"))
    #expect(!page.contains(">2023</th>") && !page.contains(">2024</th>"))
    #expect(page.contains("<ul class=\"chips\">"))
    let api = try await served.get(
      "/v1/indexes/news/trends", [("q", "النفط"), ("unit", "year")] + Self.narrow)
    #expect(api.status == 200 && !api.text.contains("2023"), "\(api.text)")
    let turned = try await served.get(
      "/trends", [("q", "النفط"), ("from", "2019"), ("to", "2012"), ("lang", "ar")]
    ).text
    #expect(turned.contains(ArabicNotes.turnedRange))
  }

  @Test func `the API notes what was assumed about what narrows them`() async throws {
    let served = try await ServedIndex()
    for call in ["kwic", "trends"] {
      let reply = try await served.get(
        "/v1/indexes/news/\(call)",
        [("q", "\"نفط"), ("filter", "\"x"), ("from", "2019"), ("to", "2012")])
      let notes = try #require(reply["notes"] as? [String], "\(reply.text)")
      #expect(notes.count == 3 && notes[1].hasPrefix("in the filter, the quote"), "\(notes)")
      #expect(notes[2].hasPrefix("from is later than to"), "\(notes)")
    }
  }

  @Test func `what they cannot be narrowed by is refused`() async throws {
    let served = try await ServedIndex()
    for path in ["/concordance", "/trends"] {
      for wrong in [("from", "غدًا"), ("nothing", "1"), ("pages", "x")] {
        #expect(
          try await served.get(path, [("q", "نفط"), wrong]).status == 400, "\(path) \(wrong)")
      }
    }
  }
}
