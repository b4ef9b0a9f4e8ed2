@testable import FihristArchive
import FihristFormat
import FihristIndexing
import FihristTestSupport
import Testing

@Suite struct TextArticleTests {
  private func read(
    _ text: String, schema: Schema = .article, mapping: RecordMapping = .article
  ) -> [String: String]? {
    withView(Array(text.utf8)) { view in
      var batch = DocumentBatch()
      _ = ArticleReader(schema: schema, mapping: mapping)
        .read(view, 0..<view.count, key: "k", into: &batch)
      return ReadDocument.all(batch, schema).first?.values
    }
  }

  private let page = """
    عنوان الخبر
    تاريخ النشر: 18th, May 2024 GMT
    السطر الأول من النص.

    السطر الثاني: وفيه نقطتان.
    المصدر: مأرب اليوم
    إقرأ أيضاً:
    خبر آخر
    المصدر: غيره
    نص الخبر الآخر.
    """

  @Test func `a page becomes its title, date, source and text, and the other article stays apart`()
  {
    #expect(
      read(page) == [
        "title": "عنوان الخبر", "date": "2024-05-18", "source": "مأرب اليوم",
        "body": "السطر الأول من النص.\n\nالسطر الثاني: وفيه نقطتان.",
        "related": "خبر آخر\nالمصدر: غيره\nنص الخبر الآخر.",
      ])
  }

  @Test func `lines that end with CR LF read the same`() {
    let values = read(page.replacing("\n", with: "\r\n"))
    #expect(values?["title"] == "عنوان الخبر")
    #expect(values?["source"] == "مأرب اليوم")
    #expect(values?["related"]?.hasPrefix("خبر آخر") == true)
  }

  @Test(arguments: [
    "إقرأ أيضاً:", "اقرأ أيضا", "اقرأ ايضاً:", "إقرأ أيضا :", "اقرأ أيضًا", "  أقرأ أيضاً ...",
    "« اقرأ أيضا »",
    "Read also:", "اقـرأ أيضـاً", "مواضيع ذات صلة:",
  ])
  func `the line before another article in all its spellings`(_ line: String) {
    let values = read("عنوان\nنص\nالمصدر: جريدة\n\(line)\nآخر\nنصه")
    #expect(
      values == ["title": "عنوان", "body": "نص", "source": "جريدة", "related": "آخر\nنصه"])
    let inside = read("عنوان\nنص\n\(line)\nبقية")
    #expect(inside == ["title": "عنوان", "body": "نص\nبقية"])
  }

  @Test func `the other article may begin on the line itself`() {
    #expect(
      read("عنوان\nنص\nالمصدر: جريدة\nاقرأ أيضا: آخر\nبقية")?["related"] == "آخر\nبقية")
  }

  @Test(arguments: [
    "اقرأ أيضاً: خبر آخر", "إقرأ أيضاً - خبر آخر", "اقرأ المزيد", "اقرأ المزيد:", "اقرأ المزيد...",
    "شاهد أيضا: «خبر آخر»", "شاهد أيضاً – خبر آخر", "«اقرأ أيضا: خبر آخر»", "اقرأ أيضا \"خبر آخر\"",
    "أقرأ أيضًا | خبر آخر", ">> اقرأ أيضا >> خبر آخر",
    "• شاهد أيضاً: خبر آخر", "[اقرأ أيضاً] خبر آخر",
    "واقرأ أيضاً: خبر آخر", "Read more: other news", "READ ALSO – other news",
    "اقرأ ايضا ــ خبر آخر", "\u{200F}إقرأ أيضاً:\u{200F} خبر آخر", "اقرأ أيضا:خبر آخر",
  ])
  func `a link inside an article is left out by itself`(_ line: String) {
    let text = "فقرة عن الزراعة.\nفقرة عن الصناعة."
    let pages = [
      "عنوان\nفقرة عن الاقتصاد.\n\(line)\n\(text)",
      "عنوان\nالمصدر: جريدة\n\(line)\nفقرة عن الاقتصاد.\n\(text)",
      "\(line)\nعنوان\nفقرة عن الاقتصاد.\n\(line)\n\(line)\n\(text)\n\(line)",
      "عنوان\nفقرة عن الاقتصاد.\n\(text)\nالمصدر: جريدة\n\(line)",
    ]
    for page in pages {
      let values = read(page)
      #expect(values?["title"] == "عنوان", "\(page)")
      #expect(values?["related"] == nil, "\(page)")
      let body = values?["body"]?.split(separator: "\n").joined(separator: "\n")
      #expect(body == "فقرة عن الاقتصاد.\n\(text)", "\(page)")
    }
  }

  @Test func `a page has links inside and a second article behind its end matter`() {
    let values = read(
      page.replacing("السطر الثاني", with: "شاهد أيضا: خبر ثالث\nالسطر الثاني"))
    #expect(values?["body"] == "السطر الأول من النص.\nالسطر الثاني: وفيه نقطتان.")
    #expect(values?["related"] == "خبر آخر\nالمصدر: غيره\nنص الخبر الآخر.")
  }

  @Test func `prose that only begins with those words is text`() {
    let text = "عنوان\nاقرأ أيضا ما كتبه فلان عن المسألة\nإقرأ أيضاً كثيرا قال المعلم"
    #expect(read(text)?["related"] == nil)
    #expect(read(text)?["body"]?.contains("المعلم") == true)
  }

  @Test func `labels count in any order at the top and at the bottom, the first of each`() {
    let values = read(
      """

      عنوان
      المصدر : جريدة
      بقلم: كاتب
      نص
      الرابط: https://a.example/b:c
      التاريخ: 18 أيار 2024
      المصدر: أخرى
      """)
    #expect(
      values == [
        "title": "عنوان", "source": "جريدة", "author": "كاتب", "url": "https://a.example/b:c",
        "date": "2024-05-18", "body": "نص\nالمصدر: أخرى",
      ])
  }

  @Test func `a label in the middle of a long article, and a headline with a colon, are text`() {
    let filler = (0..<8).map { "سطر رقم \($0)" }
    let middle = "المصدر: لا أريد أن أذكر اسمي"
    let lines = ["مصدر: لا اتفاق"] + filler + [middle] + filler
    let values = read(lines.joined(separator: "\n"))
    #expect(values?["title"] == "مصدر: لا اتفاق")
    #expect(values?["source"] == nil)
    #expect(values?["body"]?.contains(middle) == true)
  }

  @Test func `a headline alone is an article and blank files are none`() {
    #expect(read("عنوان") == ["title": "عنوان"])
    #expect(read("") == nil)
    #expect(read(" \n\r\n\t") == nil)
    #expect(read("…\n---\n\u{200F}") == nil)
    #expect(read("…\nنص") == ["title": "…", "body": "نص"])
    // The line that points elsewhere is left out; the next one is then the headline.
    #expect(read("اقرأ أيضا:\nخبر آخر") == ["title": "خبر آخر"])
  }

  @Test func `parts go to the fields of the schema that are fed by such members`() throws {
    let schema = try Schema(fields: [.text("ueberschrift"), .text("inhalt")])
    let mapping = RecordMapping(
      key: "nr", fields: ["ueberschrift": ["headline"], "inhalt": ["x", "content"]])
    #expect(
      read(page, schema: schema, mapping: mapping) == [
        "ueberschrift": "عنوان الخبر",
        "inhalt": "السطر الأول من النص.\n\nالسطر الثاني: وفيه نقطتان.",
      ])
  }

  @Test func `a date label with both calendars gives the Gregorian day`() {
    let date = "تاريخ النشر: الأحد 18 مايو/أيار 2024 الموافق 10 ذو القعدة 1445"
    #expect(read("عنوان\n\(date)\nنص")?["date"] == "2024-05-18")
    #expect(read("عنوان\nالتاريخ: 10/11/1445\nنص")?["date"] == "10/11/1445")
  }

  @Test func `no word is lost or moved, whatever the lines`() {
    var generator = SeededGenerator(seed: 6)
    let pool = [
      "سطر", "المصدر: ا", "تاريخ: 1", "", "اقرأ أيضا:", "قال: نعم", "بقلم: ب", "\r",
      "شاهد أيضا: رابط", "اقرأ المزيد",
    ]
    for round in 0..<2_000 {
      let lines = (0..<Int.random(in: 0..<16, using: &generator)).map { _ in
        pool.randomElement(using: &generator)!
      }
      let bytes = Array(lines.joined(separator: "\n").utf8)
      let (article, all) = withView(bytes) { view in
        let article = TextArticle(view, 0..<view.count)
        return (
          article,
          [article.title] + article.body + article.metadata.map(\.value) + [article.related]
        )
      }
      let ranges = all.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
      for (a, b) in zip(ranges, ranges.dropFirst()) {
        #expect(a.upperBound <= b.lowerBound, "seed 6, round \(round): \(lines) \(article)")
      }
      // Only labels and links lie outside of all parts.
      let inside = ranges.map { String(decoding: bytes[$0], as: UTF8.self) }.joined(separator: "\n")
      #expect(
        inside.split(separator: "\n").count { $0.contains("سطر") || $0.contains("قال") }
          == lines.count { $0.contains("سطر") || $0.contains("قال") },
        "seed 6, round \(round): \(lines) \(article)")
    }
  }
}
