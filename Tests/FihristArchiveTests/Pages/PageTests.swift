import FihristIndexing
import FihristTestSupport
import Testing

@testable import FihristArchive

@Suite struct PageTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ name: String, _ page: String) throws -> ReadDocument? {
    try ReadDocument.read([try folder.write(name, page)]).documents.first
  }

  private func body(_ inner: String) throws -> String? {
    try read("a.html", "<!DOCTYPE html><html><body>\(inner)</body></html>")?.values["body"]
  }

  /// A paragraph that is long enough to be text.
  private static let long = """
    أعلنت بلدية الوادي الأخضر أن الجسر الجديد سيفتح أمام السيارات في مطلع الشهر القادم، بعد عامين \
    من العمل، وأن العبور سيكون مجانياً للجميع.
    """

  // MARK: Facts

  @Test func `JSON-LD comes before OpenGraph, and this before the other tags`() throws {
    let page = """
      <!DOCTYPE html><html lang="ar"><head><title>الجسر - صحيفة الوادي</title>
      <meta property="og:title" content="افتتاح الجسر &quot;الجديد&quot;">
      <meta property="og:site_name" content="صحيفة الوادي"><meta name="author" content="سالم">
      <meta name="keywords" content="جسر، نقل, بلدية">
      <link rel="canonical" href="https://x.example/1">
      <meta property="article:published_time" content="2020-01-01T00:00:00Z">
      <meta property="article:section" content="محليات">
      <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
        {"@type":"WebSite","name":"لا"},
        {"@type":["NewsArticle"],"headline":"عنوان &laquo;البيانات&raquo;",
         "datePublished":"2024-05-18T10:30:00+03:00",
         "author":[{"@type":"Person","name":"ليلى"},{"name":"هند"}]}]}</script>
      </head><body><p>\(Self.long)</p></body></html>
      """
    let values = try read("a.html", page)?.values
    #expect(values?["title"] == "عنوان «البيانات»")
    #expect(values?["date"]?.hasPrefix("2024-05-18") == true)
    #expect(values?["author"] == "ليلى, هند")
    #expect(values?["source"] == "صحيفة الوادي")
    #expect(values?["section"] == "محليات")
    #expect(values?["tags"] == "جسر, نقل, بلدية")
    #expect(values?["url"] == "https://x.example/1")
    #expect(values?["language"] == "ar")
    #expect(values?["body"] == Self.long)
  }

  @Test func `Dublin Core, elements of time and headings count if nothing better is there`() throws
  {
    let page = """
      <html><body><meta name=DC.creator content='هند'>
      <h1>عنوان الصفحة</h1><time pubdate datetime="2019-03-04">أمس</time>
      <time datetime="2001-01-01"></time><p>\(Self.long)</p></body></html>
      """
    let values = try read("a.html", page)?.values
    #expect(values?["title"] == "عنوان الصفحة")
    #expect(values?["date"] == "2019-03-04")
    #expect(values?["author"] == "هند")
  }

  @Test func `broken JSON-LD is passed over`() throws {
    let page = """
      <html><title>عنوان</title><script type="application/ld+json">{"@type":"Article",</script>
      <p>\(Self.long)</p></html>
      """
    #expect(try read("a.html", page)?.values["title"] == "عنوان")
  }

  // MARK: Text

  @Test func `words of blocks and lines do not grow together`() throws {
    let text = "قال الرئيس<br>اليوم<div>إن <b>العمل</b> مس<i>تمر</i></div><td>خلية</td>"
    let wanted = "قال الرئيس\nاليوم\nإن العمل مستمر\nخلية\n\(Self.long)"
    #expect(try body("<p>\(Self.long)</p>\(text)<p>\(Self.long)</p>") == "\(Self.long)\n" + wanted)
  }

  @Test func `menus, comments, captions and other articles are not the text`() throws {
    let menu = (0..<30).map { "<li><a href='/\($0)'>قسم رقم \($0)</a></li>" }.joined()
    let page = """
      <nav><ul>\(menu)</ul></nav><header>ترويسة الموقع</header><ul>\(menu)</ul>
      <div class="post"><h1>عنوان</h1><p>\(Self.long)</p>
      <figure><img src=x><figcaption>صورة الجسر</figcaption></figure>
      <p>اقرأ أيضاً:</p><p><a href="/9">خبر آخر عن جسر بعيد</a></p>
      <p>\(Self.long)</p><script>var x = "<p>ليس نصاً</p>";</script><style>p{}</style></div>
      <div class="comments-list"><p>\(Self.long) تعليق طويل من قارئ</p></div>
      <aside><p>\(Self.long) جانبي</p></aside><footer>كل الحقوق محفوظة</footer>
      """
    let values = try read("a.html", "<html><body>\(page)</body></html>")?.values
    #expect(values?["body"] == "\(Self.long)\n\(Self.long)")
    #expect(values?["related"] == "اقرأ أيضاً:\nخبر آخر عن جسر بعيد")
  }

  @Test func `a short page without menus keeps all its text`() throws {
    let page = """
      <!doctype html><html><head><title>خبر قصير</title></head><body><h1>خبر قصير</h1>\
      <p>توفي الشاعر أمس.</p><h2>سيرته</h2><p>ولد في دمشق.</p></body></html>
      """
    #expect(try read("a.html", page)?.values["body"] == "توفي الشاعر أمس.\nسيرته\nولد في دمشق.")
    let link = "<p><a href='/'>الصفحة الأولى</a></p>"
    #expect(try body("\(link)<p>مات.</p>") == "مات.")
    #expect(
      try body("<p>مدخل الكتاب.</p><p>\(Self.long)</p><p>تم.</p>")
        == "مدخل الكتاب.\n\(Self.long)\nتم.")
  }

  @Test func `short paragraphs directly before a text are kept beside menus`() throws {
    let menu = "<nav><a href='/'>الصفحة الأولى</a></nav>"
    let lead = "<p>مدخل الكتاب.</p><h2>الباب الأول</h2><p>نص الباب.</p>"
    let text = "مدخل الكتاب.\nالباب الأول\nنص الباب.\n\(Self.long)"
    #expect(try body("\(menu)\(lead)<p>\(Self.long)</p>") == text)
    // Under another element, or with a link, they are not of the text.
    #expect(try body("\(menu)<div>\(lead)</div><p>\(Self.long)</p>") == Self.long)
    #expect(try body("\(menu)<p>انظر <a href='/2'>هذا</a></p><p>\(Self.long)</p>") == Self.long)
  }

  @Test func `short last paragraphs are kept, and what is written below a text is not`() throws {
    let menu = "<nav><a href='/'>الصفحة الأولى</a></nav>"
    for last in ["ثم مات.", "وقال: «لا!»", "فمن يدري؟"] {
      #expect(
        try body("\(menu)<p>\(Self.long)</p><p>\(last)</p><p>تم.</p>")
          == "\(Self.long)\n\(last)\nتم.")
      // Under another element, or with a link, they are not of the text.
      #expect(try body("\(menu)<p>\(Self.long)</p><div><p>\(last)</p></div>") == Self.long)
      let link = "<p><a href='/2'>هنا</a> \(last)</p>"
      #expect(try body("\(menu)<p>\(Self.long)</p>\(link)<p>\(last)</p>") == Self.long)
    }
    for below in ["طباعة", "المصدر: سديم", "شارك", "الوسوم: نفط"] {
      #expect(try body("\(menu)<p>\(Self.long)</p><p>\(below)</p><p>تم.</p>") == Self.long)
    }
  }

  @Test func `a page whose text was not found is reported`() throws {
    func report(_ inner: String) throws -> InputReport {
      let page = "<!DOCTYPE html><html><title>عنوان</title><body>\(inner)</body></html>"
      return try ReadDocument.read([try folder.write("a.html", page)]).report
    }
    let menu = "<nav><a href='/'>الصفحة الأولى</a></nav>"
    let lost = try report("\(menu)<p>مات.</p>")
    #expect(lost.counts == [.value: 1])
    #expect(
      lost.samples.first?.message == "no text was found among the links and menus of the page")
    #expect(try report(menu).counts == [:])
    #expect(try report("<p>مات.</p>").counts == [:])
  }

  @Test func `the one element called article has the text, if it has enough`() throws {
    let other = "<div><p>\(Self.long)</p><p>\(Self.long)</p><p>\(Self.long)</p></div>"
    #expect(try body("\(other)<article><p>\(Self.long)</p></article>") == Self.long)
    let three = "\(Self.long)\n\(Self.long)\n\(Self.long)"
    #expect(try body("<article>قصير</article>\(other)") == three)
    #expect(try body("\(other)<div itemprop=articleBody><p>\(Self.long)</p></div>") == Self.long)
  }

  @Test func `broken markup loses as little as possible`() throws {
    let text = Self.long
    #expect(try body("<p>\(text)<p>3 < 4 و 5 > 4") == "\(text)\n3 < 4 و 5 > 4")
    #expect(try body("<p title=\"لم يغلق>\(text)</p>") == text)
    #expect(try body("<nav><p>\(text)</p>") == text)
    #expect(try body("<p>\(text)</div></p></article>") == text)
    #expect(try body("<!-- لم يغلق <p>\(text)</p>") == nil)
    #expect(try body("<?php if ($a > 1) { ?><p>\(text)</p><?php } ?>") == text)
    #expect(try body("<p>\(text)</p><a href") == text)
    #expect(try body("<svg><title>رمز</title></svg><p>\(text)</p>") == text)
  }

  @Test func `entities become characters, and what is not one stays`() {
    func decoded(_ text: String) -> String {
      var plain: [UInt8] = []
      withView(Array(text.utf8)) { MarkupEntity.append($0, 0..<$0.count, to: &plain) }
      return String(decoding: plain, as: UTF8.self)
    }
    #expect(
      decoded("&laquo;&#1593;&#x639;&raquo; &amp;lt; AT&T &copy 5&nbsp;& &;")
        == "«عع» &lt; AT&T &copy 5 & &;")
    #expect(
      decoded("&#147;&#0;&#xD800;&#99999999999;&unknown;&shy;")
        == "“&#0;&#xD800;&#99999999999;&unknown;")
    #expect(decoded("&eacute;&yuml;&iexcl;&times;") == "éÿ¡×")
  }

  // MARK: Files

  @Test func `a page is recognised by its tags, in the encoding that it declares`() throws {
    let page =
      "<!-- 1 --><html><head><meta charset=windows-1252><title>ب</title></head><p>\(Self.long)"
    let table = Dictionary(
      zip(CodePageTable.windows1256, UInt8(0x80)...0xFF), uniquingKeysWith: { first, _ in first })
    let bytes = page.unicodeScalars.map {
      $0.isASCII ? UInt8($0.value) : table[UInt16($0.value)] ?? 0x3F
    }
    let path = try folder.write("page", bytes)
    let (documents, report) = try ReadDocument.read([path])
    #expect(documents.map(\.key) == ["page"])
    #expect(documents[0].values["body"] == Self.long)
    #expect(report.counts == [.encoding: 1])
    #expect(try read("a.txt", "<p> وسم في نص")?.values["title"] == "<p> وسم في نص")
    #expect(try read("b.html", "بلا وسوم، \(Self.long)")?.values["body"]?.isEmpty == false)
  }

  @Test func `random markup gives a text or none, and never more than was there`() {
    var random = SeededGenerator(seed: 5)
    let pieces = [
      "<p>", "</p>", "<div class='related x'>", "</div>", "<a href=\"", "\">", "</a>", "<script>",
      "</script>", "<!--", "-->", "<title>", "<", ">", "&", "&#1593;", "كلمة ", "<article>",
      "</article>", "<?php", "?>", "<br/>", "=", "'", "<h1>", "<![CDATA[", "]]>", "</", "\0",
    ]
    for _ in 0..<5_000 {
      let count = Int.random(in: 0..<60, using: &random)
      let text = (0..<count).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      withView(Array(text.utf8)) { bytes in
        let page = PageText(bytes, 0..<bytes.count)
        let main = MainText(page)
        #expect(page.text.count <= bytes.count)
        let blocks = main.body + main.related + main.captions
        #expect(blocks.allSatisfy { !$0.range.isEmpty && $0.range.upperBound <= page.text.count })
        #expect(blocks.allSatisfy { $0.linkLetters <= $0.letters })
      }
    }
  }
}
