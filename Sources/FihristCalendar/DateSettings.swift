/// How dates are read where a text can be read in two ways.
package struct DateSettings: Hashable, Sendable {
  /// Which number of 05/06/2024 is the day.
  package enum Order: String, CaseIterable, Hashable, Sendable {
    /// The first, as everywhere outside the United States.
    case dayFirst
    /// The second.
    case monthFirst
    /// Neither: such a date is ambiguous.
    case undecided
  }

  /// What a time zone of a text means.
  package enum Zone: String, CaseIterable, Hashable, Sendable {
    /// Nothing: the day and the time stay those that are written, because the day of a newspaper is
    /// the day of its readers.
    case asWritten
    /// The moment is converted to UTC, and its day is the day in UTC. Without a time zone it is
    /// UTC.
    case universal
  }

  /// Which number of 05/06/2024 is the day, if nothing else in the text tells.
  package var order: Order
  /// What a time zone of a text means.
  package var zone: Zone

  /// Makes settings.
  package init(order: Order = .dayFirst, zone: Zone = .asWritten) {
    self.order = order
    self.zone = zone
  }
}
