internal import Fihrist

/// The search box with what belongs to it; the facets refer to it by its name.
struct SearchForm {
  let frame: PageFrame
  /// What is shown in the box.
  let text: String
  /// Conditions of the search that no input of the page has: a new query is narrowed by them too.
  var conditions: [Parameters.Pair] = []

  private var texts: PageTexts { frame.texts }
  private var parameters: Parameters { frame.parameters }

  /// Writes the form of the search page.
  func write(_ html: inout HTML) {
    html.element(
      "form", .id("search"), .class("search"), .value("action", "/search"),
      .value("role", "search")
    ) { html in
      writeHidden(&html)
      html.element("div", .class("box")) { html in
        writeBox(&html)
        html.element("button", .type("submit"), text: texts.search)
      }
      html.element("div", .class("options")) { html in
        writeDate("from", texts.from, &html)
        writeDate("to", texts.to, &html)
        if frame.commit?.dateField != nil { CalendarSwitch(frame: frame).write(&html) }
        writeSort(&html)
        writeFolding(&html)
      }
    }
  }

  /// The box itself. Its direction is that of its text: browsers disagree about `auto` where a text
  /// has no letters.
  func writeBox(_ html: inout HTML) {
    html.element("label", .class("unseen"), .value("for", "q"), text: texts.query)
    html.void(
      "input", .type("search"), .id("q"), .name("q"), .dir(TextDirection(ofQuery: text)),
      .value("value", text), .value("autocomplete", "off"), .value("maxlength", "2000"),
      .value("enterkeyhint", "search"), .value("data-suggest", suggestAddress))
  }

  private var suggestAddress: String { "/v1/indexes/\(frame.archive.name)/suggest" }

  /// What all forms take along.
  ///
  /// - Parameter names: Parameters of the page that the form has no input for.
  func writeHidden(
    _ html: inout HTML, names: [String] = ["filter", "calendar", "snippets"]
  ) {
    if frame.namesIndex { hidden("index", frame.archive.name, &html) }
    if frame.namesLanguage { hidden("lang", frame.style.language.rawValue, &html) }
    for name in names {
      if let value = parameters[name] { hidden(name, value, &html) }
    }
    for pair in conditions { hidden(pair.name, pair.value, &html) }
  }

  private func hidden(_ name: String, _ value: String, _ html: inout HTML) {
    html.void("input", .type("hidden"), .name(name), .value("value", value))
  }

  /// The box that folds copies.
  private func writeFolding(_ html: inout HTML) {
    html.element("label", .class("check")) { html in
      if parameters["collapse"] == "copies" {
        html.void(
          "input", .type("checkbox"), .name("collapse"), .value("value", "copies"),
          .flag("checked"))
      } else {
        html.void(
          "input", .type("checkbox"), .name("collapse"), .value("value", "copies"))
      }
      html.element("span", text: texts.folded)
    }
  }

  private func writeDate(_ name: String, _ label: String, _ html: inout HTML) {
    html.element("label") { html in
      html.element("span", text: label)
      html.void(
        "input", .type("text"), .name(name), .value("value", parameters[name] ?? ""),
        .value("dir", "ltr"), .value("size", "10"), .value("maxlength", "40"),
        .value("placeholder", parameters["calendar"] == "hijri" ? "1445-11" : "2024-05"))
    }
  }

  private func writeSort(_ html: inout HTML) {
    guard let field = frame.commit?.dateField else { return }
    let orders = [
      ("", texts.best), ("\(field):desc", texts.newest), (field, texts.oldest),
    ]
    html.element("label") { html in
      html.element("span", text: texts.sort)
      html.element("select", .name("sort")) { html in
        for (value, label) in orders {
          if (parameters["sort"] ?? "") == value {
            html.element("option", .value("value", value), .flag("selected"), text: label)
          } else {
            html.element("option", .value("value", value), text: label)
          }
        }
      }
    }
  }
}
