internal import Fihrist

/// What all pages have around their content: head, header and footer.
struct PageFrame: Sendable {
  let style: PageStyle
  let archive: ServedArchive
  /// The newest commit; nil on the page that says that there is none yet.
  let commit: ArchiveCommit?
  /// The fields whose values links of the page can narrow a search by.
  let choosable: [String]
  /// Those that the reader may choose from.
  let archives: [ServedArchive]
  /// The one that addresses do not name.
  let first: ServedArchive
  /// The query that the header's links take along.
  let query: String?
  /// The address under which readers see the server; empty if it is not known.
  let base: String
  /// The path of this page.
  let path: String
  let parameters: Parameters
  /// Whether the reader chose the language in the address.
  let namesLanguage: Bool

  var texts: PageTexts { style.texts }

  /// Whether addresses name the index.
  var namesIndex: Bool { archive !== first }

  /// What the frame of a page depends on besides its address.
  var variant: String { ([style.language.rawValue] + archives.map(\.name)).joined(separator: " ") }

  /// What the head of a page says besides what all say.
  struct Head: Sendable {
    var title: String
    /// Whether crawlers keep the page.
    var isKept = false
    /// Names and contents of `meta` elements.
    var meta: [(name: String, content: String)] = []
    /// The address of the feed of the page.
    var feed: String?
  }

  /// An address of ours with parameters, and those that all addresses take along.
  func address(_ path: String, _ pairs: [(String, String?)] = []) -> String {
    let parameters = Parameters(
      checked: pairs.compactMap { name, value in
        value.map { Parameters.Pair(name: name, value: $0) }
      })
    return Self.address(path, kept(parameters))
  }

  /// An address of ours with parameters of this page.
  func address(_ path: String, _ parameters: Parameters) -> String {
    Self.address(path, kept(parameters.removing("lang", "index")))
  }

  private func kept(_ parameters: Parameters) -> Parameters {
    var parameters = parameters
    if namesIndex { parameters = parameters.setting("index", archive.name) }
    if namesLanguage { parameters = parameters.setting("lang", style.language.rawValue) }
    return parameters
  }

  /// The page of an article, or its citation.
  func article(_ key: String, query: String? = nil, format: String? = nil) -> String {
    let more = [("q", query), ("format", format)]
    guard let path = KeyAddress.path(key) else { return address("/doc", [("key", key)] + more) }
    return address("/doc/" + path, more)
  }

  /// The address of an article for cards, without the language of whoever shares it.
  func sharedArticle(_ key: String) -> String {
    let path = KeyAddress.path(key)
    var parameters = Parameters(checked: [])
    if path == nil { parameters = parameters.setting("key", key) }
    if namesIndex { parameters = parameters.setting("index", archive.name) }
    return base + Self.address(path.map { "/doc/\($0)" } ?? "/doc", parameters)
  }

  /// The whole page.
  func page(_ head: Head, _ content: (inout HTML) -> Void) -> [UInt8] {
    var html = HTML()
    html.raw("<!doctype html>\n")
    html.element(
      "html", .value("lang", style.language.rawValue), .dir(style.direction)
    ) { html in
      html.element("head") { writeHead(head, &$0) }
      html.raw("\n")
      html.element("body") { html in
        html.element("a", .class("skip"), .href("#results"), text: texts.skip)
        writeHeader(&html)
        html.raw("\n")
        html.element("main") { content(&$0) }
        html.raw("\n")
      }
    }
    html.raw("\n")
    return html.bytes
  }

