/// A month of one of the calendars.
enum CalendarMonth: Hashable {
  case gregorian(Int)
  case hijri(Int)
}
