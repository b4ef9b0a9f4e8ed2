public import Fihrist

extension Trends {
  /// One object, as `fihrist trends --json` prints it.
  ///
  /// - Parameters:
  ///   - queries: The texts of the queries.
  ///   - filter: The text of the filter.
  public func json(queries: [String], filter: String?) -> JSON {
    var members = [
      JSON.Member("field", .string(field)), JSON.Member("unit", .string(unit.rawValue)),
    ]
    if calendar != .gregorian {
      members.append(JSON.Member("calendar", .string(calendar.rawValue)))
    }
    if let filter { members.append(JSON.Member("filter", .string(filter))) }
    if !notes.isEmpty {
      members.append(JSON.Member("notes", .array(notes.map { .string($0.text) })))
    }
    let periods = zip(periods, documentCounts).map { name, count in
      JSON.array([.string(name), .integer(count)])
    }
    members.append(JSON.Member("periods", .array(periods)))
    let all = zip(queries, series).map { query, series in json(series, of: query) }
    members.append(JSON.Member("series", .array(all)))
    if let stopReason { members.append(JSON.Member("partial", .string(stopReason.rawValue))) }
    return .object(members)
  }

  private func json(_ series: Series, of query: String) -> JSON {
    let points = zip(periods, series.points).map { period, point in
      JSON.object([JSON.Member("period", .string(period))] + point.members)
    }
    return [
      "query": .string(query), "read_as": .string(series.query), "points": .array(points),
      "undated": .object(series.undated.members),
    ]
  }
}

extension Trends.Point {
  /// The counts as members of an object; the share is null without words.
  public var members: [JSON.Member] {
    let share = words == 0 ? JSON.null : .number((perMillion * 1000).rounded() / 1000)
    return [
      JSON.Member("documents", .integer(documents)),
      JSON.Member("occurrences", .integer(occurrences)), JSON.Member("words", .integer(words)),
      JSON.Member("per_million", share),
    ]
  }
}
