/// The format of a file.
public enum InputFormat: String, Sendable, Hashable, CaseIterable {
  /// Recognized from the contents of each file.
  case auto
  /// One JSON object a line.
  case jsonLines = "jsonl"
  /// JSON objects in arrays, or one after the other, over any number of lines.
  case json
  /// Rows of cells, separated by commas, tabs, semicolons or bars; the first row names the columns.
  case csv
  /// Feeds (RSS, Atom, exports of WordPress), dumps of MediaWiki, collections of TREC and TEI.
  case xml
  /// Pages or texts of a crawl, in a WARC file.
  case warc
  /// A page of the Web with one article.
  case html
  /// Messages: mailboxes, and files of one message.
  case mail
  /// One article a file.
  case text
  /// One article a file, in Markdown.
  case markdown
  /// A book.
  case epub
  /// A text of a word processor.
  case docx
  /// A table in a database.
  case sqlite

  /// Whether the format itself says which part of an article is what, so that no names of members
  /// or columns have to be recognized.
  var namesParts: Bool { isArticle || [.xml, .warc, .mail].contains(self) }

  /// Whether a file of this format is one article, whose key is the name of the file.
  var isArticle: Bool { [.text, .markdown, .html, .epub, .docx].contains(self) }

  /// Whether a file of this format is not text in one encoding, so that its bytes are read as they
  /// are.
  var isRaw: Bool { [.warc, .mail, .epub, .docx, .sqlite].contains(self) }

  /// What the names of compressed files end with.
  private static let compressions = [".gz", ".zst", ".zstd", ".bz2", ".xz", ".lzma", ".lz", ".lz4"]

  /// Whether a file's name says that it holds other files.
  static func isPacked(_ name: String) -> Bool {
    let name = name.lowercased()
    let ends = [".zip", ".tar", ".7z", ".tgz", ".tbz2", ".txz", ".tzst"]
    return (ends + compressions.map { ".tar" + $0 }).contains(where: name.hasSuffix)
  }

  /// The format that a file's name suggests, ignoring what compression adds to it; nil if it
  /// suggests nothing.
  static func named(_ name: String) -> InputFormat? {
    var name = name.lowercased()[...]
    for suffix in compressions where name.hasSuffix(suffix) {
      name = name.dropLast(suffix.count)
    }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return switch name[name.index(after: dot)...] {
    case "jsonl", "ndjson", "json", "jsonlines": .jsonLines
    case "csv", "tsv", "tab": .csv
    case "html", "htm", "xhtml", "shtml": .html
    case "xml", "rss", "atom", "sgml", "sgm", "trec", "tei": .xml
    case "warc", "wet": .warc
    case "eml", "mbox", "mbx": .mail
    case "txt", "text": .text
    case "md", "markdown", "mdown", "mkd": .markdown
    case "epub": .epub
    case "docx": .docx
    case "sqlite", "sqlite3", "db": .sqlite
    default: nil
    }
  }
}
