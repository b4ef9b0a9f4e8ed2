/// Words that may surround a date, folded as ``DateToken`` folds them.
enum DateWords {
  /// Parts of the day, time zones, prepositions and ordinal endings: they change no day.
  static let harmless: Set<String> = Set(
    """
    يوم st nd rd th of on at the م ص مساء صباحا ظهرا عصرا ليلا فجرا am pm a p
    cet cest bst eet eest ast msk ist
    الساعه ساعه بتوقيت توقيت مكه المكرمه القاهره بيروت بغداد في من لعام
    عام سنه بتاريخ تاريخ شهر ميلادي ميلاديه للميلاد ad ce
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  )

  /// Names of time zones, and of countries for theirs, that are ignored behind a time. Without one
  /// they may be other words.
  static let otherZones: Set<String> = [
    "ksa", "uae", "adt", "gst", "irst", "irdt", "trt", "pkt", "idt", "wet", "west", "wat", "cat",
    "eat", "sast", "msd", "hkt", "sgt", "jst", "kst", "aest", "aedt", "akst", "akdt", "hst",
  ]

  /// Words that say that the year is a Hijri one.
  static let hijri: Set<String> = ["ه", "هجري", "هجريه", "للهجره", "ah"]

  /// The word between a Hijri date and its Gregorian one.
  static let corresponding: Set<String> = ["الموافق", "الموافقه", "موافق"]

  /// The days of the week.
  static let weekdays: [String: Weekday] = weekdayNames.reduce(into: [:]) { words, names in
    for name in names.value.split(separator: " ") { words[String(name)] = names.key }
  }

  private static let weekdayNames: [Weekday: String] = [
    .monday: "الاثنين اثنين monday mon", .tuesday: "الثلاثاء ثلاثاء tuesday tue tues",
    .wednesday: "الاربعاء اربعاء wednesday wed", .thursday: "الخميس خميس thursday thu thur thurs",
    .friday: "الجمعه جمعه friday fri", .saturday: "السبت سبت saturday sat",
    .sunday: "الاحد احد sunday sun",
  ]

  /// The time zones whose names RFC 2822 defines, in seconds east of UTC. Other names have several
  /// meanings, such as AST and IST.
  static let zones: [String: Int] = [
    "z": 0, "gmt": 0, "utc": 0, "غرينتش": 0, "جرينتش": 0,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
  ].mapValues { $0 * 3_600 }

  /// Words after a time that say which part of the day it is in.
  static let halves: [String: DayPart] = [
    "am": .morning, "a": .morning, "ص": .morning, "صباحا": .morning, "فجرا": .morning,
    "pm": .afternoon, "p": .afternoon, "م": .afternoon, "مساء": .afternoon, "عصرا": .afternoon,
    "ظهرا": .noon, "ليلا": .night,
  ]
}
