public import Fihrist

extension Concordance {
  /// One object, as `fihrist kwic --json` prints it.
  ///
  /// - Parameters:
  ///   - query: The text of the query.
  ///   - readAs: How it was understood.
  ///   - filter: The text of the filter.
  public func json(query: String, readAs: String, filter: String?) -> JSON {
    var members = [
      JSON.Member("query", .string(query)), JSON.Member("read_as", .string(readAs)),
    ]
    if let filter { members.append(JSON.Member("filter", .string(filter))) }
    members += [
      JSON.Member("total", total.json), JSON.Member("documents", .integer(documentCount)),
    ]
    if !notes.isEmpty {
      members.append(JSON.Member("notes", .array(notes.map { .string($0.text) })))
    }
    members.append(JSON.Member("lines", .array(lines.map(\.json))))
    if hasMore { members.append(JSON.Member("more", .bool(true))) }
    if let stopReason { members.append(JSON.Member("partial", .string(stopReason.rawValue))) }
    return .object(members)
  }
}

extension ConcordanceLine {
  /// One object.
  public var json: JSON {
    [
      "key": .string(key), "field": .string(field), "left": .string(left),
      "match": .string(match), "right": .string(right), "start": .integer(range.lowerBound),
      "end": .integer(range.upperBound),
      "fields": JSON(fields: fields),
    ]
  }
}
