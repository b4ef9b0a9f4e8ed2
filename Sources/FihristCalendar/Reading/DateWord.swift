/// What a word of a date says.
enum DateWord {
  case month(CalendarMonth)
  /// The first word of a month's name of two words, with the months by their second word.
  case firstOfTwo([String: CalendarMonth])
  /// The year is a Hijri one.
  case hijri
  case weekday(Weekday)
  /// The T between a day and a time.
  case beforeTime
  /// A time zone, in seconds east of UTC.
  case zone(Int)
  /// A time zone that is ignored behind a time.
  case otherZone
  /// It changes no day and no time by itself.
  case harmless

  /// The words that may be in a date, folded as ``DateToken`` folds them.
  static let all: [String: DateWord] = {
    var words: [String: DateWord] = ["t": .beforeTime]
    for word in DateWords.harmless { words[word] = .harmless }
    for word in DateWords.otherZones { words[word] = .otherZone }
    for word in DateWords.hijri { words[word] = .hijri }
    for (word, zone) in DateWords.zones { words[word] = .zone(zone) }
    for (word, weekday) in DateWords.weekdays { words[word] = .weekday(weekday) }
    for (word, month) in MonthNames.months { words[word] = .month(month) }
    for (word, months) in MonthNames.pairs { words[word] = .firstOfTwo(months) }
    return words
  }()
}
