import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

@Suite struct PageTests {
  private static let targets = [
    "/", "/search", "/search?q=%D9%86%D9%81%D8%B7", "/search?q=zzz",
    "/search?source=okaz&from=2015",
    "/search?q=%22", "/search?filter=-date:*", "/doc/a1",
    "/doc/pages/a3.txt?q=%D9%85%D9%82%D8%A7%D9%84",
    "/doc/a5", "/advanced", "/concordance", "/concordance?q=%D9%86%D9%81%D8%B7&sort=left",
    "/trends", "/trends?q=%D9%86%D9%81%D8%B7&q=%D9%82%D8%A7%D8%B1%D8%A8&unit=year",
    "/search.atom?q=%D9%86%D9%81%D8%B7", "/opensearch.xml", "/sitemap.xml", "/sitemap.xml?page=1",
  ]

  /// Whether every element ends, but for those that HTML has without an end.
  private func isBalanced(_ html: String) -> Bool {
    let void: Set = ["meta", "link", "input"]
    var open: [String] = []
    for part in html.split(separator: "<").dropFirst() {
      let name = part.prefix { $0 != ">" && $0 != " " }
      if name.hasPrefix("!") || name.hasPrefix("?") { continue }
      if name.hasPrefix("/") {
        guard open.popLast() == String(name.dropFirst()) else { return false }
      } else if !void.contains(String(name)) || html.hasPrefix("<?xml") {
        open.append(String(name))
      }
    }
    return open.isEmpty
  }

