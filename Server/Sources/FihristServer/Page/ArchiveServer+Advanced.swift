internal import Fihrist

extension ArchiveServer {
  /// The advanced form, or the search that it asks for.
  func advancedPage(_ exchange: Exchange) throws -> Answer {
    let (parameters, archive) = try readPage(
      exchange, AdvancedQuery.known + call.narrowing + call.language)
    let frame = frame(exchange, parameters, archive)
    let query = AdvancedQuery(parameters: parameters)
    let narrowing = parameters.removing(AdvancedQuery.names + ["q", "lang", "index"])
    if query.isFilled {
      return .redirect(to: frame.address("/search", narrowing.setting("q", query.text)))
    }
    let filled = AdvancedQuery(query: parameters["q"] ?? "").inputs
    let texts = frame.texts
    let labels: [(AdvancedQuery.Input, String)] = [
      (.all, texts.all), (.phrase, texts.phrase), (.any, texts.any), (.none, texts.none),
      (.near, texts.near), (.inTitle, texts.inTitle), (.beginning, texts.beginning),
      (.exact, texts.exact), (.rest, texts.rest),
    ]
    let bytes = frame.page(PageFrame.Head(title: "\(texts.advanced) · \(archive.title)")) { html in
      html.element("section", .id("results"), .class("form")) { html in
        html.element("h1", text: texts.advanced)
        html.element("p", .class("hint"), text: texts.advancedHint)
        html.element("form", .value("action", "/advanced"), .value("role", "search")) { html in
          let hidden = narrowing.pairs.filter { !$0.value.isEmpty }
          SearchForm(frame: frame, text: "", conditions: hidden).writeHidden(&html, names: [])
          for (input, label) in labels {
            html.element("label") { html in
              html.element("span", text: label)
              html.void(
                "input", .type("text"), .name(input.rawValue),
                .dir(filled[input].map { TextDirection(ofQuery: $0) } ?? frame.style.direction),
                .value("value", filled[input] ?? ""), .value("maxlength", "2000"))
            }
          }
          html.element("button", .type("submit"), text: texts.search)
        }
      }
    }
    return Answer(.page, bytes).tagged()
  }
}
