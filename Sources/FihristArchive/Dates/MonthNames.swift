/// The names of the Gregorian months as newspapers write them, folded by ``DateWords``.
///
/// Egypt and the Gulf follow the Latin names, the Levant and Iraq the Syriac ones, the Maghreb the
/// French ones. كانون and تشرين stand for two months each and need their ordinal.
enum MonthNames {
  /// The number, 1 to 12, of a month whose name is one word.
  static let months: [String: Int] = table([
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
  ])

  /// The months of the first and of the second كانون and تشرين.
  static let pairs: [String: (first: Int, second: Int)] = [
    "كانون": (12, 1), "تشرين": (10, 11),
  ]

  /// The ordinals of ``pairs``.
  static let ordinals: [String: Int] = ["الاول": 1, "اول": 1, "الثاني": 2, "ثاني": 2, "ثان": 2]

  private static func table(_ rows: [[String]]) -> [String: Int] {
    var months: [String: Int] = [:]
    for (index, names) in rows.enumerated() {
      for name in names { months[name] = index + 1 }
    }
    return months
  }
}
