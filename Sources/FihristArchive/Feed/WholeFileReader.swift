internal import FihristFormat
internal import FihristIndexing

/// Reads files of one article, of any format.
struct WholeFileReader {
  private let articles: ArticleReader
  private var pages: PageReader
  private var markdown: MarkdownReader
  private var documents: DocumentReader
  private let splits: Bool

  /// Finds out which fields of `schema` take which parts.
  init(schema: Schema, mapping: RecordMapping) {
    articles = ArticleReader(schema: schema, mapping: mapping)
    pages = PageReader(schema: schema, mapping: mapping)
    markdown = MarkdownReader(schema: schema, mapping: mapping)
    documents = DocumentReader(schema: schema, mapping: mapping)
    splits = mapping.splitsAtHeadings
  }

  /// Reads `article`, and adds its document to `batch`. The key is the name of the file.
  mutating func read(
    _ bytes: ByteView, _ article: ArchiveChunk.Article, into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    let (range, key) = (article.range, article.file.name)
    switch article.format {
    case .html: return pages.read(bytes, range, key: key, into: &batch)
    case .epub, .docx: return documents.read(bytes, range, article.format, key: key, into: &batch)
    case .markdown where !splits:
      let front = FrontMatter(bytes, range)
      return markdown.read(bytes, range, front, isMarkdown: true, key: key, into: &batch)
    default:
      // Texts are cut at lines that start with the sign of a heading, and so Markdown is.
      guard let front = FrontMatter(bytes, range) else {
        return articles.read(bytes, range, key: key, into: &batch)
      }
      if splits { return markdown.readSections(bytes, range, front, key: key, into: &batch) }
      return markdown.read(bytes, range, front, isMarkdown: false, key: key, into: &batch)
    }
  }
}
