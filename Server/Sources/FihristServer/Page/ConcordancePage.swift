internal import Fihrist

/// Every occurrence with the text around it, the occurrences below each other.
struct ConcordancePage {
  let frame: PageFrame
  let text: String
  let order: ConcordanceRequest.Order
  /// How many lines are on the pages before.
  let offset: Int
  /// The largest ``offset`` that is read.
  let mostOffset: Int
  /// With the lines before ``offset``. Nil before anything was searched for.
  let found: Gathered<Concordance>?

  /// The lines of a page.
  static let lineCount = 100

  private var texts: PageTexts { frame.texts }

  var bytes: [UInt8] {
    let head = PageFrame.Head(title: "\(texts.concordance) · \(frame.archive.title)")
    return frame.page(head) { html in
      html.element("section", .id("results"), .class("form wide")) { html in
        html.element("h1", text: texts.concordance)
        writeForm(&html)
        ConditionChips(frame: frame, path: "/concordance").write(&html)
        guard let missing = found?.missingShards.count, let found = found?.value else { return }
        writeCount(found, &html)
        frame.writeWhatIsMissing(missing, isPartial: isShort(found), &html)
        for note in found.notes {
          frame.write(note, &html)
        }
        let lines = found.lines.dropFirst(offset)
        if lines.isEmpty {
          html.element("p", text: absence(of: found))
        } else {
          let last = offset + lines.count
          html.element(
            "p", .class("count"), text: frame.style.lines(offset + 1, last, of: total(found)))
          write(lines, &html)
        }
        writePaging(found, &html)
      }
    }
  }

  /// How many lines there are, at least those that were found.
  private func total(_ found: Concordance) -> SearchResults.Total {
    var total = found.total
    // A number that an earlier page counted is exact although time ran out for this one.
    total.include(found.lines.count, isWhole: total.relation == .equal)
    return total
  }

  /// How many documents match. An index knows all of them before it reads a line, so that their
  /// number is exact even where that of the lines is not. Of shards that were stopped some may not
  /// have come so far.
  private func documents(_ found: Concordance) -> SearchResults.Total {
    let isWhole = found.stopReason == nil || frame.commit?.broker == nil
    return SearchResults.Total(value: found.documentCount, relation: isWhole ? .equal : .atLeast)
  }

  private func writeCount(_ found: Concordance, _ html: inout HTML) {
    let total = total(found)
    guard total.isKnown else { return }
    html.element("p", .class("count"), .value("role", "status")) { html in
      html.element("span", text: texts.occurrences)
      html.raw(" ")
      html.element("span", .class("number"), text: frame.style.number(total))
      html.raw(" ")
      html.element("span", text: texts.documents)
      html.raw(" ")
      html.element("span", .class("number"), text: frame.style.number(documents(found)))
    }
  }

  /// Whether lines may be missing that belong on the page. In the order of documents those that
  /// were read are the first, whatever follows.
  private func isShort(_ found: Concordance) -> Bool {
    // A page without lines says by itself that time did not reach it.
    guard found.stopReason != nil, found.lines.count > offset else { return false }
    return order != .document || found.lines.count < offset + Self.lineCount
  }

  /// Why the page has no line.
  private func absence(of found: Concordance) -> String {
    if found.stopReason != nil { return offset > 0 ? texts.unreached : texts.timedOut }
    return found.lines.isEmpty ? texts.nothing : texts.pastEnd
  }

  private func writeForm(_ html: inout HTML) {
    html.element(
      "form", .class("search"), .value("action", "/concordance"), .value("role", "search")
    ) { html in
      let form = SearchForm(
        frame: frame, text: text, conditions: frame.parameters.narrowing)
      form.writeHidden(&html, names: [])
      html.element("div", .class("box")) { html in
        form.writeBox(&html)
        html.element("button", .type("submit"), text: texts.search)
      }
      html.element("div", .class("options")) { html in
        html.element("label") { html in
          html.element("span", text: texts.order)
          html.element("select", .name("sort")) { html in
            let orders: [(ConcordanceRequest.Order, String)] = [
              (.document, texts.byDocument), (.left, texts.byBefore), (.right, texts.byAfter),
            ]
            for (value, label) in orders {
              if value == order {
                html.element(
                  "option", .value("value", value.rawValue), .flag("selected"), text: label)
              } else {
                html.element("option", .value("value", value.rawValue), text: label)
              }
            }
          }
        }
      }
    }
  }

  private func write(_ lines: ArraySlice<ConcordanceLine>, _ html: inout HTML) {
    html.element("ol", .class("lines"), .value("start", String(offset + 1))) { html in
      for line in lines {
        // Columns follow the direction of the text, not of the page.
        let direction = TextDirection(of: line.left + line.match + line.right)
        html.element("li", .dir(direction)) { html in
          html.element("span", .class("before"), text: Self.oneLine(line.left))
          html.element("a", .class("match"), .href(frame.article(line.key, query: text))) { html in
            html.element("mark", text: Self.oneLine(line.match))
          }
          html.element("span", .class("after"), text: Self.oneLine(line.right))
        }
      }
    }
  }

  private func writePaging(_ found: Concordance, _ html: inout HTML) {
    // From behind the last line back to the page that has it.
    let lastPage = max(0, found.lines.count - 1) / Self.lineCount * Self.lineCount
    let (before, after) = (min(offset - Self.lineCount, lastPage), offset + Self.lineCount)
    let isMore = found.total.value > after && found.lines.count >= after
    if isMore, after > mostOffset { html.element("p", text: frame.style.endOfLines(after)) }
    frame.writePaging(
      previous: offset > 0 ? address(max(0, before)) : nil,
      next: isMore && after <= mostOffset ? address(after) : nil, &html)
  }

  private func address(_ offset: Int) -> String {
    frame.address(
      "/concordance", frame.parameters.setting("offset", offset > 0 ? String(offset) : nil))
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }
}