  private func writeHead(_ head: Head, _ html: inout HTML) {
    html.void("meta", .value("charset", "utf-8"))
    html.element("title", text: head.title)
    html.void("meta", .name("viewport"), .value("content", "width=device-width, initial-scale=1"))
    html.void("meta", .name("color-scheme"), .value("content", "light dark"))
    if !head.isKept {
      html.void("meta", .name("robots"), .value("content", "noindex"))
    }
    html.void(
      "link", .value("rel", "stylesheet"), .href("/assets/" + PageAsset.style.name))
    html.element(
      "script", .value("src", "/assets/" + PageAsset.script.name), .flag("defer"), text: "")
    html.void("link", .value("rel", "icon"), .href("/assets/" + PageAsset.icon.name))
    html.void(
      "link", .value("rel", "search"),
      .value("type", "application/opensearchdescription+xml"),
      .href(address("/opensearch.xml")), .value("title", archive.title))
    if let feed = head.feed {
      html.void(
        "link", .value("rel", "alternate"), .value("type", "application/atom+xml"), .href(feed))
    }
    let locale = style.language == .arabic ? "ar" : "en"
    let card = [
      ("og:title", head.title), ("og:site_name", archive.title), ("og:locale", locale),
      ("twitter:card", "summary"),
    ]
    for (name, content) in card + head.meta {
      // Open Graph has properties; everything else that reads the head asks for names.
      let isProperty = name.hasPrefix("og:") || name.hasPrefix("article:")
      html.void(
        "meta", .value(isProperty ? "property" : "name", name), .value("content", content))
    }
  }

  /// The address of the same search in an archive.
  func search(in archive: ServedArchive) -> String {
    Self.address(
      "/search",
      Parameters(
        checked: [
          ("q", query), ("index", archive === first ? nil : archive.name),
          ("lang", namesLanguage ? style.language.rawValue : nil),
        ].compactMap { name, value in value.map { Parameters.Pair(name: name, value: $0) } }))
  }

  /// What other pages mean by names that fields may have, too.
  private static let taken =
    AdvancedQuery.names + [
      "sort", "offset", "cursor", "calendar", "unit", "collapse", "facet_limit", "snippets",
    ]

  /// The address of another page about the same query, narrowed as this one is.
  private func sameQuery(on path: String) -> String {
    var parameters = Parameters(checked: parameters.narrowing).removing(Self.taken)
    if path == "/advanced", ["/", "/search"].contains(self.path) {
      // The form leads back to this page, in its order and calendar.
      for name in ["calendar", "sort", "collapse", "snippets"] {
        parameters = parameters.setting(name, self.parameters[name])
      }
    }
    return address(path, parameters.setting("q", query))
  }

  /// Links to the same search in each archive, where there are several.
  private func writeArchives(_ html: inout HTML) {
    guard archives.count > 1 else { return }
    html.element("nav", .class("archives"), .value("aria-label", texts.archives)) { html in
      for other in archives {
        let address = search(in: other)
        if other === archive {
          html.element("a", .href(address), .value("aria-current", "true")) { html in
            html.element("bdi", text: other.title)
          }
        } else {
          html.element("a", .href(address), .value("rel", "nofollow")) { html in
            html.element("bdi", text: other.title)
          }
        }
      }
    }
  }

  private static func address(_ path: String, _ parameters: Parameters) -> String {
    parameters.query.isEmpty ? path : "\(path)?\(parameters.query)"
  }

  private func writeHeader(_ html: inout HTML) {
    html.element("header", .class("top")) { html in
      html.element("a", .class("brand"), .href(address("/"))) { html in
        html.element("bdi", text: archive.title)
      }
      writeArchives(&html)
      html.element("nav") { html in
        html.element("a", .href(sameQuery(on: "/advanced")), text: texts.advanced)
        html.element("a", .href(sameQuery(on: "/concordance")), text: texts.concordance)
        html.element("a", .href(sameQuery(on: "/trends")), text: texts.trends)
        let other = parameters.setting("lang", texts.otherLanguageCode)
        html.element(
          "a", .value("lang", texts.otherLanguageCode), .value("rel", "nofollow"),
          .value("hreflang", texts.otherLanguageCode), .href("\(path)?\(other.query)"),
          text: texts.otherLanguage)
      }
    }
  }

  // MARK: Pieces that several pages have

  /// Says that an answer is not whole, if it is not.
  ///
  /// - Parameter missing: How many shards did not answer.
  func writeWhatIsMissing(_ missing: Int, isPartial: Bool, _ html: inout HTML) {
    if missing > 0 {
      let sentence = style.unanswered(missing, of: commit?.shardCount ?? missing)
      html.element("p", .class("note"), text: sentence)
    } else if isPartial {
      html.element("p", .class("note"), text: texts.partial)
    }
  }