  @Test(arguments: ["ar", "en"]) func `every state is a whole page`(language: String) async throws {
    let served = try await ServedIndex()
    for target in Self.targets {
      let reply = try await served.send(
        .get, target + (target.contains("?") ? "&" : "?") + "lang=\(language)")
      #expect(reply.status == 200, "\(target): \(reply.text)")
      #expect(isBalanced(reply.text), "\(target)")
      guard reply.text.hasPrefix("<!doctype") else { continue }
      let direction = language == "ar" ? "rtl" : "ltr"
      #expect(reply.text.contains("<html lang=\"\(language)\" dir=\"\(direction)\">"))
      // No styles and scripts inside, no direction characters of ours.
      #expect(!reply.text.contains("style=") && !reply.text.contains("<script>"))
      let controls: ClosedRange<Unicode.Scalar> = "\u{202A}"..."\u{202E}"
      #expect(
        !reply.text.unicodeScalars.contains {
          controls.contains($0) || $0 == "\u{200E}" || $0 == "\u{200F}"
        })
      #expect(reply.header("content-security-policy")?.contains("default-src 'none'") == true)
    }
  }

  @Test(arguments: ["fr", "EN", "ar-SA", "x", ""])
  func `a language that is not there is that of the browser`(language: String) async throws {
    let served = try await ServedIndex()
    for target in Self.targets {
      let separator = target.contains("?") ? "&" : "?"
      for accepted in ["ar", "en"] {
        let headers = ["Accept-Language": accepted]
        let usual = try await served.send(.get, target, headers: headers)
        let other = try await served.send(
          .get, "\(target)\(separator)lang=\(language)", headers: headers)
        #expect(other.status == 200 && other.bytes == usual.bytes, "\(target)")
      }
    }
    // Nor do links of pages that say what is wrong keep it.
    let problem = try await served.send(.get, "/search?q=date:foo&lang=\(language)")
    #expect(problem.status == 400 && !problem.text.contains("lang=\(language)&"))
    // Programs are told of a parameter that a call does not take.
    let call = try await served.send(.get, "/v1/indexes/news/search?lang=\(language)")
    #expect(call.status == 400 && call["parameter"] as? String == "lang")
  }

  @Test func `the page shows what the API finds`() async throws {
    let served = try await ServedIndex(SmallArchive.many(300))
    for query in [
      "q=%D8%A7%D9%84%D8%BA%D8%A7%D8%B2", "tags=%D9%88%D8%B3%D9%85+3&from=2015", "q=zzz",
    ] {
      let page = try await served.send(.get, "/search?\(query)&lang=en").text
      let api = try await served.send(
        .get, "/v1/indexes/news/search?\(query)&limit=10&facets=source,tags")
      let keys = (api["hits"] as? [[String: Any]] ?? []).compactMap { $0["key"] as? String }
      let shown = page.components(separatedBy: "<h2><a href=\"/doc/").dropFirst().map {
        String($0.prefix { $0 != "?" && $0 != "\"" })
      }
      #expect(Array(shown) == keys)
      let total = api["total.value"] as? Int ?? -1
      #expect(page.contains("<span>\(total) result") || page.contains("<span>0 results"))
      for value in api["facets.source.values"] as? [[Any]] ?? [] {
        let count = "</bdi> <span class=\"number\">\(value[1])</span>"
        #expect(page.contains(">\(value[0])\(count)"), "\(value)")
      }
    }
  }

  @Test func `a new query keeps the conditions that have no box`() async throws {
    let served = try await ServedIndex()
    let page = try await served.get(
      "/search", [("q", "نفط"), ("pages", "3"), ("source", "okaz"), ("url", "x")]
    ).text
    let form = page.components(separatedBy: "<form id=\"search\"").last?
      .components(separatedBy: "</form>").first
    #expect(form?.contains("<input type=\"hidden\" name=\"pages\" value=\"3\">") == true)
    #expect(form?.contains("<input type=\"hidden\" name=\"url\" value=\"x\">") == true)
    #expect(form?.contains("name=\"source\"") == false)
    #expect(page.contains("name=\"source\" value=\"okaz\" checked"))
  }

  @Test func `a page of ten hits with facets is small`() async throws {
    let served = try await ServedIndex(SmallArchive.many(400))
    let reply = try await served.get(
      "/search", [("q", "الغاز"), ("source", "صحيفة 3"), ("source", "صحيفة 4")])
    #expect(reply.bytes.count < 60_000, "\(reply.bytes.count) bytes")
  }

  /// Texts that browsers might run, in every field.
  private static let payloads = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "'><iframe src=javascript:alert(1)>", "</title><script>alert(1)</script>", "</p></article>",
    "<!--", "-->", "<![CDATA[", "&lt;script&gt;", "&#x3c;script&#x3e;", "javascript:alert(1)",
    "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "{{7*7}}", "${7*7}",
    "<a href=//x>",
    "<style>*{display:none}</style>", "<base href=//evil>", "<meta http-equiv=refresh content=0>",
    "\u{0}<script>", "<scr\u{0}ipt>", "\u{202E}txt", "<b>heavy</b>", "`onclick=alert(1)`",
  ]

  @Test func `no text of an article becomes markup`() async throws {
    var documents: [SourceDocument] = []
    for (number, payload) in Self.payloads.enumerated() {
      var document = SmallArchive.article(
        "\(payload)-\(number)", "سم \(payload)", "نص فيه سم \(payload) هنا", source: payload,
        tags: [payload, "سم"], date: payload)
      document.values["url"] = payload
      documents.append(document)
    }
    let served = try await ServedIndex(documents)
    let markers = [
      "<script>alert", "<img src=x", "<svg onload", "<iframe", "<style>", "<base",
      "<meta http-equiv",
      "<a href=//x", "onfocus='alert", "\" onmouseover=\"", "href=\"javascript:", "<![CDATA",
      "<!--", "\u{0}", "<b>", "<scr\u{FFFD}",
    ]
    var targets = [
      "/search?q=%D8%B3%D9%85", "/search?q=%D8%B3%D9%85&offset=10", "/search.atom?q=%D8%B3%D9%85",
      "/sitemap.xml?page=1", "/concordance?q=%D8%B3%D9%85",
    ]
    targets += documents.map { "/doc/" + Percent.encoded($0.key) + "?q=%D8%B3%D9%85" }
    for payload in Self.payloads {
      let text = Percent.encoded(payload)
      targets += [
        "/search?q=\(text)", "/search?source=\(text)", "/trends?q=\(text)",
        "/concordance?q=\(text)", "/doc/\(text)", "/search?lang=\(text)",
      ]
    }
    for target in targets {
      let reply = try await served.send(.get, target)
      #expect([200, 400, 404].contains(reply.status), "\(target): \(reply.status)")
      for marker in markers where !reply.text.hasPrefix("{") {
        #expect(!reply.text.contains(marker), "\(marker) in \(target)")
      }
      #expect(isBalanced(reply.text) || reply.text.hasPrefix("{"), "\(target)")
    }
  }

  @Test func `problems of pages are pages, and those of the API are not`() async throws {
    let served = try await ServedIndex()
    let page = try await served.send(.get, "/doc/none", headers: ["Accept-Language": "ar-EG,en"])
    #expect(page.status == 404 && page.text.contains("dir=\"rtl\""))
    #expect(try await served.send(.get, "/search?x=1").text.hasPrefix("<!doctype"))
    #expect(try await served.send(.get, "/v1/x").text.hasPrefix("{"))
  }

  @Test func `an article marks words, splits paragraphs and is cited`() async throws {
    let served = try await ServedIndex()
    let page = try await served.get("/doc/a1", [("q", "الوفد"), ("lang", "ar")]).text
    #expect(page.contains("<mark>الوفدان</mark>"))
    #expect(page.contains("<p dir=\"rtl\">وتحدث وسيط عن رفع العقوبات عن النفط.</p>"))
    #expect(page.contains("18 مايو 2024") && page.contains("10 ذو القعدة 1445"))
    #expect(page.contains("citation_publication_date\" content=\"2024/05/18\""))
    let ris = try await served.send(.get, "/doc/a1?format=ris")
    #expect(ris.header("content-type")?.hasPrefix("application/x-research-info-systems") == true)
    #expect(ris.text.contains("TY  - ") && ris.text.contains("ER  - "))
  }

  @Test func `every address of ours on a page is answered`() async throws {
    let served = try await ServedIndex()
    var seen: Set<String> = []
    for target in Self.targets + ["/doc/a1?lang=ar", "/search?q=x&lang=en"] {
      let page = try await served.send(.get, target).text
      guard page.hasPrefix("<!doctype") else { continue }
      for part in page.split(separator: " href=\"").dropFirst() {
        let link = String(part.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
        guard link.hasPrefix("/"), seen.insert(link).inserted else { continue }
        let reply = try await served.send(.get, link)
        #expect(reply.status == 200, "\(link) of \(target): \(reply.text)")
      }
    }
    #expect(seen.contains("/doc/a1?format=ris&lang=ar"), "\(seen.count)")
  }

  @Test func `a page that is shared has a card`() async throws {
    let served = try await ServedIndex(configure: { $0.base = "https://news.example" })
    let page = try await served.send(.get, "/doc/a1?lang=ar").text
    let start = "عقد الوفدان محادثات في مسقط حول الملف النووي. وتحدث وسيط عن رفع العقوبات عن النفط."
    for (attribute, content) in [
      ("property=\"og:title\"", "محادثات في مسقط حول الملف النووي"),
      ("property=\"og:type\"", "article"), ("property=\"og:locale\"", "ar"),
      ("property=\"og:url\"", "https://news.example/doc/a1"),
      ("property=\"og:description\"", start), ("name=\"description\"", start),
      ("property=\"article:published_time\"", "2024-05-18"),
      ("name=\"citation_title\"", "محادثات في مسقط حول الملف النووي"),
      ("name=\"twitter:card\"", "summary"),
    ] {
      #expect(page.contains("<meta \(attribute) content=\"\(content)\">"), "\(attribute)")
    }
    let hostile = try await served.send(.get, "/doc/pages/a3.txt").text
    #expect(hostile.contains("&lt;script&gt;") && !hostile.contains("<script>alert"))
  }

  @Test func `digits are of one kind`() async throws {
    let served = try await ServedIndex(
      SmallArchive.many(1_200).map { document in
        var document = document
        (document.values["title"], document.values["body"]) = ("خبر عن النفط", "نص عن النفط والغاز")
        document.values["source"] = "صحيفة"
        document.values["tags"] = "وسم"
        return document
      }, configure: { $0.digits = .arabic })
    let page = try await served.get("/search", [("q", "النفط"), ("lang", "ar")]).text
    #expect(page.contains("١٬٢٠٠ نتيجة"))
    // Text between tags alone: addresses and sizes have their own digits.
    let texts = page.split(separator: ">").compactMap {
      $0.split(separator: "<", omittingEmptySubsequences: false).first
    }
    let digits = texts.filter { text in text.contains { ("0"..."9").contains($0) } }
    #expect(digits.allSatisfy { $0.hasPrefix("/search?") }, "\(digits)")
  }

  @Test(arguments: [("ar", "rtl"), ("en", "ltr")])
  func `dates have the direction of the interface`(language: String, direction: String) async throws
  {
    let served = try await ServedIndex()
    let page = try await served.get("/search", [("lang", language)]).text
    let dates = page.split(separator: "<").filter {
      $0.hasPrefix("time ") || $0.hasPrefix("bdi class=\"date hijri\"")
    }
    #expect(dates.count > 2)
    #expect(dates.allSatisfy { $0.contains("dir=\"\(direction)\">") }, "\(dates)")
  }

  @Test func `the advanced form writes the query`() async throws {
    let served = try await ServedIndex()
    let reply = try await served.get(
      "/advanced",
      [
        ("all", "نفط غاز"), ("phrase", "مجلس الأمن"), ("any", "أ ب"), ("none", "رياضة -x"),
        ("near", "ا ب"), ("title", "خبر"), ("begins", "كتا"), ("exact", "مسؤول كبير"),
      ])
    #expect(reply.status == 303)
    let location = try #require(reply.header("location"))
    let query = Percent.decoded(location.split(separator: "=")[1])
    #expect(
      query
        == "+نفط +غاز +\"مجلس الأمن\" +(أ ب) -رياضة -x +NEAR(ا ب, 5) +title:خبر "
        + "+كتا* +=\"مسؤول كبير\""
    )
    let strict = try await served.get(
      "/v1/indexes/news/search", [("q", query ?? ""), ("mode", "strict")])
    #expect(strict.status == 200, "\(strict.text)")
  }

  @Test func `crawlers find articles and no searches`() async throws {
    let served = try await ServedIndex(configure: { $0.base = "https://news.example/" })
    let robots = try await served.send(.get, "/robots.txt").text
    #expect(
      robots.contains("Disallow: /search\n")
        && robots.contains("Sitemap: https://news.example/sitemap.xml"))
    let map = try await served.send(.get, "/sitemap.xml?page=1").text
    #expect(
      map.contains("<loc>https://news.example/doc/pages/a3.txt</loc><lastmod>2015-07-21</lastmod>"))
    #expect(map.components(separatedBy: "<url>").count == 7)
    #expect(try await served.send(.get, "/search?q=x").text.contains("content=\"noindex\""))
    #expect(!(try await served.send(.get, "/doc/a1").text.contains("noindex")))
  }

  @Test func `files of pages are named by their contents and kept`() async throws {
    let served = try await ServedIndex()
    let page = try await served.send(.get, "/").text
    for asset in PageAsset.all {
      #expect(page.contains("/assets/\(asset.name)"))
      let reply = try await served.send(.get, "/assets/\(asset.name)")
      #expect(reply.status == 200 && reply.header("cache-control")?.contains("immutable") == true)
    }
    #expect(try await served.send(.get, "/assets/other.css").status == 404)
  }

  @Test func `styles turn with the direction of the text`() {
    let css = String(decoding: PageAsset.style.bytes, as: UTF8.self)
    for physical in [
      "left", "right", "margin-top", "width:", "height:", "direction:", "letter-spacing", "italic",
    ] {
      let found = css.split(separator: "\n").filter { line in
        line.contains(physical) && !line.contains("line-height") && !line.contains("brightness")
          && !line.contains("@media")
          && !line.contains("stroke-width") && !line.contains("border-width")
      }
      #expect(found.isEmpty, "\(physical): \(found)")
    }
  }

  @Test func `a link shows more passages of each hit, and one again`() async throws {
    let words = (0..<400).map { $0 % 100 == 5 ? "المرجان" : "كلمة\($0)" }.joined(separator: " ")
    let served = try await ServedIndex([
      SmallArchive.article("c", "الشعاب", words, source: "s", tags: [], date: "2024-01-01")
    ])
    let query = [("q", "المرجان"), ("lang", "en")]
    let one = try await served.get("/search", query).text
    #expect(one.components(separatedBy: "<mark>").count == 2)
    #expect(one.contains("snippets=3&amp;lang=en\" rel=\"nofollow\">More passages of each"))
    #expect(one.contains(">More passages of each result</a>"))
    let more = try await served.get("/search", query + [("snippets", "3")]).text
    #expect(more.components(separatedBy: "<mark>").count == 4)
    #expect(more.contains(">One passage of each result</a>"))
    #expect(more.contains("name=\"snippets\" value=\"3\""))
    #expect(!more.contains("/export?snippets") && !more.contains("search.atom?snippets"))
  }
}
