internal import Fihrist
internal import FihristAnswers

extension SearchCall {
  /// The answer of the API. It has no times, so that equal questions get equal bytes.
  func json(_ outcome: Outcome) -> JSON {
    let results = outcome.results
    var total = [
      JSON.Member("value", .integer(results.total.value)),
      JSON.Member("relation", .string(results.total.relation.rawValue)),
    ]
    if results.related > 0 { total.append(JSON.Member("related", .integer(results.related))) }
    var members = [
      JSON.Member("query", .string(text)), JSON.Member("read_as", .string(outcome.readAs)),
      JSON.Member("notes", .array(results.notes.map(Self.note))),
      JSON.Member("generation", .integer(Int(clamping: commit.generation))),
      JSON.Member("total", .object(total)),
      JSON.Member("partial", JSON(results.stopReason?.rawValue)),
    ]
    if !outcome.missingShards.isEmpty {
      members.append(
        JSON.Member("missing_shards", .array(outcome.missingShards.map(JSON.string))))
    }
    if !outcome.corrections.isEmpty {
      members.append(JSON.Member("corrections", .array(outcome.corrections.map(\.json))))
    }
    let wanted = parameters.names("fields") ?? []
    let hits = results.hits.enumerated().map { number, hit in
      let explanations = outcome.explanations
      return HitAnswer(
        hit: hit, fields: wanted,
        explanation: number < explanations.count ? explanations[number] : nil
      ).json
    }
    members.append(JSON.Member("hits", .array(hits)))
    if !results.facets.isEmpty {
      let facets = results.facets.map { JSON.Member($0.field, $0.json) }
      members.append(JSON.Member("facets", .object(facets)))
    }
    if let histogram = results.histograms.first {
      members.append(JSON.Member("timeline", Self.timeline(histogram)))
    }
    members.append(JSON.Member("next", JSON(next(after: results))))
    return .object(members)
  }

  private static func note(_ note: QueryNote) -> JSON {
    [
      "code": .string(note.code.rawValue), "text": .string(note.text), "at": .integer(note.column),
    ]
  }

  private static func timeline(_ histogram: Histogram) -> JSON {
    var members: [JSON.Member] = []
    if case .dates(let unit, let calendar) = histogram.buckets {
      members += [
        JSON.Member("unit", .string(unit.rawValue)),
        JSON.Member("calendar", .string(calendar.rawValue)),
      ]
    }
    let buckets = histogram.values.map { JSON.array([.string($0.name), .integer($0.count)]) }
    return .object(
      members + [
        JSON.Member("buckets", .array(buckets)),
        JSON.Member("undated", .integer(histogram.missing)),
      ])
  }
}
