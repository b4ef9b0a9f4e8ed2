public import Fihrist
public import FihristArchive

extension Schema {
  /// The schema in the form of a schema file.
  ///
  /// - Parameter mapping: Which members of records feed the fields; without it the object has no
  ///   `key`.
  public func json(_ mapping: RecordMapping? = nil) -> JSON {
    var members: [JSON.Member] = []
    if let mapping { members.append(JSON.Member("key", .string(mapping.key))) }
    members.append(JSON.Member("fields", .array(fields.map { $0.json(mapping) })))
    if hasSignatures { members.append(JSON.Member("signatures", .bool(true))) }
    return .object(members)
  }
}

extension Field {
  fileprivate func json(_ mapping: RecordMapping?) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("name", .string(name)), JSON.Member("type", .string(type.rawValue)),
    ]
    if let sources = mapping?.fields[name], sources != [name] {
      members.append(JSON.Member("from", .array(sources.map(JSON.string))))
    }
    if let indexing {
      members.append(JSON.Member("analyzer", .string(indexing.analyzer)))
      members.append(JSON.Member("indexed", .bool(true)))
      members.append(JSON.Member("positions", .bool(indexing.hasPositions)))
      members.append(JSON.Member("boost", .number(indexing.boost)))
      members.append(JSON.Member("alone", .bool(indexing.isSearchedAlone)))
      members.append(JSON.Member("lead", .integer(indexing.leadLength)))
    } else if type == .text {
      members.append(JSON.Member("indexed", .bool(false)))
    }
    members.append(JSON.Member("stored", .bool(isStored)))
    if type != .text { members.append(JSON.Member("column", .bool(hasColumn))) }
    if let dateOrder, dateOrder != .dayMonth {
      members.append(JSON.Member("order", .string(dateOrder.rawValue)))
    }
    return .object(members)
  }
}