  /// Says what was assumed about a query that is not one, in the language of the page.
  func write(_ note: QueryNote, _ html: inout HTML) {
    html.element("p", .class("note")) { html in
      guard style.language == .arabic else { return html.text(note.text) }
      guard note != .turnedRange else { return html.text(ArabicNotes.turnedRange) }
      let subject = NoteSubject(note)
      if subject.isInFilter { html.text(ArabicNotes.inFilter) }
      if let name = subject.name {
        html.element("bdi", .dir(TextDirection(of: name)), text: name)
        html.raw(" ")
      }
      if let column = subject.column { html.text(ArabicNotes.at(style.number(column))) }
      html.text(ArabicNotes.text(note.code))
    }
  }

  /// A stored text with its own direction and its marked words.
  func write(_ snippet: Snippet, as name: StaticString, _ html: inout HTML) {
    html.element(name, .dir(snippet.direction)) { html in
      if snippet.isCutBefore { html.raw("… ") }
      for part in snippet.parts {
        if part.isMarked { html.element("mark", text: part.text) } else { html.text(part.text) }
      }
      if snippet.isCutAfter { html.raw(" …") }
    }
  }

  /// A date in both calendars, or as it was written. Its words are those of the page, whatever the
  /// direction of the text beside it.
  ///
  /// - Parameter sign: What stands between the calendars.
  func write(date text: String, between sign: String = " ", _ html: inout HTML) {
    guard let date = ArticleDate(text) else {
      html.element("bdi", .class("date"), text: text)
      return
    }
    let parts = [(date.gregorian, false), (date.hijri, true)].compactMap { parts, isHijri in
      parts.map { ($0, isHijri) }
    }
    for (index, (parts, isHijri)) in parts.enumerated() {
      if index > 0 { html.text(sign) }
      var words = style.words(parts, isHijri: isHijri)
      if isHijri, date.isApproximate { words = style.approximately(words) }
      if isHijri {
        html.element("bdi", .class("date hijri"), .dir(style.direction), text: words)
      } else {
        html.element(
          "time", .class("date"), .value("datetime", parts.text), .dir(style.direction), text: words
        )
      }
    }
  }

  /// Source and date of an article, in elements of their own.
  func writeOrigin(source: String?, date: String?, _ html: inout HTML) {
    html.element("p", .class("origin")) { html in
      if let source {
        html.element("bdi", .class("source"), text: source)
        html.raw(" ")
      }
      if let date { write(date: date, &html) }
    }
  }

  /// A list of hits by title, source and date.
  func writeList(_ hits: [Hit], title: String, _ html: inout HTML) {
    guard !hits.isEmpty else { return }
    html.element("section", .class("related near")) { html in
      html.element("h2", text: title)
      html.element("ul") { html in
        for hit in hits {
          writeItem(hit.key, title: hit.title, source: hit.source, date: hit.date, &html)
        }
      }
    }
  }

  /// The address of the page, on paper.
  func writePermalink(_ address: String, _ html: inout HTML) {
    html.element("p", .class("printed")) { html in
      html.element("span", text: texts.permalink)
      html.raw(" ")
      html.element("bdi", .dir(.leftToRight), text: address)
    }
  }

  /// An item of a list of articles: a link, source and date.
  func writeItem(
    _ key: String, title: String?, source: String?, date: String?, _ html: inout HTML
  ) {
    let name = title ?? texts.untitled
    html.element("li", .dir(TextDirection(of: name))) { html in
      html.element(
        "a", .href(article(key, query: query)), .dir(TextDirection(of: name)), text: name)
      writeOrigin(source: source, date: date, &html)
    }
  }

  /// Links to the pages before and behind, as far as there are any.
  func writePaging(previous: String?, next: String?, _ html: inout HTML) {
    guard previous != nil || next != nil else { return }
    html.element("nav", .class("paging"), .value("aria-label", texts.pages)) { html in
      if let previous {
        html.element(
          "a", .class("previous"), .value("rel", "prev nofollow"), .href(previous),
          text: texts.previous)
      }
      if let next {
        html.element(
          "a", .class("next"), .value("rel", "next nofollow"), .href(next), text: texts.next)
      }
    }
  }

  /// Says how many items of a list are not shown, if there are any.
  func writeRest(_ count: Int, _ html: inout HTML) {
    guard count > 0 else { return }
    html.element("p", .class("rest")) { html in
      html.element("span", text: texts.others)
      html.raw(" ")
      html.element("span", .class("number"), text: style.number(count))
    }
  }
}
