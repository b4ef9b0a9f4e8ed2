import FihristIndexing
import FihristTestSupport
import Testing

@testable import FihristArchive

@Suite struct MarkdownTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ name: String, _ text: String) throws -> [String: String] {
    let (documents, report) = try ReadDocument.read([try folder.write(name, text)])
    #expect(documents.map(\.key) == [name])
    #expect(report.isEmpty, "\(report.samples)")
    return documents[0].values
  }

  private static let front = """
    ---
    # ملف
    title: "افتتاح \\"الجسر\\""
    Date: 2024-05-18
    author: 'هند' # الكاتبة
    tags:
      - نقل
      - "محليات"
    categories: [الوادي, 'أخبار, اليوم']
    draft: true
    image:
      src: x.png
    url: https://x.example/1
    ---

    """

  private static let values = [
    "title": "افتتاح \"الجسر\"", "date": "2024-05-18", "author": "هند", "tags": "نقل, محليات",
    "section": "الوادي, أخبار, اليوم", "url": "https://x.example/1",
  ]

  @Test func `front matter names the parts, before Markdown and before plain text`() throws {
    let markdown = try read("a.md", Self.front + "نص **مهم** هنا.\n")
    #expect(markdown == Self.values.merging(["body": "نص مهم هنا."]) { $1 })
    let text = try read("a.txt", Self.front + "نص **مهم** هنا.\n")
    #expect(text == Self.values.merging(["body": "نص **مهم** هنا."]) { $1 })
  }

  @Test func `vowel marks behind the signs of front matter hide none of them`() throws {
    let values = try read(
      "a.md",
      "---\ntitle: \"\u{64E}عنوان\"\ntags: [\u{64E}أ,\u{64E}ب, ج]\nauthor: '\u{64E}هند'\n---\nنص")
    #expect(values["title"] == "\u{64E}عنوان")
    #expect(values["tags"] == "\u{64E}أ, \u{64E}ب, ج")
    #expect(values["author"] == "\u{64E}هند")
  }

  @Test func `front matter may have several lines a value, and without an end it is text`() throws {
    let long = try read("a.md", "---\ntitle: >\n  سطر\n  آخر\nx: y\n...\nنص")
    #expect(long["title"] == "سطر آخر")
    #expect(try read("b.md", "---\ntitle: x\nنص")["title"] == "title: x")
    #expect(try read("c.txt", "---\nنص\n---\nنص آخر")["title"] == "---")
  }

  @Test func `the first heading is the title, and signs are not text`() throws {
    let values = try read(
      "a.md",
      """
      # عنوان *الخبر* #

      الفقرة __الأولى__ و[رابط](https://x.example "عنوان") و![صورة](a.png) و`code *x*`.
      سطر ثان مع snake_case و2 * 3 و\\*نجمة\\* &laquo;نص&raquo;[^1] <b>غليظ</b> <https://x.example>

      ## قسم
      * بند [أول][a]
      1. بند ثان
      > قول
      > > منقول
      - - -
      | عمود | آخر |
      |:---|---:|
      | خلية | قيمة |

      ```swift
      let x = [1]
      ```
      <!-- سر
      سر آخر -->
      [a]: https://x.example
      [^1]: حاشية ~~محذوف~~
      """)
    #expect(values["title"] == "عنوان الخبر")
    #expect(
      values["body"] == """
        الفقرة الأولى ورابط و وcode *x*.
        سطر ثان مع snake_case و2 * 3 و*نجمة* «نص» غليظ \

        قسم
        بند أول
        بند ثان
        قول
        منقول
        عمود \t آخر
        خلية \t قيمة
        let x = [1]
        حاشية محذوف
        """)
  }

  @Test func `a line of signs under the first line makes a heading of it`() throws {
    #expect(try read("a.md", "عنوان\n=====\nنص") == ["title": "عنوان", "body": "نص"])
    #expect(try read("b.md", "سطر\nنص") == ["title": "سطر", "body": "نص"])
  }

  @Test func `random Markdown gives a text that is not longer, quickly`() {
    var random = SeededGenerator(seed: 3)
    let pieces = [
      "#", "*", "**", "_", "`", "``", "[", "](", ")", "![", "]", "<b>", "<", ">", "\n", "- ", "1. ",
      "|", "كلمة ", "word", "\\", "&amp;", "---", "~~", "[^1]:", "<!--", "-->", "\0",
    ]
    for _ in 0..<3_000 {
      let count = Int.random(in: 0..<60, using: &random)
      let text = (0..<count).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      withView(Array(text.utf8)) { bytes in
        let markdown = MarkdownText(bytes, 0..<bytes.count)
        #expect(markdown.title.count + markdown.text.count <= bytes.count + 1)
        _ = FrontMatter(bytes, 0..<bytes.count)
      }
    }
    for sign in ["[", "![", "`", "*", "<b", "\\", "> "] {
      let text = Array(String(repeating: sign, count: 20_000).utf8)
      withView(text) { _ = MarkdownText($0, 0..<$0.count) }
    }
  }
}
