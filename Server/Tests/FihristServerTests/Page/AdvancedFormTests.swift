import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

/// What the advanced form has when a query leads to it.
@Suite struct AdvancedFormTests {
  private typealias Input = AdvancedQuery.Input

  private static let filled: [(String, [AdvancedQuery.Input: String])] = [
    ("", [:]), ("+نفط +غاز -كرة", [.all: "نفط غاز", .none: "كرة"]),
    (
      "+\"مجلس الأمن\" +(قطر عمان) +كتا*",
      [.phrase: "مجلس الأمن", .any: "قطر عمان", .beginning: "كتا"]
    ),
    ("+NEAR(مجلس أمن, 5) +title:خبر +title:عاجل", [.near: "مجلس أمن", .inTitle: "خبر عاجل"]),
    ("+=مسؤول", [.exact: "مسؤول"]), ("+=\"مسؤول كبير\"", [.exact: "مسؤول كبير"]),
    ("+=a +=b", [.exact: "a", .rest: "+=b"]), ("* -كرة -قدم", [.none: "كرة قدم"]),
    // Words without signs, alone and beside one that must be there.
    ("نفط", [.any: "نفط"]), ("نفط غاز -كرة", [.any: "نفط غاز", .none: "كرة"]),
    ("نفط +غاز", [.all: "غاز", .rest: "نفط"]),
    // What no input says stays as it is.
    (
      "+نفط source:okaz^2 date:[2015 TO 2016]",
      [.all: "نفط", .rest: "source:okaz^2 date:[2015 TO 2016]"]
    ),
    ("+\"a b\" +\"c d\"", [.phrase: "a b", .rest: "+\"c d\""]), ("*", [.rest: "*"]),
    ("+NEAR(a b, 7)", [.rest: "+NEAR(a b, 7)"]), ("S-300", [.rest: "S-300"]),
    ("+نفط OR -غاز", [.rest: "+نفط OR -غاز"]), ("+«a +b c» +d", [.rest: "+«a +b c» +d"]),
    ("+a \"b +c", [.rest: "+a \"b +c"]), ("+a (b +c", [.rest: "+a (b +c"]),
  ]

  @Test(arguments: filled) func `each part is in the input that writes it`(
    query: String, inputs: [AdvancedQuery.Input: String]
  ) {
    #expect(AdvancedQuery(query: query).inputs == inputs)
  }

  @Test func `a form that is sent as it was filled finds the same`() async throws {
    let served = try await ServedIndex()
    for (query, _) in Self.filled where !query.isEmpty {
      let again = AdvancedQuery(query: query).text
      let (one, other) = (
        try await served.get("/v1/indexes/news/search", [("q", query)]),
        try await served.get("/v1/indexes/news/search", [("q", again)])
      )
      #expect(one["total.value"] as? Int == other["total.value"] as? Int, "\(query): \(again)")
      // And what it wrote fills it as before.
      #expect(AdvancedQuery(query: again).text == again, "\(query): \(again)")
    }
  }

  @Test func `a search stays as narrow as it was`() async throws {
    let served = try await ServedIndex()
    let narrow = [
      ("filter", "-رياضة"), ("from", "2024-05"), ("sort", "date:desc"), ("source", "okaz"),
      ("source", "أفق الخليج"),
    ]
    let page = try await served.get("/search", [("q", "نفط"), ("offset", "0")] + narrow).text
    let link = try #require(
      page.components(separatedBy: "href=\"/advanced").dropFirst().first?.prefix { $0 != "\"" })
    let form = try await served.send(.get, "/advanced" + link.replacing("&amp;", with: "&")).text
    #expect(form.contains("name=\"any\" dir=\"rtl\" value=\"نفط\""))
    for (name, value) in narrow {
      #expect(
        form.contains("<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"), "\(name)")
    }
    let problem = try await served.get("/search", [("q", "نفط"), ("nothing", "1")]).text
    #expect(problem.contains("href=\"/advanced?q=\(Percent.encoded("نفط"))\""))
    let sent = try await served.get("/advanced", [("all", "غاز"), ("lang", "en")] + narrow)
    let address = try #require(sent.header("location"))
    #expect(try await served.send(.get, address).status == 200)
    let query = Parameters(checked: narrow.map { .init(name: $0.0, value: $0.1) }).query
    #expect(address.contains(query) && address.contains("lang=en"), "\(address)")
  }

  @Test func `the form shows what it was filled with, and sends the rest along`() async throws {
    let served = try await ServedIndex()
    let page = try await served.get(
      "/advanced", [("q", "+نفط +\"أسعار النفط\" source:okaz"), ("lang", "ar")]
    ).text
    #expect(page.contains("name=\"all\" dir=\"rtl\" value=\"نفط\""))
    #expect(page.contains("name=\"phrase\" dir=\"rtl\" value=\"أسعار النفط\""))
    #expect(page.contains("name=\"rest\" dir=\"ltr\" value=\"source:okaz\""))
    #expect(page.contains("name=\"none\" dir=\"rtl\" value=\"\""))
    let sent = try await served.get("/advanced", [("all", "غاز"), ("rest", "source:okaz OR x")])
    let location = try #require(sent.header("location"))
    #expect(location.contains("q=" + Percent.encoded("+غاز +(source:okaz OR x)")), "\(location)")
  }
}
