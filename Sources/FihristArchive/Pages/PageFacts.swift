internal import FihristStorage

/// What a page says about its article, besides its text.
///
/// The same is often said several times. JSON-LD counts before OpenGraph and `article:`, these
/// before Dublin Core and other `meta` tags, and the elements of the page come last.
struct PageFacts {
  /// Where a page says something, the most reliable first.
  enum Origin: Int, Comparable {
    case linkedData, openGraph, meta, element

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  private struct Fact {
    var origin: Origin
    var texts: [String]
  }

  private var facts: [ArticlePart: Fact] = [:]

  /// The texts for `part`; several only of tags and authors.
  func texts(_ part: ArticlePart) -> [String] { facts[part]?.texts ?? [] }

  /// Notes what is said of `part`; the first of the most reliable origin counts.
  mutating func add(_ part: ArticlePart, _ text: String, _ origin: Origin) {
    let text = MarkupText.collapsed(Array(text.utf8))
    guard !text.isEmpty, text.utf8.count <= Self.limit else { return }
    guard let fact = facts[part], fact.origin <= origin else {
      facts[part] = Fact(origin: origin, texts: [text])
      return
    }
    let isList = part == .tags || part == .author
    guard isList, fact.origin == origin, fact.texts.count < 100, !fact.texts.contains(text) else {
      return
    }
    facts[part]?.texts.append(text)
  }

  /// The longest text, in bytes, that is taken for a fact and not for prose.
  private static let limit = 2_000

  /// Notes the title of the page, which is often that of the whole site too.
  mutating func addTitle(_ bytes: ByteView, _ range: Range<Int>) {
    var text: [UInt8] = []
    MarkupEntity.append(bytes, range, to: &text)
    add(.title, String(decoding: text, as: UTF8.self), .element)
  }

  /// Notes what a script says, if it is JSON-LD.
  mutating func add(script bytes: ByteView, _ range: Range<Int>, _ attributes: MarkupAttributes) {
    guard attributes["type"].lowercased() == "application/ld+json" else { return }
    for (part, text) in LinkedData.facts(bytes.part(range)) { add(part, text, .linkedData) }
  }

  /// Notes what the attributes of an element say.
  mutating func add(_ name: String, _ attributes: MarkupAttributes, isInArticle: Bool) {
    switch name {
    case "html": add(.language, attributes["lang"], .element)
    case "link":
      if attributes["rel"].lowercased() == "canonical" {
        add(.url, attributes["href"], .linkedData)
      }
    case "meta": addMeta(attributes)
    case "time":
      let said = (attributes["class"] + attributes["itemprop"]).lowercased()
      let isPublication = said.has(piece: "publish") || attributes.range("pubdate") != nil
      if isPublication {
        add(.date, attributes["datetime"], .meta)
      } else if !said.has(piece: "update") || isInArticle {
        add(.date, attributes["datetime"], .element)
      }
    default: return
    }
  }

  private mutating func addMeta(_ attributes: MarkupAttributes) {
    let content = attributes["content"]
    for name in [attributes["property"], attributes["name"], attributes["itemprop"]] {
      guard let (part, origin) = Self.meta[name.lowercased()] else { continue }
      // Facebook wants the address of an author's page there.
      if part == .author, content.hasPrefix("http") { continue }
      if part == .tags, origin == .meta {
        let tags = content.unicodeScalars
        for tag in tags.split(whereSeparator: { $0 == "," || $0 == "،" || $0 == ";" }) {
          add(.tags, String(tag), origin)
        }
      } else {
        add(part, content, origin)
      }
    }
  }

  private static let meta: [String: (ArticlePart, Origin)] = [
    "og:title": (.title, .openGraph), "og:url": (.url, .openGraph),
    "og:site_name": (.source, .openGraph), "og:locale": (.language, .openGraph),
    "article:published_time": (.date, .openGraph), "article:author": (.author, .openGraph),
    "article:section": (.section, .openGraph), "article:tag": (.tags, .openGraph),
    "dc.title": (.title, .meta), "dcterms.title": (.title, .meta), "headline": (.title, .meta),
    "dc.date": (.date, .meta), "dc.date.issued": (.date, .meta), "dcterms.date": (.date, .meta),
    "dcterms.issued": (.date, .meta), "dcterms.created": (.date, .meta), "date": (.date, .meta),
    "pubdate": (.date, .meta), "publishdate": (.date, .meta), "publish-date": (.date, .meta),
    "datepublished": (.date, .meta), "parsely-pub-date": (.date, .meta),
    "sailthru.date": (.date, .meta),
    "dc.creator": (.author, .meta), "dcterms.creator": (.author, .meta), "author": (.author, .meta),
    "dc.publisher": (.source, .meta), "dcterms.publisher": (.source, .meta),
    "publisher": (.source, .meta), "section": (.section, .meta), "keywords": (.tags, .meta),
    "news_keywords": (.tags, .meta), "dc.subject": (.tags, .meta),
    "dc.language": (.language, .meta), "dcterms.language": (.language, .meta),
  ]
}
