/// The names under which archives carry the parts of an article, the preferred ones first.
enum MemberNames {
  /// Names of keys.
  static let key = [
    "id", "_id", "key", "docid", "doc_id", "article_id", "uuid", "guid", "المعرف", "المعرّف", "url",
    "link",
  ]
  /// Names of headlines.
  static let title = ["title", "headline", "heading", "العنوان"]
  /// Names of the text itself.
  static let body = [
    "content", "body", "text", "article", "article_text", "maintext", "fulltext", "النص", "المحتوى",
  ]
  /// Names of the text of other articles on the same page.
  static let related = ["related"]
  /// Names of authors.
  static let author = ["author", "authors", "byline", "writer", "الكاتب"]
  /// Names of newspapers and agencies.
  static let source = ["source", "publisher", "newspaper", "المصدر"]
  /// Names of sections of a newspaper.
  static let section = ["section", "category", "categories", "القسم", "التصنيف"]
  /// Names of subjects that editors gave.
  static let tags = ["tags", "keywords", "topics", "subjects", "الوسوم", "كلمات مفتاحية"]
  /// Names of languages.
  static let language = ["language", "lang", "اللغة"]
  /// Names of addresses.
  static let url = ["url", "link", "الرابط"]
  /// Names of days of publication.
  static let date = [
    "date", "date_extracted", "published", "published_at", "publish_date", "publication_date",
    "date_publish", "pubdate", "التاريخ",
  ]
  /// Names of the text inside an object of one of the names above, as in `{"rendered": "…"}`.
  static let inner = ["rendered", "text", "value", "name", "main", "content"]
  /// What follows the names above where content management systems (WordPress) wrap a text.
  static let innerSuffix = ".rendered"

  /// Whether what stands under `path` is HTML: WordPress renders titles and texts as that.
  static func isHTML(_ path: String) -> Bool { path.hasSuffix(innerSuffix) }
}
