internal import Fihrist

/// The values by which a search can be narrowed: boxes to tick, and a button that applies them.
struct FacetPanel {
  let frame: PageFrame
  let facets: [Facet]

  private var texts: PageTexts { frame.texts }

  private var shown: [Facet] {
    facets.filter { !$0.values.isEmpty || !frame.parameters.values(ofField: $0.field).isEmpty }
  }

  /// Whether there is a value to narrow by.
  var isShown: Bool { !shown.isEmpty }

  func write(_ html: inout HTML) {
    guard isShown else { return }
    html.element("aside", .class("facets"), .value("aria-label", texts.filters)) { html in
      html.element("h2", .id("filters"), text: texts.filters)
      for facet in shown { write(facet, &html) }
    }
  }

  private func write(_ facet: Facet, _ html: inout HTML) {
    let chosen = frame.parameters.values(ofField: facet.field)
    html.element("fieldset") { html in
      html.element("legend", text: frame.style.name(ofField: facet.field))
      // A chosen value is shown even if others are more frequent.
      let absent = chosen.filter { value in !facet.values.contains { $0.value == value } }
      for value in absent { write(facet.field, value, count: nil, isChosen: true, &html) }
      for value in facet.values {
        write(
          facet.field, value.value, count: value.count, isChosen: chosen.contains(value.value),
          &html)
      }
      html.element("p", .class("apply")) { html in
        html.element(
          "button", .type("submit"), .value("form", "search"), text: texts.apply)
        if facet.other > 0 {
          let more = frame.parameters.setting("facet_limit", "50")
          html.raw(" ")
          html.element(
            "a", .href(frame.address("/search", more) + "#filters"), .value("rel", "nofollow"),
            text: texts.more)
        }
      }
    }
  }

  private func write(
    _ field: String, _ value: String, count: Int?, isChosen: Bool, _ html: inout HTML
  ) {
    html.element("label") { html in
      if isChosen {
        html.void(
          "input", .type("checkbox"), .value("form", "search"), .name(field),
          .value("value", value), .flag("checked"))
      } else {
        html.void(
          "input", .type("checkbox"), .value("form", "search"), .name(field),
          .value("value", value))
      }
      ShortName(value).write(direction: TextDirection(of: value), &html)
      if let count {
        html.raw(" ")
        html.element("span", .class("number"), text: frame.style.number(count))
      }
    }
  }
}
