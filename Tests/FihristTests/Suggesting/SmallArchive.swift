import Fihrist
import FihristTestSupport

/// A few articles about oil, for suggestions and corrections.
enum SmallArchive {
  static let articles: [(title: String, body: String)] = [
    ("أسعار النفط ترتفع", "ارتفعت أسعار النفط في الأسواق العالمية أمس"),
    ("أسعار النفط تهبط", "هبطت أسعار النفط بسبب زيادة المعروض"),
    ("السلام في المنطقة", "محادثات السلام مستمرة بين الطرفين في جنيف"),
    ("نفسه يقول ذلك", "قال نفسه إن النفس أمارة بالسوء وأن النفط يكفي"),
    ("أخبار", "كتب الكاتب العربي عن أسعار الذهب، Brent وhello"),
    ("أخبار", "الكُتّاب العرب يجتمعون، مُحَمَّد بينهم"),
  ]

  /// Makes an index of them, in two segments.
  static func makeIndex(at path: String) async throws -> Index {
    let schema = try Schema(fields: [
      .text("title", boost: 2, isSearchedAlone: true), .text("body"), .keyword("source"),
    ])
    let writer = try IndexWriter(path: path, schema: schema)
    for (number, article) in articles.enumerated() {
      let values = ["title": article.title, "body": article.body, "source": "s\(number % 2)"]
      try await writer.add(SourceDocument(key: "\(number)", values: values))
      if number == 2 { try await writer.commit() }
    }
    try await writer.commit()
    try await writer.close()
    return try Index(path: path)
  }
}
