internal import FihristFormat

/// Makes a schema of the members of a schema file, and says of each wrong one where it is.
struct SchemaMembers {
  /// The file, for errors.
  let path: String

  private static let fieldMembers = [
    "name", "type", "from", "analyzer", "indexed", "positions", "stored", "boost",
  ]

  /// Makes a schema of the whole file.
  func schema(_ value: JSONValue) throws(ArchiveError) -> Schema {
    let members = try object(value, at: "", allowed: ["key", "fields"])
    guard let key = members["key"] else {
      throw error("key", "is missing", "name the member that identifies a record")
    }
    guard let list = members["fields"], case .array(let elements) = list else {
      throw error("fields", "is no array", "list the fields in brackets")
    }
    var fields: [Field] = []
    for (index, element) in elements.enumerated() {
      fields.append(try field(element, at: "fields[\(index)]"))
    }
    let name = try string(key, at: "key")
    do throws(SchemaError) {
      return try Schema(key: name, fields: fields)
    } catch {
      let place = fields.firstIndex { $0.name == error.field }.map { "fields[\($0)]: " } ?? ""
      throw ArchiveError(.schema, path: path, reason: place + error.reason, advice: error.advice)
    }
  }

  private func field(_ value: JSONValue, at place: String) throws(ArchiveError) -> Field {
    let members = try object(value, at: place, allowed: Self.fieldMembers)
    guard let name = members["name"] else {
      throw error("\(place).name", "is missing", "name the field")
    }
    let kind = try kind(members["type"], at: "\(place).type")
    let isIndexed = try bool(members["indexed"], kind == .text, at: "\(place).indexed")
    return Field(
      name: try string(name, at: "\(place).name"),
      kind: kind,
      analyzer: try members["analyzer"].map { value throws(ArchiveError) in
        try string(value, at: "\(place).analyzer")
      } ?? (isIndexed ? SchemaFile.defaultAnalyzer : ""),
      isIndexed: isIndexed,
      hasPositions: try bool(members["positions"], isIndexed, at: "\(place).positions"),
      isStored: try bool(members["stored"], true, at: "\(place).stored"),
      boost: try number(members["boost"], 1, at: "\(place).boost"),
      sources: try strings(members["from"], at: "\(place).from"))
  }
}

extension SchemaMembers {
  private func error(_ place: String, _ reason: String, _ advice: String) -> ArchiveError {
    ArchiveError(.schema, path: path, reason: "\(place) \(reason)", advice: advice)
  }

  private func mismatch(_ place: String, _ value: JSONValue, _ wanted: String) -> ArchiveError {
    error(place, "is \(value.kindName) and not \(wanted)", "give \(wanted)")
  }

  private func object(
    _ value: JSONValue, at place: String, allowed: [String]
  ) throws(ArchiveError) -> [String: JSONValue] {
    guard case .object(let list) = value else {
      throw mismatch(place.isEmpty ? "the file" : place, value, "an object")
    }
    var members: [String: JSONValue] = [:]
    for (name, value) in list {
      let inner = place.isEmpty ? name : "\(place).\(name)"
      guard allowed.contains(name) else {
        throw error(inner, "is not known", "use \(allowed.joined(separator: ", "))")
      }
      guard members.updateValue(value, forKey: name) == nil else {
        throw error(inner, "is there twice", "keep one of the two")
      }
    }
    return members
  }

  private func string(_ value: JSONValue, at place: String) throws(ArchiveError) -> String {
    guard case .string(let text) = value else { throw mismatch(place, value, "a string") }
    guard !text.isEmpty else { throw error(place, "is empty", "give it a name") }
    return text
  }

  private func strings(_ value: JSONValue?, at place: String) throws(ArchiveError) -> [String] {
    guard let value else { return [] }
    guard case .array(let elements) = value else { return [try string(value, at: place)] }
    var all: [String] = []
    for (index, element) in elements.enumerated() {
      all.append(try string(element, at: "\(place)[\(index)]"))
    }
    return all
  }

  private func bool(
    _ value: JSONValue?, _ preset: Bool, at place: String
  ) throws(ArchiveError) -> Bool {
    guard let value else { return preset }
    guard case .bool(let flag) = value else { throw mismatch(place, value, "true or false") }
    return flag
  }

  private func number(
    _ value: JSONValue?, _ preset: Double, at place: String
  ) throws(ArchiveError) -> Double {
    guard let value else { return preset }
    guard case .number(let text) = value, let number = Double(text), number.isFinite else {
      throw mismatch(place, value, "a number")
    }
    return number
  }

  private func kind(_ value: JSONValue?, at place: String) throws(ArchiveError) -> Field.Kind {
    guard let value else { return .text }
    let kinds = Field.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    guard let kind = Field.Kind(rawValue: try string(value, at: place)) else {
      throw error(place, "is no type of field", "use one of \(kinds)")
    }
    return kind
  }
}
