internal import Fihrist

/// How often queries occur over time.
struct TrendsPage {
  let frame: PageFrame
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
  /// So many queries are compared at most.
  static let queryCount = 3
  private static let width = 800.0
  private static let height = 240.0
  /// So many rows of the table at most, the newest: a year of days.
  private static let rowCount = 366

  var bytes: [UInt8] {
    let head = PageFrame.Head(title: "\(texts.trends) · \(frame.archive.title)")
    return frame.page(head) { html in
      html.element("section", .id("results"), .class("form wide")) { html in
        html.element("h1", text: texts.trends)
        writeForm(&html)
        ConditionChips(frame: frame, path: "/trends").write(&html)
        if frame.commit?.dateField == nil {
          html.element("p", .class("note"), text: texts.noDates)
        }
        guard let missing = found?.missingShards.count, let found = found?.value else { return }
        let (isPartial, isEmpty) = (found.stopReason != nil, shown(found).isEmpty)
        frame.writeWhatIsMissing(missing, isPartial: isPartial && !isEmpty, &html)
        for note in found.notes {
          frame.write(note, &html)
        }
        guard !isEmpty else {
          html.element("p", text: isPartial ? texts.timedOut : texts.nothing)
          return
        }
        if shown(found).count > 1 { writeChart(found, &html) }
        writeTable(found, &html)
      }
    }
  }

  private func writeForm(_ html: inout HTML) {
    html.element("form", .class("queries"), .value("action", "/trends"), .value("role", "search")) {
      html in
      SearchForm(frame: frame, text: "", conditions: frame.parameters.narrowing)
        .writeHidden(&html, names: [])
      for index in 0..<Self.queryCount {
        let text = index < queries.count ? queries[index] : ""
        html.element("label") { html in
          html.element("span", text: index == 0 ? texts.query : texts.compare)
          html.void(
            "input", .type("search"), .name("q"), .dir(TextDirection(ofQuery: text)),
            .value("value", text), .value("maxlength", "2000"))
        }
      }
      writeChoice(
        "unit", texts.unit,
        [
          ("day", texts.day), ("week", texts.week), ("month", texts.month), ("year", texts.year),
        ], request.unit.rawValue, &html)
      writeChoice(
        "calendar", texts.calendar, [("gregorian", texts.gregorian), ("hijri", texts.hijri)],
        request.calendar.rawValue, &html)
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
    let scale = TrendScale(most: found.series.flatMap(\.points).map(\.perMillion).max() ?? 0)
    html.element("figure", .class("chart")) { html in
      html.element("figcaption") { html in
        html.element("span", text: "\(texts.occurrences) \(texts.perMillion)")
        html.element("ul", .class("legend")) { html in
          for (index, query) in queries.enumerated() {
            html.element("li", .value("class", "series\(index)")) { html in
              html.element("bdi", .dir(TextDirection(ofQuery: query)), text: query)
            }
          }
        }
      }
      html.element("div", .class("plot")) { html in
        html.element("div", .class("scale")) { html in
          for mark in scale.marks { html.element("span", text: frame.style.number(mark)) }
        }
        writeCurves(found, scale, &html)
      }
      html.element("p", .class("ends")) { html in
        let periods = found.periods[shown]
        let ends = [periods.first, periods.last].compactMap(\.self)
        let isTurned = !frame.style.timeRunsLeft && frame.style.direction == .rightToLeft
        for end in isTurned ? ends.reversed() : ends { html.element("span", text: name(end)) }
      }
    }
  }

  private func writeCurves(_ found: Trends, _ scale: TrendScale, _ html: inout HTML) {
    let shown = shown(found)
    html.element(
      "svg", .value("viewBox", "0 0 800 240"), .value("preserveAspectRatio", "none"),
      .value("role", "img"), .value("aria-label", texts.trends)
    ) { html in
      for y in [1, Self.height / 2, Self.height - 1] {
        html.element(
          "line", .value("x1", "0"), .value("x2", TimelineChart.text(Self.width)),
          .value("y1", TimelineChart.text(y)), .value("y2", TimelineChart.text(y)), text: "")
      }
      for (index, series) in found.series.enumerated() {
        for run in Self.runs(series.points[shown]) {
          var points = run.map { position, share in
            let y = Self.height - 1 - share / scale.top * (Self.height - 2)
            return "\(TimelineChart.text(x(position, of: shown.count))),\(TimelineChart.text(y))"
          }
          // A line from a point to itself is drawn as a dot.
          if points.count == 1 { points.append(points[0]) }
          html.element(
            "polyline", .value("class", "series\(index)"),
            .value("points", points.joined(separator: " ")), text: "")
        }
      }
    }
  }

  /// Points without a gap between them: their positions, and what is drawn there. Periods without
  /// any word are the gaps.
  static func runs(_ points: ArraySlice<Trends.Point>) -> [[(position: Int, share: Double)]] {
    var runs: [[(position: Int, share: Double)]] = []
    var isOpen = false
    for (position, point) in points.enumerated() {
      if point.words > 0 {
        if !isOpen { runs.append([]) }
        runs[runs.count - 1].append((position, point.perMillion))
      }
      isOpen = point.words > 0
    }
    return runs
  }

  private func x(_ position: Int, of count: Int) -> Double {
    let share = Double(position) / Double(max(1, count - 1))
    return Self.width * (frame.style.timeRunsLeft ? 1 - share : share)
  }

  private func name(_ period: String) -> String {
    frame.style.name(ofBucket: period, isHijri: request.calendar == .hijri)
  }

  /// The numbers of the chart, in its order, with those they are made of.
  private func writeTable(_ found: Trends, _ html: inout HTML) {
    let shown = shown(found)
    let hidden = shown.count - Self.rowCount
    if hidden > 0 {
      html.element("p", .class("rest"), text: frame.style.earlierPeriods(hidden))
    }
    html.element("div", .class("figures")) { html in
      html.element("table") { html in
        html.element("thead") { writeHeading(&$0) }
        html.element("tbody") { html in
          for index in shown.suffix(Self.rowCount) {
            html.element("tr") { html in
              html.element("th", .value("scope", "row"), text: name(found.periods[index]))
              for series in found.series {
                let point = series.points[index]
                let isGap = point.words == 0
                for number in [
                  frame.style.number(point.perMillion), frame.style.number(point.occurrences),
                ] {
                  html.element("td", .dir(.leftToRight), text: isGap ? "—" : number)
                }
              }
            }
          }
        }
      }
    }
  }

  private func writeHeading(_ html: inout HTML) {
    html.element("tr") { html in
      html.element(
        "th", .value("scope", "col"), .value("rowspan", "2"),
        text: request.unit == .week ? texts.weekStart : texts.period)
      for query in queries {
        html.element("th", .value("scope", "colgroup"), .value("colspan", "2")) { html in
          html.element("bdi", .dir(TextDirection(ofQuery: query)), text: query)
        }
      }
    }
    html.element("tr") { html in
      for _ in queries {
        html.element("th", .value("scope", "col"), text: texts.perMillion)
        html.element("th", .value("scope", "col"), text: texts.occurrences)
      }
    }
  }
}
