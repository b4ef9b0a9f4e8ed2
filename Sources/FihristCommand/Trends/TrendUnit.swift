import ArgumentParser
import Fihrist

/// A period of trends, as an option names it.
enum TrendUnit: String, CaseIterable, ExpressibleByArgument {
  /// From the first to the last day of the unit; weeks start on Monday.
  case day, week, month, year

  /// The same for the library.
  var unit: DateUnit {
    switch self {
    case .day: .day
    case .week: .week
    case .month: .month
    case .year: .year
    }
  }
}
