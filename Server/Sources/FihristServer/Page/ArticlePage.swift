internal import FihristAnswers
internal import Fihrist

/// An article with the words of the query that led to it, and what is near it.
struct ArticlePage: Sendable {
  let frame: PageFrame
  let hit: Hit
  let document: IndexedDocument
  let bodyFields: [String]
  /// Other articles of the same day.
  var sameDay: [Hit] = []
  /// Articles with the same words.
  var similar: [Hit] = []
  /// The article and those with much the same text, the earliest first.
  var copies: [CopyCluster.Document] = []
  /// Why it is a hit of the query that led to it.
  var reasons: HitExplanation?

  private var texts: PageTexts { frame.texts }
  private var title: String { document["title"] ?? texts.untitled }

  private static let shownCopies = 20
  /// How many articles are shown beside this, of each kind.
  static let shownNear = 6
  /// Its fields have an element of their own.
  private static let shownApart = ["title", "date", "source", "url"]

  var bytes: [UInt8] {
    var head = PageFrame.Head(title: title, isKept: true)
    head.meta = meta
    return frame.page(head) { html in
      SearchForm(frame: frame, text: frame.query ?? "").write(&html)
      html.element("div", .class("columns")) { html in
        html.element("article", .id("results"), .class("article")) { writeArticle(&$0) }
        html.element("aside", .class("facets")) { html in
          writeDetails(&html)
          writeReasons(&html)
          writeCitation(&html)
          writeCopies(&html)
          let copied = Set(copies.map { Array($0.key.utf8) })
          for (hits, title) in [(similar, texts.similar), (sameDay, texts.sameDay)] {
            // What was listed as a copy is not listed again.
            let others = hits.filter { !copied.contains(Array($0.key.utf8)) }
            frame.writeList(Array(others.prefix(Self.shownNear)), title: title, &html)
          }
        }
      }
    }
  }

  /// What reference managers and shares of the page read.
  private var meta: [(name: String, content: String)] {
    var meta = [("og:type", "article"), ("citation_title", title)]
    let names = [
      ("author", "citation_author"), ("source", "citation_journal_title"),
      ("language", "citation_language"),
    ]
    for (field, name) in names {
      meta += document.texts(of: field).map { (name, $0) }
    }
    let date = document["date"].flatMap(ArticleDate.init)?.gregorian?.text
    if let date {
      meta.append(("citation_publication_date", date.split(separator: "-").joined(separator: "/")))
      meta.append(("article:published_time", date))
    }
    if let text = bodyFields.lazy.compactMap({ document[$0] }).first {
      let start = Self.start(of: text)
      meta += [("description", start), ("og:description", start)]
    }
    if !frame.base.isEmpty { meta.append(("og:url", frame.sharedArticle(document.key))) }
    return meta.map { (name: $0.0, content: $0.1) }
  }

  /// The first words of a text for cards, on one line: at most 200 characters.
  private static func start(of text: String) -> String {
    let words = text.prefix(400).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard words.count > 200 else { return words }
    let start = words.prefix(200)
    return (start.lastIndex(of: " ").map { start[..<$0] } ?? start) + "…"
  }

  private func writeArticle(_ html: inout HTML) {
    // Title, source and date begin at the same side.
    html.element("header", .dir(TextDirection(of: title))) { html in
      if let whole = hit.wholes.first(where: { $0.field == "title" }) {
        frame.write(whole, as: "h1", &html)
      } else {
        html.element("h1", .dir(TextDirection(of: title)), text: title)
      }
      frame.writeOrigin(source: document["source"], date: document["date"], &html)
    }
    for field in bodyFields {
      guard let text = hit.wholes.first(where: { $0.field == field }) else { continue }
      html.element("div", .class("body")) { html in
        for paragraph in Self.paragraphs(text.parts) { write(paragraph, &html) }
      }
    }
  }

  /// The lines of a text, without those that are blank.
  static func paragraphs(_ parts: [Snippet.Part]) -> [[Snippet.Part]] {
    var paragraphs: [[Snippet.Part]] = [[]]
    for part in parts {
      let lines = part.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (index, line) in lines.enumerated() {
        if index > 0 { paragraphs.append([]) }
        guard !line.isEmpty else { continue }
        paragraphs[paragraphs.count - 1].append(
          Snippet.Part(String(line), isMarked: part.isMarked))
      }
    }
    return paragraphs.filter { paragraph in
      paragraph.contains { !$0.text.allSatisfy(\.isWhitespace) }
    }
  }

  private func write(_ paragraph: [Snippet.Part], _ html: inout HTML) {
    let text = paragraph.map(\.text).joined()
    html.element("p", .dir(TextDirection(of: text))) { html in
      for part in paragraph {
        if part.isMarked { html.element("mark", text: part.text) } else { html.text(part.text) }
      }
    }
  }

