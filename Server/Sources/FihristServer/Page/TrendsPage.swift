internal import Fihrist

/// How often queries occur over time.
struct TrendsPage {
  let frame: PageFrame
  /// The names of the inputs.
  let names: [String]
  let queries: [String]
  let request: TrendRequest
  /// Nil before anything was searched for.
  let found: Gathered<Trends>?

  /// The periods from the first with an occurrence to the last.
  private func shown(_ found: Trends) -> Range<Int> {
    let used = found.periods.indices.filter { index in
      found.series.contains { $0.points[index].occurrences > 0 }
    }
    guard let first = used.first, let last = used.last else { return 0..<0 }
    return first..<last + 1
  }

  private var texts: PageTexts { frame.texts }
  private static let width = 800.0
  private static let height = 240.0
  /// So many rows of the table at most, the newest.
  private static let rowCount = 120

  var bytes: [UInt8] {
    let head = PageFrame.Head(title: "\(texts.trends) · \(frame.archive.title)")
    return frame.page(head) { html in
      html.element("section", .id("results"), .class("form wide")) { html in
        html.element("h1", text: texts.trends)
        writeForm(&html)
        if frame.commit?.dateField == nil {
          html.element("p", .class("note"), text: texts.noDates)
        }
        guard let missing = found?.missingShards.count, let found = found?.value else { return }
        frame.writeWhatIsMissing(missing, isPartial: found.stopReason != nil, &html)
        for note in found.notes {
          html.element("p", .class("note"), text: frame.style.note(note))
        }
        if shown(found).count > 1 { writeChart(found, &html) }
        writeTable(found, &html)
      }
    }
  }

  private func writeForm(_ html: inout HTML) {
    html.element("form", .class("queries"), .value("action", "/trends"), .value("role", "search")) {
      html in
      SearchForm(frame: frame, text: "").writeHidden(&html)
      for (index, name) in names.enumerated() {
        let text = frame.parameters[name] ?? ""
        html.element("label") { html in
          html.element("span", text: index == 0 ? texts.query : texts.compare)
          html.void(
            "input", .type("search"), .name(name), .dir(TextDirection(of: text)),
            .value("value", text), .value("maxlength", "500"))
        }
      }
      writeChoice(
        "unit", texts.unit, [("month", texts.month), ("year", texts.year)], request.unit.rawValue,
        &html)
      html.element("button", .type("submit"), text: texts.search)
    }
  }

  private func writeChoice(
    _ name: String, _ label: String, _ choices: [(String, String)], _ chosen: String,
    _ html: inout HTML
  ) {
    html.element("label") { html in
      html.element("span", text: label)
      html.element("select", .name(name)) { html in
        for (value, text) in choices {
          if value == chosen {
            html.element("option", .value("value", value), .flag("selected"), text: text)
          } else {
            html.element("option", .value("value", value), text: text)
          }
        }
      }
    }
  }

  private func writeChart(_ found: Trends, _ html: inout HTML) {
    let shown = shown(found)
    let most = max(1, found.series.flatMap(\.points).map(\.perMillion).max() ?? 1)
    html.element("figure", .class("chart")) { html in
      html.element("figcaption") { html in
        html.element("span", text: texts.perMillion)
        html.element("ul", .class("legend")) { html in
          for (index, query) in queries.enumerated() {
            html.element("li", .value("class", "series\(index)")) { html in
              html.element("bdi", .dir(TextDirection(of: query)), text: query)
            }
          }
        }
      }
      html.element(
        "svg", .value("viewBox", "0 0 800 240"), .value("preserveAspectRatio", "none"),
        .value("role", "img"), .value("aria-label", texts.trends)
      ) { html in
        for (index, series) in found.series.enumerated() {
          let points = series.points[shown].enumerated().map { position, point -> String in
            let x = x(position, of: shown.count)
            let y = Self.height - 2 - point.perMillion / most * (Self.height - 12)
            return "\(TimelineChart.text(x)),\(TimelineChart.text(y))"
          }.joined(separator: " ")
          html.element(
            "polyline", .value("class", "series\(index)"), .value("points", points), text: "")
        }
      }
      html.element("p", .class("ends")) { html in
        let periods = found.periods[shown]
        let ends = [periods.first, periods.last].compactMap(\.self)
        let isTurned = !frame.style.timeRunsLeft && frame.style.direction == .rightToLeft
        for end in isTurned ? ends.reversed() : ends { html.element("span", text: name(end)) }
      }
    }
  }

  private func x(_ position: Int, of count: Int) -> Double {
    let share = Double(position) / Double(max(1, count - 1))
    return Self.width * (frame.style.timeRunsLeft ? 1 - share : share)
  }

  private func name(_ period: String) -> String {
    frame.style.name(ofBucket: period, isHijri: request.calendar == .hijri)
  }

  private func writeTable(_ found: Trends, _ html: inout HTML) {
    html.element("table", .class("figures")) { html in
      html.element("thead") { html in
        html.element("tr") { html in
          html.element("th", .value("scope", "col"), text: texts.period)
          for query in queries {
            html.element("th", .value("scope", "col")) { html in
              html.element("bdi", .dir(TextDirection(of: query)), text: query)
            }
          }
        }
      }
      html.element("tbody") { html in
        for index in shown(found).suffix(Self.rowCount).reversed() {
          html.element("tr") { html in
            html.element("th", .value("scope", "row"), text: name(found.periods[index]))
            for series in found.series {
              html.element("td", text: frame.style.number(series.points[index].occurrences))
            }
          }
        }
      }
    }
  }
}
