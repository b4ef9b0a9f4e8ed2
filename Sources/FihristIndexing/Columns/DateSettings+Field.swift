package import FihristCalendar
package import FihristFormat

extension DateSettings {
  /// How `field` reads dates.
  package init(_ field: Field) {
    self.init(order: field.dateOrder.map(Order.init) ?? .dayFirst)
  }
}

extension DateSettings.Order {
  fileprivate init(_ order: DateOrder) {
    switch order {
    case .dayMonth: self = .dayFirst
    case .monthDay: self = .monthFirst
    case .undecided: self = .undecided
    }
  }
}
