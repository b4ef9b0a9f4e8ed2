/// A kind of XML or SGML that holds articles: which elements are records, and what is in them.
struct MarkedForm: Hashable, Sendable {
  /// What an element of a record holds.
  enum Slot: Hashable, Sendable {
    case key, title, body, summary, date, lateDate, author, source, section, tags, url, language
    /// What kind of record it is; see ``MarkedReader``.
    case kind
    /// A number that tells articles from other pages of a wiki.
    case namespace
    /// A sign that the record only points at another one.
    case redirect
    /// Headers before a page of the Web, whose first line is its address.
    case headers
  }

  /// How the text of a record is written.
  enum BodyKind: Hashable, Sendable {
    case plain, html, wiki
  }

  /// What people call it.
  var name: String

  /// The elements that are records.
  var records: Set<String>

  /// The elements inside of a record that count, in small letters.
  var slots: [String: Slot]

  /// How the text is written.
  var bodyKind: BodyKind

  /// RSS 2.0 and 1.0, and the exports of WordPress.
  static let rss = MarkedForm(
    name: "RSS", records: ["item"],
    slots: [
      "title": .title, "link": .url, "guid": .key, "pubdate": .date, "dc:date": .lateDate,
      "wp:post_date": .lateDate, "dc:creator": .author, "author": .author, "category": .tags,
      "content:encoded": .body, "description": .summary, "wp:post_type": .kind,
    ], bodyKind: .html)

  /// Atom.
  static let atom = MarkedForm(
    name: "Atom", records: ["entry"],
    slots: [
      "title": .title, "link": .url, "id": .key, "published": .date, "updated": .lateDate,
      "name": .author, "category": .tags, "content": .body, "summary": .summary,
    ], bodyKind: .html)

  /// Dumps of MediaWiki.
  static let mediaWiki = MarkedForm(
    name: "MediaWiki", records: ["page"],
    slots: [
      "title": .title, "id": .key, "ns": .namespace, "timestamp": .date, "text": .body,
      "redirect": .redirect,
    ], bodyKind: .wiki)

  /// The collections of TREC, with text or pages, and what WikiExtractor writes.
  static let trec = MarkedForm(
    name: "TREC", records: ["doc"],
    slots: [
      "docno": .key, "text": .body, "title": .title, "headline": .title,
      "head": .title, "hl": .title, "tl": .title, "date": .date, "date_time": .date,
      "byline": .author, "author": .author, "source": .source, "dochdr": .headers,
      "url": .url,
    ], bodyKind: .plain)

  /// Sitemaps of news: an address, and what it is called, without a text.
  static let sitemap = MarkedForm(
    name: "sitemap", records: ["url"],
    slots: [
      "loc": .url, "news:title": .title, "news:publication_date": .date, "news:name": .source,
      "news:language": .language, "news:keywords": .tags,
    ], bodyKind: .plain)

  /// Texts of the Text Encoding Initiative.
  static let tei = MarkedForm(
    name: "TEI", records: ["tei", "tei.2"],
    slots: [
      "title": .title, "author": .author, "publisher": .source, "date": .date, "text": .body,
    ], bodyKind: .plain)

  /// The form of a file whose first element is called `root`; nil if it is not known.
  static func of(root: String) -> MarkedForm? {
    switch root {
    case "rss", "rdf:rdf", "channel", "item": rss
    case "feed", "entry": atom
    case "mediawiki", "page": mediaWiki
    case "doc", "docs": trec
    case "urlset": sitemap
    case "tei", "tei.2", "teicorpus", "teicorpus.2": tei
    default: nil
    }
  }

  /// How many bytes are looked at for the first element: a document type may come before it.
  private static let rootWindow = 1 << 16

  /// The name of the first element of `head`; nil if it does not start with one.
  static func root(of head: ByteView) -> String? {
    let start = head.indexAfterBlanks(from: 0)
    guard start < head.count, head[start] == UInt8(ascii: "<") else { return nil }
    var tokens = MarkupTokenizer(head, start..<min(start + rootWindow, head.count), isHTML: false)
    while let token = tokens.next() {
      if token.kind == .open { return token.name }
      guard token.kind == .text, token.range.allSatisfy({ head[$0] <= 0x20 }) else { return nil }
    }
    return nil
  }
}
