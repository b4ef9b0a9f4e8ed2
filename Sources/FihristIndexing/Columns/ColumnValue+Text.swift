internal import FihristCalendar
public import FihristFormat

extension ColumnValue {
  /// The value as text; a field of its type reads the same value from it. Dates are in the form
  /// 2024-05-18, with a time, 2024-05-18T10:20:30, unless that is midnight.
  public var text: String {
    switch self {
    case .keyword(let string): string
    case .integer(let number): String(number)
    case .decimal(let number): String(number)
    case .date(let seconds): Self.text(ofDate: seconds)
    case .boolean(let isTrue): isTrue ? "true" : "false"
    }
  }

  private static func text(ofDate seconds: Int64) -> String {
    // Columns have only dates of the years 1 to 9999, unless a file was forged.
    guard let day = GregorianDay(secondsSince1970: seconds) else { return String(seconds) }
    let time = seconds - day.secondsSince1970
    return time > 0 ? day.iso(atSecond: Int(time)) : day.iso
  }
}
