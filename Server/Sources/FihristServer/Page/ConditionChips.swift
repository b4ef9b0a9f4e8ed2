internal import Fihrist

/// What a page is narrowed by, each with a link that takes it away.
struct ConditionChips {
  let frame: PageFrame
  /// The path of the page.
  let path: String

  private var texts: PageTexts { frame.texts }
  private var parameters: Parameters { frame.parameters }

  func write(_ html: inout HTML) {
    let pairs = parameters.narrowing
    guard !pairs.isEmpty else { return }
    html.element("ul", .class("chips")) { html in
      for pair in pairs {
        let rest = parameters.removing(pair.value, of: pair.name).removing("offset", "cursor")
        html.element("li") { html in
          html.element(
            "a", .href(frame.address(path, rest)), .value("rel", "nofollow")
          ) { html in
            html.element("span", .class("unseen"), text: texts.remove + " ")
            html.element("span", .class("name"), text: name(pair.name))
            html.raw(" ")
            ShortName(value(pair)).write(&html)
            html.element("span", .class("cross"), .value("aria-hidden", "true"), text: "×")
          }
        }
      }
    }
  }

  private func name(_ name: String) -> String {
    switch name {
    case "from": texts.from
    case "to": texts.to
    case "filter": texts.filters
    default: frame.style.name(ofField: name)
    }
  }

  private func value(_ pair: Parameters.Pair) -> String {
    guard ["from", "to"].contains(pair.name), let date = ArticleDate(pair.value) else {
      return pair.value
    }
    let isHijri = parameters["calendar"] == "hijri"
    if let gregorian = date.gregorian, !isHijri || date.hijri == nil {
      return frame.style.words(gregorian, isHijri: false)
    }
    return date.hijri.map { frame.style.words($0, isHijri: true) } ?? pair.value
  }
}
