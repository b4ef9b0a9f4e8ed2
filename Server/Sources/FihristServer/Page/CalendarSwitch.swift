internal import Fihrist
internal import Foundation

/// Two links that choose whose months and years the page counts by; the range is converted.
struct CalendarSwitch {
  let frame: PageFrame

  private var isHijri: Bool { frame.parameters["calendar"] == "hijri" }

  func write(_ html: inout HTML) {
    let texts = frame.texts
    html.element(
      "span", .class("calendars"), .value("role", "group"), .value("aria-label", texts.calendar)
    ) { html in
      let choices: [(DateCalendarName, String)] = [
        (.gregorian, texts.gregorian), (.hijri, texts.hijri),
      ]
      for (calendar, name) in choices {
        let address = frame.address(
          "/search", Self.parameters(frame.parameters, in: calendar))
        if (calendar == .hijri) == isHijri {
          html.element(
            "a", .href(address), .value("rel", "nofollow"), .value("aria-current", "true"),
            text: name)
        } else {
          html.element("a", .href(address), .value("rel", "nofollow"), text: name)
        }
        html.raw(" ")
      }
    }
  }

  /// The parameters of the same search in a calendar: the range has the same days.
  static func parameters(_ parameters: Parameters, in calendar: DateCalendarName) -> Parameters {
    var changed = parameters.removing("offset", "cursor")
      .setting("calendar", calendar == .hijri ? "hijri" : nil)
    for name in ["from", "to"] {
      guard let text = parameters[name] else { continue }
      changed = changed.setting(name, converted(text, to: calendar, isEnd: name == "to"))
    }
    return changed
  }

  /// A date in another calendar; the text itself if it is in that already, or not understood.
  ///
  /// A month or a year begins and ends within one of the other calendar, so it becomes its first or
  /// its last day.
  static func converted(_ text: String, to calendar: DateCalendarName, isEnd: Bool) -> String {
    guard var date = ArticleDate(text) else { return text }
    if date.gregorian == nil || date.hijri == nil {
      let isOfCalendar = calendar == .hijri ? date.hijri != nil : date.gregorian != nil
      guard !isOfCalendar else { return text }
      let second = isEnd ? date.seconds.upperBound - 1 : date.seconds.lowerBound
      let day = Date(timeIntervalSince1970: Double(second))
        .ISO8601Format(.iso8601.year().month().day())
      guard let whole = ArticleDate(day) else { return text }
      date = whole
    }
    return (calendar == .hijri ? date.hijri : date.gregorian)?.text ?? text
  }
}
