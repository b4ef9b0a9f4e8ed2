/// The day that a text names, in the calendars in which it names it.
///
/// The day is the one that is written: a time zone is ignored, because a newspaper's day is the day
/// of its readers. `Documentation/Dates.md` lists the forms.
package struct WrittenDate: Hashable, Sendable {
  /// A written year of four digits below this is a Hijri year, and from it on a Gregorian one: 1600
  /// AH comes in 2173, and nothing older than 1600 CE is dated by the day in a newspaper's archive.
  package static let firstGregorianYear = 1_600

  /// The Gregorian day, if the text names one.
  package let gregorian: GregorianDay?

  /// The Hijri day, if the text names one.
  package let hijri: HijriDay?

  /// Reads `text`, or gives nil if it is in none of the known forms or says more than a date.
  package init?(_ text: String) {
    if let day = CalendarDay(machineForm: text) {
      self.init(day)
      return
    }
    guard let tokens = DateToken.tokens(text) else { return nil }
    if let day = CalendarDay(tokens[...]) {
      self.init(day)
    } else if let date = Self.pair(in: tokens) {
      self = date
    } else {
      return nil
    }
  }

  private init(_ day: CalendarDay) { self.init(day, nil) }

  private init(_ one: CalendarDay, _ other: CalendarDay?) {
    gregorian = one.gregorian ?? other?.gregorian
    hijri = one.hijri ?? other?.hijri
  }

  /// A day in two calendars, such as `18/05/2024 الموافق 10/11/1445`.
  private static func pair(in tokens: [DateToken]) -> WrittenDate? {
    let middle = tokens.firstIndex {
      if case .word(let word) = $0 { DateWords.corresponding.contains(word) } else { false }
    }
    if let middle {
      return joined(CalendarDay(tokens[..<middle]), CalendarDay(tokens[(middle + 1)...]))
    }
    // Without a word between them, two days are a pair only if their calendars differ.
    guard tokens.count <= 40 else { return nil }
    for cut in tokens.indices.dropFirst() {
      guard let first = CalendarDay(tokens[..<cut]), let second = CalendarDay(tokens[cut...]),
        first.isGregorian != second.isGregorian
      else { continue }
      return WrittenDate(first, second)
    }
    return nil
  }

  /// Either side may be the one that can be read; two different days of one calendar are not a
  /// date.
  private static func joined(_ first: CalendarDay?, _ second: CalendarDay?) -> WrittenDate? {
    guard let first else { return second.map { WrittenDate($0) } }
    guard let second, second != first else { return WrittenDate(first) }
    return first.isGregorian == second.isGregorian ? nil : WrittenDate(first, second)
  }
}
