public import Fihrist

extension Facet {
  /// The values with their counts as one object.
  public var json: JSON {
    [
      "values": .array(values.map { .array([.string($0.value), .integer($0.count)]) }),
      "other": .integer(other), "missing": .integer(missing),
    ]
  }
}

extension Histogram {
  /// The buckets with their counts as one object.
  public var json: JSON {
    var members: [JSON.Member] = []
    switch buckets {
    case .dates(let unit, let calendar):
      members.append(JSON.Member("unit", .string(unit.rawValue)))
      if calendar != .gregorian {
        members.append(JSON.Member("calendar", .string(calendar.rawValue)))
      }
    case .numbers(let width): members.append(JSON.Member("width", .number(width)))
    }
    let values = values.map { JSON.array([.string($0.name), .integer($0.count)]) }
    members.append(JSON.Member("buckets", .array(values)))
    members.append(JSON.Member("missing", .integer(missing)))
    return .object(members)
  }
}

extension ColumnSummary {
  /// The summary as one object.
  public var json: JSON {
    [
      "least": JSON(least), "greatest": JSON(greatest), "sum": sum.map(JSON.number) ?? .null,
      "mean": mean.map(JSON.number) ?? .null, "count": .integer(count),
      "missing": .integer(missing),
    ]
  }
}

extension QueryNote {
  /// The note as one object.
  public var json: JSON {
    ["code": .string(code.rawValue), "text": .string(text), "column": .integer(column)]
  }
}

extension Correction {
  /// The correction as one object.
  public var json: JSON {
    ["query": .string(query), "reason": .string(reason.rawValue), "total": .integer(total)]
  }
}

extension RankingCounters {
  /// The work of ranking as one object.
  public var json: JSON {
    [
      "postings_decoded": .integer(decodedPostings),
      "documents_scored": .integer(scoredDocuments),
      "positions_compared": .integer(comparedPositions), "windows": .integer(windows),
      "windows_skipped": .integer(skippedWindows),
    ]
  }
}
