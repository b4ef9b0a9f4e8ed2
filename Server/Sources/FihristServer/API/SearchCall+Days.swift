internal import Fihrist

extension SearchCall {
  /// So many months are shown by their days: about as many bars as there is room for.
  private static let monthsOfDays = 1...2

  /// The search for the days of what was found, if that lies in so few months that months would
  /// tell little. Only then: days of many years would be more than all the rest of an answer.
  ///
  /// - Parameter time: What is left of the time of the search.
  func daySearch(for results: SearchResults, time: Duration?) -> SearchRequest? {
    guard showsDays, !results.isPartial, let months = results.histograms.last,
      Self.monthsOfDays.contains(months.values.count),
      case .dates(.month, let calendar) = months.buckets
    else { return nil }
    var days = request
    (days.limit, days.start, days.sort) = (0, .offset(0), [])
    (days.snippets, days.counting, days.collapsesCopies) = (nil, .asFarAsSeen, false)
    // Values that were chosen narrow what is counted; the others were counted already.
    days.facets = days.facets.filter { !$0.selected.isEmpty }
    days.histograms = [HistogramRequest(months.field, .dates(.day, calendar))]
    days.timeLimit = time.map { max(.milliseconds(1), $0) }
    return days
  }
}

extension SearchCall.Outcome {
  /// Takes the days that a search found. Those that time cut short would be wrong.
  mutating func add(days: SearchResults) {
    guard !days.isPartial else { return lacksDays = true }
    results.histograms += days.histograms
  }
}