  private func writeDetails(_ html: inout HTML) {
    let schemaFields = document.fields.map(\.name) + document.columns.map(\.name)
    var names: [String] = []
    for name in schemaFields
    where !names.contains(name) && !Self.shownApart.contains(name) && !bodyFields.contains(name) {
      names.append(name)
    }
    let details = names.map { (name: $0, values: written($0)) }.filter { !$0.values.isEmpty }
    let source = document["url"].flatMap { url in
      url.hasPrefix("https://") || url.hasPrefix("http://") ? url : nil
    }
    guard !details.isEmpty || source != nil else { return }
    html.element("section") { html in
      html.element("h2", text: texts.details)
      if !details.isEmpty {
        html.element("dl") { html in
          for (name, values) in details {
            html.element("dt", text: frame.style.name(ofField: name))
            for value in values.prefix(20) { writeValue(name, value, &html) }
          }
        }
      }
      if let source {
        html.element("p") { html in
          html.element(
            "a", .href(source), .value("rel", "noopener noreferrer nofollow"), text: texts.open)
          html.raw(" ")
          html.element("bdi", .class("printed"), .dir(.leftToRight), text: source)
        }
      }
    }
  }

  /// The values of a field in which anything is written.
  private func written(_ name: String) -> [String] {
    document.texts(of: name).filter { !$0.allSatisfy(\.isWhitespace) }
  }

  private func writeValue(_ name: String, _ value: String, _ html: inout HTML) {
    html.element("dd") { html in
      if frame.choosable.contains(name) {
        html.element(
          "a", .href(frame.address("/search", [(name, value)])), .value("rel", "nofollow")
        ) { html in
          html.element("bdi", .dir(TextDirection(of: value)), text: value)
        }
      } else {
        html.element("span", .dir(TextDirection(of: value)), text: value)
      }
    }
  }

  /// The words of the article that met words of the query, and by what.
  private func writeReasons(_ html: inout HTML) {
    var words: [ScoreExplanation.FoundWord] = []
    for leaf in reasons?.explanation.parts ?? [] {
      for word in leaf.words
      where !words.contains(where: { $0.word == word.word && $0.level == word.level }) {
        words.append(word)
      }
    }
    guard !words.isEmpty else { return }
    html.element("details", .class("reasons")) { html in
      html.element("summary", text: texts.reasons)
      html.element("dl") { html in
        for word in words.prefix(20) {
          html.element("dt") { html in
            html.element("bdi", .dir(TextDirection(of: word.word)), text: word.word)
          }
          html.element("dd") { html in
            html.element("span", text: texts.levels[word.level] ?? word.level)
            html.raw(" ")
            html.element("span", .class("number"), text: frame.style.name(ofField: word.field))
          }
        }
      }
    }
  }

  /// Who else printed it.
  private func writeCopies(_ html: inout HTML) {
    let others = copies.filter { $0.key != document.key }
    guard !others.isEmpty else { return }
    html.element("section", .class("related")) { html in
      html.element("h2", text: texts.copies)
      html.element("ol") { html in
        for other in others.prefix(Self.shownCopies) {
          let fields = Dictionary(
            other.fields.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
          frame.writeItem(
            other.key, title: fields["title"], source: fields["source"], date: fields["date"],
            &html)
        }
      }
      frame.writeRest(others.count - Self.shownCopies, &html)
    }
  }

  private func writeCitation(_ html: inout HTML) {
    html.element("section", .class("citation")) { html in
      html.element("h2", text: texts.citation)
      let direction = TextDirection(of: title)
      let comma = direction == .rightToLeft ? "، " : ", "
      html.element("p", .id("citation"), .dir(direction)) { html in
        let parts = written("author") + ["«\(title)»"] + written("source")
        for (index, part) in parts.enumerated() {
          if index > 0 { html.text(comma) }
          html.element("bdi", text: part)
        }
        if let date = written("date").first {
          html.text(comma)
          // One phrase of the page, also in a citation that runs the other way.
          html.element("bdi", .dir(frame.style.direction)) { html in
            frame.write(date: date, between: texts.sameAs, &html)
          }
        }
        html.raw(".")
      }
      frame.writePermalink(frame.sharedArticle(document.key), &html)
      html.element("p", .class("exports")) { html in
        for (format, name) in [("ris", "RIS"), ("bibtex", "BibTeX")] {
          html.element(
            "a", .href(frame.article(document.key, format: format)), .value("rel", "nofollow"),
            text: name)
          html.raw(" ")
        }
        html.element(
          "button", .type("button"), .class("copy"), .flag("hidden"),
          .value("data-copied", texts.copied), text: texts.copy)
      }
    }
  }
}

extension ScoreExplanation {
  /// This and all parts of it.
  fileprivate var parts: [ScoreExplanation] { [self] + details.flatMap(\.parts) }
}
