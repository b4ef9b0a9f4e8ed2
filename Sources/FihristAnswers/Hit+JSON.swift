public import Fihrist

extension Hit {
  /// The hit as one object.
  public func json(showsSnippets: Bool) -> JSON {
    var members = [JSON.Member("rank", .integer(rank)), JSON.Member("key", .string(key))]
    if let score { members.append(JSON.Member("score", .single(score))) }
    if isRelated { members.append(JSON.Member("related", .bool(true))) }
    if !copies.isEmpty {
      members.append(JSON.Member("copies", .array(copies.map { .string($0) })))
    }
    if !sortedValues.isEmpty {
      let values = sortedValues.map { JSON.Member($0.field, JSON($0.text)) }
      members.append(JSON.Member("sort", .object(values)))
    }
    members += [
      JSON.Member("title", JSON(title)), JSON.Member("date", JSON(date)),
      JSON.Member("source", JSON(source)),
    ]
    if showsSnippets { members.append(JSON.Member("snippets", .array(snippets.map(\.json)))) }
    members.append(JSON.Member("fields", JSON(fields: fields)))
    return .object(members)
  }
}

extension HitGroup {
  /// The group as one object.
  public func json(showsSnippets: Bool) -> JSON {
    [
      "value": JSON(value), "total": .integer(total),
      "hits": .array(hits.map { $0.json(showsSnippets: showsSnippets) }),
    ]
  }
}

extension Snippet {
  /// The passage as one object: its parts, each with 1 if it is marked.
  public var json: JSON {
    [
      "field": .string(field), "dir": .string(direction.rawValue),
      "parts": .array(parts.map { .array([.string($0.text), .integer($0.isMarked ? 1 : 0)]) }),
    ]
  }
}
