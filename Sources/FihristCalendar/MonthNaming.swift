/// Which Arabic names the Gregorian months have.
package enum MonthNaming: String, CaseIterable, Hashable, Sendable {
  /// يناير, فبراير, …: Egypt, Sudan and the Gulf.
  case egyptian
  /// كانون الثاني, شباط, …: the Levant and Iraq.
  case levantine
  /// جانفي, فيفري, …: Algeria and Tunisia.
  case maghrebi
  /// يناير, فبراير, … يوليوز, غشت: Morocco and Mauritania.
  case moroccan

  /// The name of a Gregorian month, 1 to 12.
  package func name(ofMonth month: Int) -> String {
    precondition((1...12).contains(month), "a year has twelve months")
    let names =
      switch self {
      case .egyptian: Self.egyptianNames
      case .levantine: Self.levantineNames
      case .maghrebi: Self.maghrebiNames
      case .moroccan: Self.moroccanNames
      }
    return names[month - 1]
  }

  /// The Arabic name of a Hijri month, 1 to 12.
  package static func hijriName(ofMonth month: Int) -> String {
    precondition((1...12).contains(month), "a year has twelve months")
    return hijriNames[month - 1]
  }

  private static let egyptianNames = [
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
    "نوفمبر", "ديسمبر",
  ]
  private static let levantineNames = [
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
    "تشرين الثاني", "كانون الأول",
  ]
  private static let maghrebiNames = [
    "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر",
    "نوفمبر", "ديسمبر",
  ]
  private static let moroccanNames = [
    "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر",
    "نونبر", "دجنبر",
  ]
  private static let hijriNames = [
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان",
    "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
  ]
}

extension GregorianDay {
  /// The day in Arabic words: 18 مايو 2024.
  package func arabic(_ naming: MonthNaming = .egyptian) -> String {
    "\(day) \(naming.name(ofMonth: month)) \(year)"
  }
}

extension HijriDay {
  /// The day in Arabic words: 10 ذو القعدة 1445 هـ.
  package var arabic: String { "\(day) \(MonthNaming.hijriName(ofMonth: month)) \(year) هـ" }
}
