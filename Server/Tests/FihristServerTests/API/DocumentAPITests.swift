import Fihrist
import Foundation
import HTTPTypes
import Testing

@testable import FihristServer

@Suite struct DocumentAPITests {
  private let index = "/v1/indexes/news"
  private let writing = ["Authorization": "Bearer k", "Content-Type": "application/x-ndjson"]

  private func served(writeMilliseconds: Int = 5_000) async throws -> ServedIndex {
    try await ServedIndex(configure: {
      $0.limits.writeMilliseconds = writeMilliseconds
      $0.keys = [
        KeyConfiguration(name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.write, .search])
      ]
    })
  }

  @Test func `a document is read by its key, slashes and all`() async throws {
    let served = try await ServedIndex()
    for path in ["pages/a3.txt", "pages%2Fa3.txt"] {
      let reply = try await served.send(.get, "\(index)/documents/\(path)?fields=title,tags")
      #expect(reply["key"] as? String == "pages/a3.txt")
      #expect(reply["fields.title"] as? String == "CSS: مغامرة في المتصفح")
      #expect(reply["fields.body"] == nil)
    }
  }

  @Test func `suggestions, similar documents, facets and occurrences are those of the library`()
    async throws
  {
    let served = try await ServedIndex()
    let library = try Index(path: served.path)
    let suggested = try await served.get("\(index)/suggest", [("q", "المحاد")])
    let texts = (suggested["suggestions"] as? [[String: Any]] ?? []).map { $0["text"] as? String }
    #expect(texts == (try library.suggestions(for: "المحاد")).map(\.text) && !texts.isEmpty)
    let similar = try await served.get("\(index)/similar", [("key", "a1"), ("limit", "2")])
    let keys = (similar["hits"] as? [[String: Any]] ?? []).map { $0["key"] as? String }
    #expect(
      keys
        == (try library.similar(to: SimilarRequest(.key("a1"), limit: 2)))?.results.hits.map(\.key))
    let facet = try await served.get(
      "\(index)/facets/source", [("q", "المحادثات"), ("prefix", "أ")])
    let values = facet["facet.values"] as? [[Any]] ?? []
    #expect(values.map { $0[0] as? String } == ["أفق الخليج"])
    let kwic = try await served.get(
      "\(index)/kwic", [("q", "المحادثات"), ("sort", "right"), ("width", "3")])
    var request = ConcordanceRequest("المحادثات")
    (request.order, request.width) = (.right, .words(3))
    let lines = (kwic["lines"] as? [[String: Any]] ?? []).map { $0["right"] as? String }
    #expect(lines == (try library.concordance(request)).lines.map(\.right) && !lines.isEmpty)
    let trends = try await served.get(
      "\(index)/trends", [("q", "نفط"), ("q", "قارب"), ("unit", "year")])
    #expect((trends["series"] as? [Any])?.count == 2)
    #expect((trends["periods"] as? [Any])?.count == 10)
  }

  @Test func `what opensearch asks for is a list of texts`() async throws {
    let served = try await ServedIndex()
    let reply = try await served.get(
      "\(index)/suggest", [("q", "المحاد"), ("format", "opensearch")])
    let list = reply.json as? [Any] ?? []
    #expect(list.first as? String == "المحاد" && (list.last as? [String])?.isEmpty == false)
  }

  @Test func `documents are added, replaced and deleted, and found at once`() async throws {
    let served = try await served()
    let body = """
      {"key":"w1","title":"سفينة جديدة","body":"نص عن السفينة","tags":["بحر","سفن"],"pages":7}

      {"title":"بلا مفتاح"}
      not json
      {"key":"a1","title":"عنوان بديل","colour":"red"}
      """
    let reply = try await served.send(.post, "\(index)/documents", headers: writing, body: body)
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply["added"] as? Int == 2 && reply["refused"] as? Int == 2)
    let problems = reply["problems"] as? [[String: Any]] ?? []
    let details = problems.map { $0["detail"] as? String ?? "" }
    #expect(details.first == "it has no key; give it the member \"key\"")
    #expect(details.last?.hasPrefix("the line is not JSON; ") == true, "\(details)")
    let lines = problems.map { $0["line"] as? Int }
    #expect(lines == [3, 4] && reply["unused"] as? [String] == ["colour"])
    let found = try await served.get(
      "\(index)/search", [("q", "سفينة"), ("tags", "سفن"), ("pages", "7")])
    #expect(found["hits.0.key"] as? String == "w1")
    #expect(found["generation"] as? Int == reply["generation"] as? Int)
    let replaced = try await served.send(.get, "\(index)/documents/a1")
    #expect(replaced["fields.title"] as? String == "عنوان بديل" && replaced["fields.body"] == nil)
    let deleted = try await served.send(
      .delete, "\(index)/documents/w1", headers: ["Authorization": "Bearer k"])
    #expect(deleted.status == 200)
    #expect(try await served.send(.get, "\(index)/documents/w1").status == 404)
    let again = try await served.send(
      .delete, "\(index)/documents/w1", headers: ["Authorization": "Bearer k"])
    #expect(again.status == 404)
  }

  @Test func `documents without a text to search are refused, as an import refuses them`()
    async throws
  {
    let served = try await served()
    let body = """
      {"key":"t1","source":"okaz","date":"2024-01-01","text":"the text has another name"}
      {"key":"t2","title":"","body":" - "}
      {"key":"t3","title":null,"tags":["x"]}
      {"key":"t4","body":"كلمة"}
      """
    let reply = try await served.send(.post, "\(index)/documents", headers: writing, body: body)
    #expect(reply["added"] as? Int == 1 && reply["refused"] as? Int == 3, "\(reply.text)")
    let problems = reply["problems"] as? [[String: Any]] ?? []
    let details = problems.map { $0["detail"] as? String ?? "" }
    // Advice to leave fields out, as a program with a writer gets it, would not help here.
    #expect(
      details
        == ["text", "word", "text"].map {
          "the record has no \($0) to search; give it a word in title or body"
        })
    #expect(reply["unused"] as? [String] == ["text"])
    #expect(try await served.send(.get, "\(index)/documents/t1").status == 404)
  }

  @Test func `a body that is too long leaves the index as it was`() async throws {
    let served = try await ServedIndex(configure: {
      $0.keys = [KeyConfiguration(name: "k", sha256: AccessKey.digest(of: "k"), scopes: [.write])]
      $0.limits.documentsBytes = 200
      $0.limits.documentBytes = 100
    })
    let before = try await served.send(.get, "\(index)")
    let line = #"{"key":"w","title":"x"}"# + "\n"
    let long = "{\"key\":\"\(String(repeating: "k", count: 91))\"}"
    for body in [
      String(repeating: line, count: 10), "{\"key\":\"" + String(repeating: "k", count: 120),
      // One byte too many, whether the line has an end or not.
      long, long + "\n", line + long + "\n",
    ] {
      let reply = try await served.send(.post, "\(index)/documents", headers: writing, body: body)
      #expect(reply.status == 413, "\(reply.text)")
    }
    _ = served.server.refresh()
    #expect(try await served.send(.get, "\(index)").bytes == before.bytes)
    let whole = try await served.send(
      .post, "\(index)/documents", headers: writing,
      body: long.replacing("kk\"", with: "k\"") + "\n")
    #expect(whole.status == 200, "\(whole.text)")
  }

  @Test func `an index that another program writes for long is busy`() async throws {
    let served = try await served(writeMilliseconds: 120)
    let writer = try IndexWriter(path: served.path)
    let start = ContinuousClock.now
    let reply = try await served.send(
      .post, "\(index)/documents", headers: writing, body: #"{"key":"w1","title":"x"}"#)
    #expect(start.duration(to: .now) >= .milliseconds(120))
    #expect(reply.status == 409 && reply["code"] as? String == "busy")
    #expect(
      reply["detail"] as? String
        == "another program writes to the index and was not done after 120 milliseconds; "
        + "try again in 5 seconds")
    #expect(reply.header("retry-after") == "5")
    try await writer.close()
  }

  @Test func `a request that writes waits until another program has written`() async throws {
    let served = try await served(writeMilliseconds: 600_000)
    let writer = try IndexWriter(path: served.path)
    async let added = served.send(
      .post, "\(index)/documents", headers: writing, body: #"{"key":"w1","title":"سفينة"}"#)
    async let deleted = served.send(
      .delete, "\(index)/documents/a1", headers: ["Authorization": "Bearer k"])
    try await Task.sleep(for: .milliseconds(120))
    // They see what was committed meanwhile.
    try await writer.add(SourceDocument(key: "w0", values: ["title": "سفينة"]))
    try await writer.close()
    let replies = [try await added, try await deleted]
    #expect(replies.map(\.status) == [200, 200])
    let found = try await served.get("\(index)/search", [("q", "سفينة")])
    #expect(found["total.value"] as? Int == 2)
    #expect(try await served.send(.get, "\(index)/documents/a1").status == 404)
  }

  @Test func `a request that writes waits until others have written`() async throws {
    let served = try await served(writeMilliseconds: 600_000)
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<6 {
        group.addTask {
          try await served.send(
            .post, "\(index)/documents", headers: writing,
            body: "{\"key\":\"w\(number)\",\"title\":\"سفينة\"}"
          ).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: 200, count: 6))
    let found = try await served.get("\(index)/search", [("q", "سفينة")])
    #expect(found["total.value"] as? Int == 6)
  }

  @Test func `a request that writes does not wait for ever`() async throws {
    let served = try await served(writeMilliseconds: 50)
    let reply = try await served.server.archives[0].writing { _ in
      try await served.send(
        .post, "\(index)/documents", headers: writing, body: #"{"key":"w1","title":"x"}"#)
    }
    #expect(reply.status == 409 && reply["code"] as? String == "busy")
    #expect((reply["detail"] as? String)?.hasSuffix("; try again in 5 seconds") == true)
    #expect(reply.header("retry-after") == "5")
    let deleted = try await served.send(
      .delete, "\(index)/documents/a1", headers: ["Authorization": "Bearer k"])
    #expect(deleted.status == 200)
  }

  @Test func `an export has every document once, as a walk has`() async throws {
    let served = try await ServedIndex(SmallArchive.many(450))
    let all = try await served.send(.get, "\(index)/export?fields=title")
    let lines = all.text.split(separator: "\n").compactMap {
      (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: String]
    }
    #expect(lines.count == 450 && Set(lines.compactMap { $0["key"] }).count == 450)
    #expect(lines.allSatisfy { $0.keys.sorted() == ["key", "title"] })
    let some = try await served.get(
      "\(index)/export", [("q", "الغاز"), ("tags", "وسم 3"), ("format", "trec")])
    let found = some.text.split(separator: "\n").filter { $0.hasPrefix("<DOCNO>") }.map {
      $0.dropFirst(7).dropLast(8)
    }
    var request = SearchRequest("الغاز", limit: 1_000)
    request.filter = .query(.column("tags", .equals("وسم 3")))
    #expect(
      found.map(String.init) == (try Index(path: served.path).search(request)).hits.map(\.key))
    #expect(found.count > 50)
  }

  @Test func `an export goes on behind documents that have related words alone`() async throws {
    // More of them than are read at once, and each on the roots of both words.
    let long = Array(repeating: "نص", count: 400).joined(separator: " ")
    let served = try await ServedIndex(
      (0..<Export.batchSize + 5).map {
        SourceDocument(key: "related-\($0)", values: ["title": "", "body": "مكتبة معلم"])
      }
        + (0..<20).map {
          SourceDocument(key: "match-\($0)", values: ["title": "", "body": "\(long) كتاب"])
        }
        + (0..<800).map { SourceDocument(key: "other-\($0)", values: ["title": "", "body": "نص"]) })
    let some = try await served.get("\(index)/export", [("q", "كتاب تعليم"), ("format", "trec")])
    let found = some.text.split(separator: "\n").filter { $0.hasPrefix("<DOCNO>") }
    #expect(found.count == 20 && found.allSatisfy { $0.contains("match-") })
    let first = try Index(path: served.path).search(SearchRequest("كتاب تعليم", limit: 1)).hits
    #expect(first.first?.isRelated == true)
  }

  @Test func `exports have the formats of tools, and no formulas`() async throws {
    let served = try await ServedIndex([
      SmallArchive.article(
        "f1", "=HYPERLINK(\"x\")", "@body; =1+1\n+2, with \"quotes\"", source: "+s", tags: [],
        date: "2024-01-01")
    ])
    let csv = try await served.send(.get, "\(index)/export?format=csv&fields=title,body,source")
    #expect(
      csv.text
        == "\u{FEFF}key,title,body,source\r\n"
        + "f1,\"'=HYPERLINK(\"\"x\"\")\",\"'@body; '=1+1\n'+2, with \"\"quotes\"\"\",'+s\r\n"
    )
    #expect(csv.bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    let raw = try await served.send(.get, "\(index)/export?format=csv&fields=source&raw=1")
    #expect(raw.text == "key,source\r\nf1,+s\r\n")
    #expect(try await served.send(.get, "\(index)/export?format=ris").text.hasPrefix("TY  - "))
    #expect(try await served.send(.get, "\(index)/export?format=bibtex").text.hasPrefix("@"))
    let trec = try await served.send(.get, "\(index)/export?format=trec&fields=title,body,source")
    #expect(
      trec.text == """
        <DOC>
        <DOCNO>f1</DOCNO>
        <TITLE>=HYPERLINK("x")</TITLE>
        <TEXT>
        @body; =1+1
        +2, with "quotes"
        </TEXT>
        <SOURCE>+s</SOURCE>
        </DOC>

        """)
    #expect(csv.header("content-disposition") == "attachment; filename=\"news.csv\"")
  }

  @Test func `a text is analyzed as the index does`() async throws {
    let served = try await ServedIndex()
    let reply = try await served.send(
      .post, "\(index)/analyze", headers: ["Content-Type": "application/json"],
      body: #"{"text":"بالمدارس"}"#)
    #expect(reply["tokens.0.text"] as? String == "بالمدارس")
    #expect((reply["tokens.0.term"] as? String)?.isEmpty == false)
  }

  @Test func `the description has every call with the parameters that it takes`() async throws {
    let served = try await ServedIndex()
    let reply = try await served.send(.get, "/v1/openapi.json")
    let paths = reply["paths"] as? [String: [String: [String: Any]]] ?? [:]
    #expect(reply["openapi"] as? String == "3.1.0" && paths.count == 14)
    #expect((reply["security"] as? [Any])?.isEmpty == true)
    for (path, operations) in paths {
      let target = path.replacingOccurrences(of: "{index}", with: "news")
        .replacingOccurrences(of: "{key}", with: "a1").replacingOccurrences(
          of: "{field}", with: "source")
      let methods = try #require(Route(path: target)?.methods, "\(path)")
      #expect(
        Set(operations.keys.map { $0.uppercased() })
          == Set(methods.map(\.rawValue)).subtracting(["HEAD"]), "\(path)")
      guard let get = operations["get"] else { continue }
      // Each parameter that is described is read, and no other.
      let names = (get["parameters"] as? [[String: Any]] ?? []).filter {
        $0["in"] as? String == "query"
      }
      .compactMap { $0["name"] as? String }
      for name in names {
        let read = try await served.send(.get, "\(target)?\(name)=")
        #expect(read["code"] as? String != "unknown-parameter", "\(path) \(name)")
      }
      // So is every form of the answer.
      let responses = get["responses"] as? [String: [String: Any]] ?? [:]
      let kinds = Set((responses["200"]?["content"] as? [String: Any] ?? [:]).keys)
      let formats = names.contains("format") ? ["jsonl", "csv", "ris", "trec", "opensearch"] : [""]
      for format in formats {
        let reply = try await served.send(.get, "\(target)?format=\(format)&q=x")
        guard reply.status == 200 else { continue }
        #expect(kinds.contains(reply.header("content-type") ?? ""), "\(path) \(format)")
      }
      let unknown = try await served.send(.get, "\(target)?nothing=1")
      #expect(unknown.status == 400 || path.hasSuffix("openapi.json"), "\(path)")
    }
  }

  @Test func `the description says what bodies may have, fields too, and how often`() async throws {
    let served = try await ServedIndex()
    let reply = try await served.send(.get, "/v1/openapi.json")
    let paths = reply["paths"] as? [String: [String: [String: Any]]] ?? [:]
    let search = try #require(paths["/v1/indexes/{index}/search"])
    let schema = try #require(bodySchema(search["post"]))
    #expect(schema["additionalProperties"] as? Bool == false)
    let members = schema["properties"] as? [String: [String: Any]] ?? [:]
    #expect(members["source"] != nil && members["q"] != nil && members["nothing"] == nil)
    #expect((members["explain"]?["enum"] as? [Any])?.count == 8)
    for (member, status) in [
      ("\"explain\":true", 200), ("\"explain\":\"0\"", 200), ("\"explain\":2", 400),
      ("\"explain\":[\"1\"]", 400), ("\"q\":1", 400), ("\"source\":false", 400),
      ("\"source\":[\"okaz\",\"x\"]", 200), ("\"limit\":3", 200), ("\"limit\":true", 400),
      ("\"facets\":\"source,tags\"", 200), ("\"facets\":[\"source\"]", 200),
    ] {
      let found = try await served.send(
        .post, "\(index)/search", headers: ["Content-Type": "application/json"],
        body: "{\(member)}")
      #expect(found.status == status, "\(member)")
    }
    let trends =
      paths["/v1/indexes/{index}/trends"]?["get"]?["parameters"] as? [[String: Any]] ?? []
    let most = trends.first { $0["name"] as? String == "q" }?["schema"] as? [String: Any]
    #expect(most?["maxItems"] as? Int == 5)
    for (count, status) in [(5, 200), (6, 400)] {
      let queries = (0..<count).map { "q=x\($0)" }.joined(separator: "&")
      #expect(try await served.send(.get, "\(index)/trends?\(queries)").status == status)
    }
  }

  @Test func `an export that cannot be made is refused before it begins`() async throws {
    let served = try await ServedIndex()
    for query in ["date=AAA", "filter=date:AAA", "mode=strict&q=%22x"] {
      let reply = try await served.send(.get, "\(index)/export?\(query)")
      #expect(reply.status == 400, "\(query)")
      #expect((reply["detail"] as? String)?.hasPrefix(":") == false)
    }
    #expect(try await served.send(.get, "\(index)/export?q=%2F%5B%2F").status == 200)
  }

  /// The schema of the body of a call.
  private func bodySchema(_ call: [String: Any]?) -> [String: Any]? {
    let body = call?["requestBody"] as? [String: Any]
    let content = body?["content"] as? [String: [String: Any]]
    return content?["application/json"]?["schema"] as? [String: Any]
  }

  @Test func `copies of a story are found, and shown beside it`() async throws {
    let story = (0..<60).map { "كلمة\($0)" }.joined(separator: " ")
    func article(_ key: String, _ text: String, _ date: String) -> SourceDocument {
      SmallArchive.article(key, "عنوان \(key)", text, source: "s-\(key)", tags: [], date: date)
    }
    let served = try await ServedIndex(
      SmallArchive.documents + [
        article("late", story + " وزيادة", "2024-06-02"),
        article("early", "مقدمة " + story, "2024-06-01"),
        article("other", story.replacing("كلمة", with: "لفظ"), "2024-06-01"),
      ])
    let reply = try await served.get("/v1/indexes/news/copies", [("key", "late")])
    let documents = try #require(reply["documents"] as? [[String: Any]])
    #expect(documents.compactMap { $0["key"] as? String } == ["early", "late"])
    #expect(documents.first?["overlap"] as? Double == 1)
    #expect(try #require(documents.last?["overlap"] as? Double) > 0.8)
    #expect(reply["documents.0.fields.source"] as? String == "s-early")
    let alone = try await served.get("/v1/indexes/news/copies", [("key", "a1")])
    #expect((alone["documents"] as? [Any])?.count == 1)
    #expect(try await served.get("/v1/indexes/news/copies", [("key", "zz")]).status == 404)
    #expect(try await served.get("/v1/indexes/news/copies", []).status == 400)
    let unknown = try await served.get(
      "/v1/indexes/news/copies", [("key", "a1"), ("fields", "nothing")])
    #expect(unknown["code"] as? String == "bad-parameter")
    let page = try await served.send(.get, "/doc/late?lang=en").text
    #expect(page.contains("<h2>Also printed as</h2><ol><li dir=\"rtl\"><a href=\"/doc/early?"))
    #expect(!(try await served.send(.get, "/doc/a1?lang=en").text.contains("Also printed")))
  }

  @Test func `the page of an article says which words led to it`() async throws {
    let served = try await ServedIndex()
    let page = try await served.get("/doc/a1", [("q", "المحادثات"), ("lang", "en")]).text
    #expect(page.contains("<summary>Why this result?</summary>"))
    #expect(page.contains(">محادثات</bdi>"))
    #expect(!(try await served.send(.get, "/doc/a1?lang=en").text.contains("Why this result")))
  }
}
