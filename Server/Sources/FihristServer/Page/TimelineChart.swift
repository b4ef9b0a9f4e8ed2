internal import Fihrist

/// The matches over time: a bar for each span, which leads to a search in it, and the same as a
/// table.
struct TimelineChart {
  let frame: PageFrame
  let histogram: Histogram

  /// So many bars at most; more would be thinner than a finger.
  private static let barCount = 80
  private static let width = 800.0
  private static let height = 90.0

  /// Spans that follow each other, shown as one bar.
  struct Bar: Hashable {
    var first: String
    var last: String
    var count: Int
  }

  private var isHijri: Bool {
    if case .dates(_, .hijri) = histogram.buckets { return true }
    return false
  }

  /// The bars, the oldest first.
  var bars: [Bar] {
    let values = histogram.values
    let step = max(1, (values.count + Self.barCount - 1) / Self.barCount)
    return stride(from: 0, to: values.count, by: step).map { start in
      let part = values[start..<min(start + step, values.count)]
      return Bar(
        first: values[start].name, last: part.last?.name ?? "",
        count: part.reduce(0) { $0 + $1.count })
    }
  }

  func write(_ html: inout HTML) {
    let bars = bars
    guard !bars.isEmpty else { return }
    html.element("figure", .class("timeline")) { html in
      html.element("figcaption", text: frame.texts.timeline)
      writeBars(bars, &html)
      html.element("p", .class("ends")) { html in
        for end in ends(of: bars) { html.element("span", text: end) }
      }
      html.element("details") { html in
        html.element("summary", text: frame.texts.asTable)
        writeTable(bars, &html)
      }
      if histogram.missing > 0 { writeUndated(&html) }
    }
  }

  /// What stands below the bars, in the order of the page. A bar alone has its count there too: it
  /// is as high as the chart, whatever it counts.
  private func ends(of bars: [Bar]) -> [String] {
    guard bars.count > 1 else { return bars.map(label) }
    let ends = [bars.first?.first, bars.last?.last].compactMap { $0.map(name) }
    let runsOn = frame.style.timeRunsLeft || frame.style.direction == .leftToRight
    return runsOn ? ends : ends.reversed()
  }

  private func label(_ bar: Bar) -> String { "\(name(bar)): \(frame.style.number(bar.count))" }

  /// The days that a bar leads to: its own, as far as the search has them. A search in more would
  /// find what the bar does not count.
  func range(of bar: Bar) -> (from: String, to: String) {
    var (from, to) = (bar.first, bar.last)
    if let chosen = frame.parameters["from"], let start = ArticleDate(chosen)?.seconds.lowerBound,
      let own = ArticleDate(from)?.seconds.lowerBound, start > own
    {
      from = chosen
    }
    if let chosen = frame.parameters["to"], let end = ArticleDate(chosen)?.seconds.upperBound,
      let own = ArticleDate(to)?.seconds.upperBound, end < own
    {
      to = chosen
    }
    return (from, to)
  }

  private func writeBars(_ bars: [Bar], _ html: inout HTML) {
    let most = Double(bars.map(\.count).max() ?? 1)
    let step = Self.width / Double(bars.count)
    html.element(
      "svg", .value("viewBox", "0 0 800 90"), .value("preserveAspectRatio", "none"),
      .value("role", "group"), .value("aria-label", frame.texts.timeline)
    ) { html in
      for (index, bar) in bars.enumerated() where bar.count > 0 {
        let slot = frame.style.timeRunsLeft ? bars.count - 1 - index : index
        let height = max(3, Double(bar.count) / most * (Self.height - 2))
        let label = label(bar)
        let (from, to) = range(of: bar)
        html.element(
          "a", .href(address(from: from, to: to)), .value("rel", "nofollow"),
          .value("aria-label", label), .value("data-from", from), .value("data-to", to)
        ) { html in
          html.element("title", text: label)
          html.element(
            "rect", .value("x", Self.text(Double(slot) * step + step * 0.1)),
            .value("y", Self.text(Self.height - height)), .value("width", Self.text(step * 0.8)),
            .value("height", Self.text(height)), text: "")
          // The lowest bar can be hit as well as the highest.
          html.element(
            "rect", .class("column"), .value("x", Self.text(Double(slot) * step)),
            .value("width", Self.text(step)), .value("height", "90"), text: "")
        }
      }
    }
  }

  private func address(from: String, to: String) -> String {
    let parameters = frame.parameters.removing("offset", "cursor")
      .setting("from", from).setting("to", to)
    return frame.address("/search", parameters)
  }

  private func writeTable(_ bars: [Bar], _ html: inout HTML) {
    html.element("table") { html in
      html.element("thead") { html in
        html.element("tr") { html in
          html.element("th", .value("scope", "col"), text: frame.texts.period)
          html.element("th", .value("scope", "col"), text: frame.texts.documents)
        }
      }
      html.element("tbody") { html in
        for bar in bars {
          html.element("tr") { html in
            html.element("th", .value("scope", "row"), text: name(bar))
            html.element("td", .dir(.leftToRight), text: frame.style.number(bar.count))
          }
        }
      }
    }
  }

  private func writeUndated(_ html: inout HTML) {
    let parameters = frame.parameters.removing("offset", "cursor", "from", "to")
      .setting("filter", "-\(histogram.field):*")
    html.element("p", .class("undated")) { html in
      html.element(
        "a", .href(frame.address("/search", parameters)), .value("rel", "nofollow")
      ) { html in
        html.element("span", text: frame.texts.undated)
        html.raw(" ")
        html.element("span", .class("number"), text: frame.style.number(histogram.missing))
      }
    }
  }

  private func name(_ bucket: String) -> String {
    frame.style.name(ofBucket: bucket, isHijri: isHijri)
  }

  private func name(_ bar: Bar) -> String {
    bar.first == bar.last ? name(bar.first) : "\(name(bar.first)) – \(name(bar.last))"
  }

  /// A length with one decimal at most.
  static func text(_ length: Double) -> String {
    let tenths = Int((length * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
