internal import Fihrist

/// Every occurrence with the text around it, the occurrences below each other.
struct ConcordancePage {
  let frame: PageFrame
  let text: String
  let order: ConcordanceRequest.Order
  /// Nil before anything was searched for.
  let found: Gathered<Concordance>?

  private var texts: PageTexts { frame.texts }

  var bytes: [UInt8] {
    let head = PageFrame.Head(title: "\(texts.concordance) · \(frame.archive.title)")
    return frame.page(head) { html in
      html.element("section", .id("results"), .class("form wide")) { html in
        html.element("h1", text: texts.concordance)
        writeForm(&html)
        guard let missing = found?.missingShards.count, let found = found?.value else { return }
        html.element("p", .class("count"), .value("role", "status")) { html in
          html.element("span", text: texts.occurrences)
          html.raw(" ")
          html.element("span", .class("number"), text: frame.style.number(found.total.value))
          html.raw(" ")
          html.element("span", text: texts.documents)
          html.raw(" ")
          html.element("span", .class("number"), text: frame.style.number(found.documentCount))
        }
        frame.writeWhatIsMissing(missing, isPartial: found.stopReason != nil, &html)
        for note in found.notes {
          html.element("p", .class("note"), text: frame.style.note(note))
        }
        if found.lines.isEmpty {
          html.element("p", text: texts.nothing)
        } else {
          writeLines(found, &html)
        }
      }
    }
  }

  private func writeForm(_ html: inout HTML) {
    html.element(
      "form", .class("search"), .value("action", "/concordance"), .value("role", "search")
    ) { html in
      let form = SearchForm(frame: frame, text: text)
      form.writeHidden(&html)
      html.element("div", .class("box")) { html in
        form.writeBox(&html)
        html.element("button", .type("submit"), text: texts.search)
      }
      html.element("div", .class("options")) { html in
        html.element("label") { html in
          html.element("span", text: texts.order)
          html.element("select", .name("order")) { html in
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

  private func writeLines(_ found: Concordance, _ html: inout HTML) {
    html.element("ol", .class("lines")) { html in
      for line in found.lines {
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

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }
}
