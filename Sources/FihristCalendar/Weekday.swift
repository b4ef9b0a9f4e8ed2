/// A day of the week.
package enum Weekday: Int, CaseIterable, Hashable, Sendable {
  /// The numbers are those of ISO 8601.
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  /// The weekday of a day, counted from 1 January 1970, which was a Thursday.
  package init(daysSince1970 days: Int) {
    let sinceMonday = (days + 3) - (days + 3).quotient(roundedDownBy: 7) * 7
    self = Self.allCases[sinceMonday]
  }

  /// The Arabic name: السبت.
  package var arabicName: String {
    switch self {
    case .monday: "الاثنين"
    case .tuesday: "الثلاثاء"
    case .wednesday: "الأربعاء"
    case .thursday: "الخميس"
    case .friday: "الجمعة"
    case .saturday: "السبت"
    case .sunday: "الأحد"
    }
  }
}
