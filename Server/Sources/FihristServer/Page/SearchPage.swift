internal import Fihrist

/// The results of a search, or the box alone.
struct SearchPage {
  let frame: PageFrame
  let call: SearchCall
  let outcome: SearchCall.Outcome
  /// The largest offset that is read.
  let mostOffset: Int

  private var texts: PageTexts { frame.texts }
  private var results: SearchResults { outcome.results }
  private var parameters: Parameters { frame.parameters }

  static let pageSize = 10
  /// Pages further on are reached by cursors.
  private static let nearOffset = 200

  var bytes: [UInt8] {
    let title = call.text.isEmpty ? frame.archive.title : "\(call.text) · \(frame.archive.title)"
    var head = PageFrame.Head(title: title)
    head.feed = frame.address("/search.atom", feedParameters)
    return frame.page(head) { html in
      SearchForm(frame: frame, text: call.text, conditions: unboxed).write(&html)
      html.element("div", .class("columns")) { html in
        html.element("section", .id("results"), .class("results")) { html in
          html.element("h1", .class("unseen"), text: title)
          writeResults(&html)
        }
        panel.write(&html)
      }
    }
  }

  private var panel: FacetPanel { FacetPanel(frame: frame, facets: results.facets) }

  private var feedParameters: Parameters {
    parameters.removing(
      "sort", "offset", "cursor", "collapse", "calendar", "facet_limit", "snippets")
  }

  private func writeResults(_ html: inout HTML) {
    // On a narrow screen the facets lie behind the hits.
    if panel.isShown {
      html.element("p", .class("narrow")) { html in
        html.element("a", .href("#filters"), text: texts.filters)
      }
    }
    ConditionChips(frame: frame, path: "/search").write(&html)
    writeCount(&html)
    frame.writePermalink(permalink, &html)
    if !results.hits.isEmpty, !call.text.isEmpty { writePassages(&html) }
    writeNotes(&html)
    if let histogram = timeline { TimelineChart(frame: frame, histogram: histogram).write(&html) }
    if results.hits.isEmpty, lastPage != nil || results.isPartial {
      html.element("div", .class("nothing")) { html in html.element("h2", text: absence) }
    } else if results.hits.isEmpty {
      writeNothing(&html)
    } else {
      html.element("ol", .class("hits"), .value("start", String(results.hits[0].rank))) { html in
        for hit in results.hits { write(hit, &html) }
      }
    }
    frame.writePaging(previous: previous, next: next, &html)
    if results.total.value > 0 { writeExports(&html) }
  }

  private func writeCount(_ html: inout HTML) {
    guard let count = frame.style.results(results.total) else { return }
    // A heading says that nothing was found; read aloud it is news, seen it would be there twice.
    let isShown = !results.hits.isEmpty || lastPage != nil || results.isPartial
    html.element("p", .class(isShown ? "count" : "unseen"), .value("role", "status")) { html in
      html.element("span", text: hasFolded ? frame.style.withCopies(count) : count)
      if results.related > 0 {
        html.raw(" ")
        html.element("span", text: frame.style.related(results.related))
      }
      if !isFirstPage, let first = results.hits.first, let last = results.hits.last {
        html.raw(" ")
        html.element("span", text: frame.style.shown(first.rank, last.rank))
      }
    }
  }

  /// Whether the number of results may be larger than that of the hits on all pages, since it
  /// counts copies too.
  private var hasFolded: Bool {
    guard call.request.collapsesCopies, !results.hits.isEmpty else { return false }
    return !isFirstPage || results.next != nil || results.hits.contains { !$0.copies.isEmpty }
  }

  /// Why no hit is shown, where it cannot be said that nothing matches.
  private var absence: String {
    guard results.isPartial else { return texts.pastEnd }
    return isFirstPage ? texts.timedOut : texts.unreached
  }

  private var isFirstPage: Bool { call.before == 0 }

  /// Of the histograms by year, month and day the first with bars enough to tell something.
  private var timeline: Histogram? {
    results.histograms.first { $0.values.count > 3 } ?? results.histograms.last
  }

  // MARK: Above the hits

  /// So many passages of each hit, if more than one is asked for.
  private static let morePassages = 3

  /// A link that shows more passages of each hit, or one again.
  private func writePassages(_ html: inout HTML) {
    let isMore = parameters.number("snippets", or: 1) > 1
    let other = parameters.setting("snippets", isMore ? nil : String(Self.morePassages))
    html.element("p", .class("passages")) { html in
      html.element(
        "a", .href(frame.address("/search", other)), .value("rel", "nofollow"),
        text: isMore ? texts.onePassage : texts.morePassages)
    }
  }

  /// The conditions on fields that the panel has no boxes for.
  private var unboxed: [Parameters.Pair] {
    let boxed = results.facets.map(\.field)
    return parameters.fieldPairs.filter { !boxed.contains($0.name) }
  }

