import Fihrist

/// Some articles of our own, with everything that pages must cope with.
enum SmallArchive {
  static let documents: [SourceDocument] = [
    article(
      "a1", "محادثات في مسقط حول الملف النووي",
      "عقد الوفدان محادثات في مسقط حول الملف النووي.\n\nوتحدث وسيط عن رفع العقوبات عن النفط.",
      source: "أفق الخليج", tags: ["سياسة", "إيران"], date: "2024-05-18"),
    article(
      "a2", "أسعار النفط ترتفع",
      "ارتفعت أسعار النفط بعد المحادثات النووية، وقال محلل إن السوق تترقب.",
      source: "وكالة سديم", tags: ["اقتصاد"], date: "2024-05-19"),
    article(
      "pages/a3.txt", "CSS: مغامرة في المتصفح",
      "مقال عن المتصفحات و<script>alert(1)</script> وعلامات \"الاقتباس\".",
      source: "okaz", tags: ["تقنية"], date: "2015-07-21"),
    article(
      "a4", "سباق القوارب الشراعية", "فاز قارب من صور في السباق، وحضر الجمهور من كل الولايات.",
      source: "أفق الخليج", tags: ["رياضة"], date: "2023-11-02"),
    article(
      "a5", "خبر بلا تاريخ", "نص قصير عن المحادثات من دون تاريخ معروف.", source: "okaz", tags: [],
      date: nil),
    article(
      "a6", "Desalination plant opens", "A desalination plant opened on the coast, officials said.",
      source: "Gulf Brief", tags: ["economy"], date: "2024-01-03"),
  ]

  /// Articles on many days, so that pages, facets and timelines have much to show.
  static func many(_ count: Int) -> [SourceDocument] {
    (0..<count).map { number in
      article(
        "n\(number)", "خبر رقم \(number) عن النفط والغاز",
        "هذا نص الخبر عن أسعار النفط والغاز في السوق العالمية، ورقمه \(number). "
          + "وقال مصدر إن الإنتاج سيبقى كما هو.",
        source: "صحيفة \(number % 25)", tags: ["وسم \(number % 7)"],
        date: "20\(10 + number % 15)-0\(1 + number % 9)-1\(number % 10)")
    }
  }

  static func article(
    _ key: String, _ title: String, _ body: String, source: String, tags: [String], date: String?
  ) -> SourceDocument {
    var document = SourceDocument(
      key: key,
      values: [
        "title": title, "body": body, "source": source,
        "url": "https://news.example/\(key)", "pages": "3",
      ])
    if let tag = tags.first { document.values["tags"] = tag }
    if tags.count > 1 { document.lists["tags"] = Array(tags.dropFirst()) }
    document.values["date"] = date
    return document
  }
}
