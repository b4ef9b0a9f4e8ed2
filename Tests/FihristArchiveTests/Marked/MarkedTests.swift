import FihristIndexing
import FihristTestSupport
import Foundation
import Testing

@testable import FihristArchive

@Suite struct MarkedTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ name: String, _ text: String, format: InputFormat = .auto
  ) throws -> (documents: [ReadDocument], report: InputReport) {
    try ReadDocument.read([try folder.write(name, text)], format: format)
  }

  @Test func `RSS and exports of WordPress give posts, and not their pictures`() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0"><channel><title>صحيفة الوادي</title>
      <item><title>افتتاح الجسر &amp; الطريق</title><link>https://x.example/1</link>
      <guid isPermaLink="false">g1</guid><pubDate>Sat, 18 May 2024 10:00:00 +0300</pubDate>
      <dc:creator><![CDATA[هند]]></dc:creator><category>محليات</category><category>نقل</category>
      <description>ملخص</description><wp:post_type>post</wp:post_type>
      <content:encoded><![CDATA[<p>فتح الجسر</p><p>أمام &laquo;السيارات&raquo;</item></p>]]>
      </content:encoded>
      </item>
      <item><title>صورة</title><guid>g2</guid><wp:post_type>attachment</wp:post_type></item>
      <item><title>خبر</title><link>https://x.example/3</link>
      <description>&lt;p&gt;نص &lt;b&gt;الخبر&lt;/b&gt;&lt;/p&gt;</description></item>
      </channel></rss>
      """
    let (documents, report) = try read("a.xml", text)
    #expect(documents.map(\.key) == ["g1", "https://x.example/3"])
    #expect(
      documents[0].values == [
        "title": "افتتاح الجسر & الطريق", "body": "فتح الجسر\nأمام «السيارات»", "author": "هند",
        "tags": "محليات, نقل", "url": "https://x.example/1",
        "date": documents[0].values["date"] ?? "",
      ])
    #expect(documents[0].values["date"]?.hasPrefix("2024-05-18") == true)
    #expect(documents[1].values["body"] == "نص الخبر")
    #expect(report.counts == [.skipped: 1])
  }

  @Test func `a document type may declare entities, which are not resolved`() throws {
    let text = """
      <?xml version="1.0"?><!-- x --><!DOCTYPE rss [<!-- it's ]> --><!ENTITY x "y]><item>">
      <!ENTITY % z '"'> <?p "?> ]>
      <rss><channel><item><title>خبر &x;</title><guid>1</guid></item></channel></rss>
      """
    for (name, format) in [("a.xml", InputFormat.auto), ("a", .auto), ("b", .xml)] {
      let (documents, report) = try read(name, text, format: format)
      #expect(documents == [ReadDocument(key: "1", values: ["title": "خبر &x;"])])
      #expect(report.isEmpty)
    }
  }

  @Test func `Atom has its links and categories in attributes`() throws {
    let text = """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>موقع</title><entry><title>عنوان</title>
      <link rel="self" href="no"/><link href="https://x.example/a"/><id>tag:1</id>
      <updated>2024-05-19T00:00:00Z</updated><published>2024-05-18T00:00:00Z</published>
      <author><name>ليلى</name><uri>u</uri></author><category term="نقل"/>
      <content type="xhtml"><div><p>نص أول</p><p>نص ثان</p></div></content></entry></feed>
      """
    let (documents, _) = try read("a", text)
    #expect(documents.map(\.key) == ["tag:1"])
    #expect(documents[0].values["url"] == "https://x.example/a")
    #expect(documents[0].values["date"]?.hasPrefix("2024-05-18") == true)
    #expect(documents[0].values["author"] == "ليلى")
    #expect(documents[0].values["tags"] == "نقل")
    #expect(documents[0].values["body"]?.contains("نص أول") == true)
  }

  @Test func `dumps of MediaWiki give articles, and not redirects or talk`() throws {
    let text = """
      <mediawiki><siteinfo><sitename>و</sitename></siteinfo>
      <page><title>جسر</title><ns>0</ns><id>7</id><revision><id>99</id>
      <timestamp>2024-05-18T00:00:00Z</timestamp><text bytes="9">{{معلومات|أ={{ب}}}}
      '''الجسر''' [[طريق|طريق]] فوق [[نهر]]&lt;ref&gt;مصدر&lt;/ref&gt;.
      == تاريخ ==
      * بني عام 1990
      {| class="x"
      | خلية
      |}
      [[ملف:a.jpg|تصغير|صورة [[نهر]]]] [https://x.example موقع] &lt;!-- سر --&gt;
      [[تصنيف:جسور]]</text></revision></page>
      <page><title>كبري</title><ns>0</ns><id>8</id><redirect title="جسر" />
      <revision><text>#</text></revision></page>
      <page><title>نقاش:جسر</title><ns>1</ns><id>9</id><revision><text>كلام</text></revision></page>
      </mediawiki>
      """
    let (documents, report) = try read("wiki.xml", text)
    #expect(documents.map(\.key) == ["7"])
    #expect(documents[0].values["body"] == "الجسر طريق فوق نهر.\nتاريخ\nبني عام 1990\nموقع")
    #expect(documents[0].values["tags"] == "جسور")
    #expect(report.counts == [.skipped: 2])
  }

  @Test func `wikitext that is not closed loses its signs and not its words`() {
    func plain(_ text: String) -> String {
      String(decoding: WikiText(Array(text.utf8)).text, as: UTF8.self)
    }
    #expect(plain("قبل {{ بعد [[ نص <ref> آخر") == "قبل  بعد  نص  آخر")
    #expect(plain("{{{{أ}} ب}} ج") == "ج")
    #expect(plain("d'Orsay ''مائل'' [رقم]") == "d'Orsay مائل [رقم]")
    #expect(plain("[[أ|[[ب|[[ج|[[د|[[ه|[[و]]]]]]]]]]]]") == "")
    #expect(plain(String(repeating: "{{", count: 20_000)).isEmpty)
    #expect(plain(String(repeating: "[[a|", count: 20_000)).isEmpty == false)
  }

  @Test func `TREC has text, pages or what WikiExtractor writes`() throws {
    let text = """
      <DOC>
      <DOCNO> AFP-1 </DOCNO>
      <HEADLINE>عنوان الخبر</HEADLINE>
      <TEXT>
      <P> الفقرة الأولى </P>
      <P> الفقرة الثانية AT&T </P>
      </TEXT>
      </DOC>
      <doc id="12" url="https://ar.example/12" title="جسر">
      جسر

      الجسر بناء.
      </doc>
      """
    let (documents, _) = try read("a.sgml", text)
    #expect(documents.map(\.key) == ["AFP-1", "12"])
    #expect(
      documents[0].values == ["title": "عنوان الخبر", "body": "الفقرة الأولى\nالفقرة الثانية AT&T"])
    #expect(documents[1].values["body"] == "جسر\nالجسر بناء.")
    #expect(documents[1].values["url"] == "https://ar.example/12")
    let long = String(repeating: "نص طويل ", count: 30)
    let web = """
      <DOC><DOCNO>w</DOCNO><DOCHDR>
      http://x.example/ 200
      </DOCHDR>
      <html><title>ت</title><p>\(long)</p></html></DOC>
      """
    let page = try read("b", web).documents.first
    #expect(page?.values["title"] == "ت")
    #expect(page?.values["url"] == "http://x.example/")
    #expect(page?.values["body"]?.hasPrefix("نص طويل") == true)
  }

  @Test func `sitemaps of news give titles, and those without titles nothing`() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
      <url><loc>https://x.example/1</loc><news:news><news:publication>
      <news:name>صحيفة الوادي</news:name><news:language>ar</news:language></news:publication>
      <news:publication_date>2024-05-18</news:publication_date>
      <news:title>افتتاح الجسر</news:title></news:news></url>
      <url><loc>https://x.example/2</loc><lastmod>2024-05-18</lastmod></url></urlset>
      """
    let (documents, report) = try read("sitemap.xml", text)
    #expect(documents.map(\.key) == ["https://x.example/1"])
    #expect(
      documents[0].values == [
        "title": "افتتاح الجسر", "source": "صحيفة الوادي", "language": "ar",
        "date": "2024-05-18", "url": "https://x.example/1",
      ])
    #expect(report.counts == [.skipped: 1])
  }

  @Test func `texts of TEI have their header, and unknown XML is refused with its element`() throws
  {
    let text = """
      <?xml version="1.0"?><tei.2><teiHeader><titleStmt><title> دم الشهيد
       قصة</title><author>هاشم</author></titleStmt><date>2003</date></teiHeader>
      <text><body><p>فقرة أولى</p><p>فقرة ثانية</p></body></text></tei.2>
      """
    let document = try read("a.xml", text).documents.first
    #expect(document?.values["body"] == "فقرة أولى\nفقرة ثانية")
    #expect(document?.values["author"] == "هاشم")
    let path = try folder.write("b.xml", "<?xml version='1.0'?><invoice><total>5</total></invoice>")
    let error = #expect(throws: ArchiveError.self) { try ReadDocument.read([path]) }
    #expect(error?.reason.contains("\"invoice\"") == true)
  }

  @Test func `a cut dump gives the records before the cut`() throws {
    let page = "<page><title>أ</title><ns>0</ns><id>1</id><text>نص</text></page>"
    let (documents, report) = try read("a.xml", "<mediawiki>\n\(page)\n<page><title>ب")
    #expect(documents.map(\.key) == ["1"])
    #expect(report.counts == [.unreadable: 1])
    #expect(report.samples[0].message.contains("inside record 2"))
    #expect(report.samples[0].line == 3)
  }

  @Test func `pieces of any length give the same records`() {
    let text = """
      <rss><!-- <item>لا</item> --><item><a><![CDATA[</item>]]></a></item><items/>
      <ITEM x="1">ب</ITEM >&lt;<item/></item>
      """
    let bytes = Array(text.utf8)
    func found(_ size: Int) -> [ScannedRecord] {
      var scanner = MarkedScanner(.rss)
      var found: [ScannedRecord] = []
      var (start, end) = (0, 0)
      while end < bytes.count {
        end = min(end + size, bytes.count)
        withView(Array(bytes[start..<end])) { view in
          while case .record(var record) = scanner.next(view, isWhole: end == bytes.count) {
            record.range = start + record.range.lowerBound..<start + record.range.upperBound
            found.append(record)
          }
        }
        start += scanner.index
        scanner.discard()
      }
      return found
    }
    let whole = found(bytes.count)
    #expect(whole.map(\.line) == [1, 2, 2])
    for size in 1...60 { #expect(found(size) == whole, "\(size)") }
  }

  // MARK: Crawls

  @Test func `the pages and texts of a crawl are read, as warcio writes them`() throws {
    for (name, bytes) in [("a.warc.gz", CrawlSpecimens.packed), ("b.warc", CrawlSpecimens.plain)] {
      let (documents, report) = try ReadDocument.read([folder.write(name, bytes)])
      #expect(
        documents.map(\.key) == [
          "http://x.example/1", "http://x.example/2", "http://x.example/text",
        ])
      #expect(documents.map { $0.values["title"] } == ["عنوان الصفحة", "صفحة قديمة", "عنوان النص"])
      #expect(documents[1].values["body"]?.contains("الجسر") == true)
      #expect(documents[2].values["body"] == "سطر أول\nسطر ثان")
      #expect(report.counts == [.skipped: 2])
    }
  }

  @Test func `pages are read as servers send them: in chunks, and compressed`() throws {
    let (documents, report) = try ReadDocument.read([folder.write("s.warc", CrawlSpecimens.sent)])
    #expect(
      documents.map(\.key) == ["chunked", "gzip", "both", "raw", "joined"].map { "http://x/\($0)" })
    #expect(
      documents.map { $0.values["title"] } == ["القطع", "الضغط", "الاثنين", "الخام", "الوصل"])
    for document in documents {
      #expect(document.values["body"]?.hasSuffix("والميناء الجديد.") == true)
    }
    #expect(report.counts == [.skipped: 1, .unreadable: 1])
    #expect(report.samples.contains { $0.message.contains("compressed with br") })
  }

  /// A record of a crawl with an answer of a server.
  private func record(_ name: String, _ more: String, _ answer: String) -> String {
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x/\(name)\r\n\(more)"
      + "Content-Length: \(answer.utf8.count)\r\n\r\n\(answer)\r\n\r\n"
  }

  @Test func `pages that are cut are told, and how`() throws {
    let page = "<html><title>عنوان</title><p>نص المقال عن افتتاح الجسر الجديد.</p></html>"
    let count = page.utf8.count
    let size = String(count, radix: 16)
    let type = "Content-Type: text/html\r\n"
    let ok = "HTTP/1.1 200 OK\r\n"
    let chunked = ok + type + "Transfer-Encoding: chunked\r\n\r\n"
    let crawl =
      record("whole", "", ok + type + "Content-Length: \(count)\r\n\r\n" + page)
      + record("short", "", ok + type + "Content-Length: \(count + 9)\r\n\r\n" + page)
      + record("chunks", "", chunked + "\(size)\r\n\(page)\r\n0\r\n\r\n")
      + record("last", "", chunked + "\(size)\r\n\(page)\r\n")
      + record("inside", "", chunked + "fff\r\n\(page)\r\n")
      + record("plain", "", chunked + page)
      + record("limit", "WARC-Truncated: length\r\n", ok + type + "\r\n" + page)
      + record("untyped", "", ok + "\r\n" + page)
    let (documents, report) = try read("cut.warc", crawl)
    #expect(documents.map(\.key) == ["whole", "chunks", "plain"].map { "http://x/\($0)" })
    #expect(report.counts == [.unreadable: 4, .skipped: 1])
    #expect(
      report.samples.map(\.message) == [
        "record 2: the page is cut: \(count) of its \(count + 9) bytes are there",
        "record 4: the page is cut: its last chunk is missing",
        "record 5: the page is cut: its last chunk is missing",
        "record 7: the page is cut: the crawler left out its end, for the reason \"length\"",
        "record 8: it has no content type",
      ])
  }

  @Test func `a damaged crawl loses the damaged record, and a cut one its end`() throws {
    var bytes = CrawlSpecimens.plain
    let mark = Array("Content-Length: ".utf8)
    let first = bytes.indices.first { bytes[$0...].starts(with: mark) } ?? 0
    bytes[first + mark.count] = UInt8(ascii: "x")
    let (documents, _) = try ReadDocument.read([folder.write("a.warc", bytes)])
    #expect(documents.count == 3)
    let cut = Array(CrawlSpecimens.plain.dropLast(30))
    let (before, report) = try ReadDocument.read([folder.write("b.warc", cut)])
    #expect(before.count == 2)
    #expect(report.counts[.unreadable] == 1)
  }

  @Test(arguments: [
    ("<rss><channel><item><guid>1</guid><title>خبر</title></item>\n", 1, "rss"),
    ("<feed><entry><id>1</id><title>خبر</title></entry>", 1, "feed"),
    ("<RSS><channel>", 0, "rss"),
    ("<rss><channel><item><guid>1</guid><title>خبر</title></item></channel></rss>", 1, nil),
    ("<doc><docno>1</docno><text>خبر</text></doc>\n", 1, nil),
  ])
  func `a feed that is cut between its records is reported`(
    _ text: String, _ count: Int, _ root: String?
  ) throws {
    let (documents, report) = try read("cut.xml", text)
    #expect(documents.count == count)
    #expect(report.counts == (root == nil ? [:] : [.unreadable: 1]))
    if let root {
      #expect(report.samples.contains { $0.message.contains("its element \"\(root)\" does") })
    }
  }
}