  private func writeNotes(_ html: inout HTML) {
    frame.writeWhatIsMissing(
      outcome.missingShards.count, isPartial: results.isPartial && !results.hits.isEmpty, &html)
    for note in results.notes where note.code != .empty || !call.text.isEmpty {
      frame.write(note, &html)
    }
    for correction in outcome.corrections {
      let why =
        switch correction.reason {
        case .spelling: texts.didYouMean
        case .keyboard: texts.otherKeyboard
        case .arabizi: texts.arabizi
        }
      let other = parameters.removing("offset", "cursor").setting("q", correction.query)
      html.element("p", .class("correction")) { html in
        html.text(why + " ")
        html.element("a", .href(frame.address("/search", other))) { html in
          html.element(
            "bdi", .dir(TextDirection(ofQuery: correction.query)), text: correction.query)
        }
        html.raw(" ")
        html.element("span", .class("number"), text: frame.style.number(correction.total))
      }
    }
  }

  private func writeNothing(_ html: inout HTML) {
    html.element("div", .class("nothing")) { html in
      html.element("h2", text: texts.nothing)
      if !outcome.readAs.isEmpty {
        html.element("p") { html in
          html.text(texts.searchedFor + " ")
          html.element(
            "bdi", .class("read"), .dir(TextDirection(of: outcome.readAs)), text: outcome.readAs)
        }
      }
      if !call.text.isEmpty { html.element("p", text: texts.nothingAdvice) }
      if call.request.filter != nil || !call.request.facets.allSatisfy(\.selected.isEmpty) {
        html.element("p") { html in
          html.element(
            "a", .href(frame.address("/search", [("q", call.text)])), text: texts.withoutFilters)
        }
      }
    }
  }

  // MARK: Hits

  private func write(_ hit: Hit, _ html: inout HTML) {
    html.element("li") { html in
      // Title, source and date begin at the same side.
      html.element("article", .dir(TextDirection(of: hit.title ?? texts.untitled))) { html in
        html.element("h2") { html in
          html.element("a", .href(frame.article(hit.key, query: parameters["q"]))) { html in
            if let title = hit.wholes.first(where: { $0.field == "title" }) {
              frame.write(title, as: "span", &html)
            } else {
              let title = hit.title ?? texts.untitled
              html.element("span", .dir(TextDirection(of: title)), text: title)
            }
          }
        }
        frame.writeOrigin(source: hit.source, date: hit.date, &html)
        for snippet in hit.snippets { frame.write(snippet, as: "p", &html) }
        if hit.isRelated { html.element("p", .class("kin"), text: texts.relatedWords) }
        if !hit.copies.isEmpty { writeCopies(hit.copies, &html) }
      }
    }
  }

  /// How many copies are folded under a hit, and which.
  private func writeCopies(_ copies: [String], _ html: inout HTML) {
    html.element("details", .class("copies related")) { html in
      html.element("summary", .dir(frame.style.direction), text: frame.style.copies(copies.count))
      let shown = copies.prefix(SearchCall.mostCopies)
      html.element("ol") { html in
        for key in shown {
          let document = outcome.copies[Array(key.utf8)]
          frame.writeItem(
            key, title: document?["title"], source: document?["source"], date: document?["date"],
            &html)
        }
      }
      frame.writeRest(copies.count - shown.count, &html)
    }
  }

  // MARK: Below the hits

  /// The offset of the last page that is known, if this one is behind it.
  private var lastPage: Int? {
    let count = results.total.value + results.related
    guard results.hits.isEmpty, count > 0, call.request.limit > 0 else { return nil }
    // The count has copies too, and does not tell how many hits there are without them.
    guard !call.request.collapsesCopies else { return 0 }
    return (count - 1) / Self.pageSize * Self.pageSize
  }

  /// The address of the page before. Nil on the first, and where no offset reaches the page before:
  /// cursors lead on, but not back.
  private var previous: String? {
    guard call.before > 0 else { return nil }
    let before = min(lastPage ?? .max, max(0, call.before - Self.pageSize))
    return before <= mostOffset ? address(offset: before) : nil
  }

  private var next: String? {
    guard let cursor = call.next(after: results) else { return nil }
    let after = call.before + Self.pageSize
    guard parameters["cursor"] != nil || after > min(Self.nearOffset, mostOffset) else {
      return address(offset: after)
    }
    let rest = parameters.removing("offset", "cursor")
    return frame.address("/search", rest.setting("cursor", cursor))
  }

  private func address(offset: Int) -> String {
    let rest = parameters.removing("offset", "cursor")
    return frame.address("/search", offset > 0 ? rest.setting("offset", String(offset)) : rest)
  }

  private static let exports = [
    ("csv", "CSV"), ("jsonl", "JSON"), ("ris", "RIS"), ("bibtex", "BibTeX"),
  ]

  private func writeExports(_ html: inout HTML) {
    let path = "/v1/indexes/\(frame.archive.name)/export"
    let search = feedParameters.removing("lang", "index")
    html.element("p", .class("exports")) { html in
      html.element("span", text: texts.export)
      for (format, name) in Self.exports {
        let query = search.setting("format", format).query
        html.raw(" ")
        html.element("a", .href("\(path)?\(query)"), .value("rel", "nofollow"), text: name)
      }
      html.raw(" ")
      html.element(
        "a", .href(frame.address("/search.atom", feedParameters)), .value("rel", "nofollow"),
        text: "Atom")
      html.raw(" ")
      html.element(
        "a", .class("permalink"), .href(permalink), .value("rel", "nofollow"),
        text: texts.permalink)
    }
  }

  /// The address of the search, which stays.
  private var permalink: String { frame.base + frame.address("/search", parameters) }
}
