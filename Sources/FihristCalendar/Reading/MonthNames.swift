/// The names of the months as newspapers write them, folded as ``DateToken`` folds words.
///
/// Of the Gregorian months, Egypt and the Gulf use the Latin names, the Levant and Iraq the Syriac
/// ones, the Maghreb the French ones.
enum MonthNames {
  /// The months whose names are one word.
  static let months: [String: CalendarMonth] = {
    var months: [String: CalendarMonth] = [:]
    for (index, names) in gregorian.enumerated() {
      for name in names { months[name] = .gregorian(index + 1) }
    }
    for (month, names) in hijri { for name in names { months[name] = .hijri(month) } }
    return months
  }()

  private static let gregorian = [
    ["يناير", "جانفي", "january", "jan"],
    ["فبراير", "شباط", "فيفري", "february", "feb"],
    ["مارس", "اذار", "march", "mar"],
    ["ابريل", "نيسان", "افريل", "april", "apr"],
    ["مايو", "ايار", "ماي", "may"],
    ["يونيو", "يونيه", "حزيران", "جوان", "june", "jun"],
    ["يوليو", "يوليه", "تموز", "جويليه", "يوليوز", "july", "jul"],
    ["اغسطس", "اب", "اوت", "غشت", "august", "aug"],
    ["سبتمبر", "ايلول", "شتنبر", "september", "sept", "sep"],
    ["اكتوبر", "october", "oct"],
    ["نوفمبر", "نونبر", "november", "nov"],
    ["ديسمبر", "دجنبر", "december", "dec"],
  ]

  private static let hijri: [(Int, [String])] = [
    (1, ["محرم", "المحرم", "muharram"]), (2, ["صفر", "safar"]), (7, ["رجب", "rajab"]),
    (8, ["شعبان", "shaban", "shaaban"]), (9, ["رمضان", "ramadan", "ramadhan"]),
    (10, ["شوال", "shawwal"]),
    (11, ["ذوالقعده", "ذيالقعده"]), (12, ["ذوالحجه", "ذيالحجه"]),
  ]

  /// The months whose names are two words, by the first and then the second.
  static let pairs: [String: [String: CalendarMonth]] = [
    "كانون": second(first: .gregorian(12), second: .gregorian(1)),
    "تشرين": second(first: .gregorian(10), second: .gregorian(11)),
    "ربيع": second(first: .hijri(3), second: .hijri(4)),
    "جمادي": second(first: .hijri(5), second: .hijri(6)),
    "ذو": possessor, "ذي": possessor, "ذا": possessor,
  ]

  private static func second(
    first: CalendarMonth, second: CalendarMonth
  ) -> [String: CalendarMonth] {
    var names: [String: CalendarMonth] = [:]
    for name in ["الاول", "اول", "الاولي", "اولي"] { names[name] = first }
    for name in ["الثاني", "ثاني", "ثان", "الثانيه", "ثانيه", "الاخر", "اخر", "الاخره"] {
      names[name] = second
    }
    return names
  }

  private static let possessor: [String: CalendarMonth] = [
    "القعده": .hijri(11), "قعده": .hijri(11), "الحجه": .hijri(12), "حجه": .hijri(12),
  ]
}
