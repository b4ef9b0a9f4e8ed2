internal import FihristFormat

/// Makes a schema from the members of a schema file, and reports where each error is.
struct SchemaMembers {
  /// The file, for errors.
  let path: String

  private static let fieldMembers = [
    "name", "type", "from", "analyzer", "indexed", "positions", "stored", "column", "boost",
    "order", "lead", "alone",
  ]

  /// Makes a schema of the whole file.
  func schema(_ value: JSONValue) throws(ArchiveError) -> ArchiveSchema {
    let members = try object(value, at: "", allowed: ["key", "fields", "levels", "signatures"])
    guard let key = members["key"] else {
      throw error(at: "key", "is missing", advice: "name the member that identifies a record")
    }
    guard let list = members["fields"], case .array(let elements) = list else {
      throw error(at: "fields", "is not an array", advice: "list the fields in brackets")
    }
    var fields: [Field] = []
    var mapping = RecordMapping(key: try string(key, at: "key"))
    for (index, element) in elements.enumerated() {
      let location = "fields[\(index)]"
      let members = try object(element, at: location, allowed: Self.fieldMembers)
      let field = try field(members, at: location)
      let sources = try strings(members["from"], at: "\(location).from")
      if !sources.isEmpty { mapping.fields[field.name] = sources }
      fields.append(field)
    }
    let levels = try levels(members["levels"])
    let hasSignatures = try bool(members["signatures"], false, at: "signatures")
    do throws(SchemaError) {
      return ArchiveSchema(
        schema: try Schema(checking: fields, levels: levels, hasSignatures: hasSignatures),
        mapping: mapping)
    } catch {
      // Of two fields with one name the second is the one to correct.
      let index = fields.lastIndex { $0.name == error.field }
      let location = index.map { "fields[\($0)] \"\(fields[$0].name)\": " } ?? ""
      throw ArchiveError(.schema, path: path, reason: location + error.reason, advice: error.advice)
    }
  }

  private func field(
    _ members: [String: JSONValue], at location: String
  ) throws(ArchiveError) -> Field {
    guard let name = members["name"] else {
      throw error(at: "\(location).name", "is missing", advice: "name the field")
    }
    return Field(
      name: try string(name, at: "\(location).name"), kind: try kind(members, at: location))
  }

  private func kind(
    _ members: [String: JSONValue], at location: String
  ) throws(ArchiveError) -> Field.Kind {
    let type = try type(members["type"], at: "\(location).type")
    let isIndexed = try bool(members["indexed"], type == .text, at: "\(location).indexed")
    let isStored = try bool(members["stored"], true, at: "\(location).stored")
    if isIndexed, type != .text {
      throw error(
        at: subject(members, at: location), "only text can be indexed",
        advice: "make it a text field or leave indexed out")
    }
    let hasColumn = try bool(members["column"], type != .text, at: "\(location).column")
    if hasColumn, type == .text {
      throw error(
        at: subject(members, at: location), "a text has no column",
        advice: "leave column out, or add a keyword field of the same member")
    }
    if !isIndexed, !isStored, !hasColumn {
      throw error(
        at: subject(members, at: location), "it is neither indexed nor stored nor in a column",
        advice: "set one of the three or drop the field")
    }
    let order = try order(members["order"], at: "\(location).order")
    if order != nil, type != .date {
      throw error(
        at: subject(members, at: location), "order belongs to a date",
        advice: "leave it out, or use the type date")
    }
    if isIndexed { return .text(try indexing(members, isStored: isStored, at: location)) }
    try refuseSearchSettings(members, type, at: location)
    let options = ValueOptions(hasColumn: hasColumn, isStored: isStored)
    return switch type {
    case .text: .storedText
    case .keyword: .keyword(options)
    case .integer: .integer(options)
    case .decimal: .decimal(options)
    case .date: .date(options, order ?? .dayMonth)
    case .boolean: .boolean(options)
    }
  }

  private func indexing(
    _ members: [String: JSONValue], isStored: Bool, at location: String
  ) throws(ArchiveError) -> TextIndexing {
    var indexing = TextIndexing(isStored: isStored)
    if let analyzer = members["analyzer"] {
      indexing.analyzer = try string(analyzer, at: "\(location).analyzer")
    }
    indexing.hasPositions = try bool(members["positions"], true, at: "\(location).positions")
    indexing.boost = try number(members["boost"], 1, at: "\(location).boost")
    indexing.isSearchedAlone = try bool(members["alone"], false, at: "\(location).alone")
    let lead = try number(members["lead"], 0, at: "\(location).lead")
    guard let words = Int(exactly: lead) else {
      throw error(at: "\(location).lead", "is not a whole number", advice: "give a number of words")
    }
    indexing.leadLength = words
    return indexing
  }

  /// What the levels of a word weigh; nil if the file does not say.
  private func levels(_ value: JSONValue?) throws(ArchiveError) -> LevelWeights? {
    guard let value else { return nil }
    let members = try object(value, at: "levels", allowed: ["form", "stem", "root"])
    let usual = LevelWeights.standard
    let form = Float(try number(members["form"], Double(usual.form), at: "levels.form"))
    let stem = Float(try number(members["stem"], Double(usual.stem), at: "levels.stem"))
    let root = Float(try number(members["root"], Double(usual.root), at: "levels.root"))
    do throws(SchemaError) {
      return try LevelWeights(checkedForm: form, stem: stem, root: root)
    } catch {
      throw self.error(at: "levels", error.reason, advice: error.advice)
    }
  }

  /// Settings of searched fields are an error in any other field, except that a text field that is
  /// not searched may name an analyzer, which does no harm.
  private func refuseSearchSettings(
    _ members: [String: JSONValue], _ type: FieldType, at location: String
  ) throws(ArchiveError) {
    var wrong: [String] = []
    if type != .text, members["analyzer"] != nil { wrong.append("analyzer") }
    if try bool(members["positions"], false, at: "\(location).positions") {
      wrong.append("positions")
    }
    if try number(members["boost"], 1, at: "\(location).boost") != 1 { wrong.append("boost") }
    if try number(members["lead"], 0, at: "\(location).lead") != 0 { wrong.append("lead") }
    if try bool(members["alone"], false, at: "\(location).alone") { wrong.append("alone") }
    guard let first = wrong.first else { return }
    throw error(
      at: subject(members, at: location), "\(first) belongs to a field whose words are searched",
      advice: type == .text
        ? "leave it out, or set indexed to true" : "leave it out, or use the type text")
  }

  /// The field as errors name it.
  private func subject(_ members: [String: JSONValue], at location: String) -> String {
    guard case .string(let name)? = members["name"] else { return location + ":" }
    return "\(location) \"\(name)\":"
  }
}

extension SchemaMembers {
  private func error(at location: String, _ reason: String, advice: String) -> ArchiveError {
    ArchiveError(.schema, path: path, reason: "\(location) \(reason)", advice: advice)
  }

  private func mismatch(at location: String, found value: JSONValue, wanted: String) -> ArchiveError
  {
    error(at: location, "is \(value.kindName) and not \(wanted)", advice: "give \(wanted)")
  }

  private func object(
    _ value: JSONValue, at location: String, allowed: [String]
  ) throws(ArchiveError) -> [String: JSONValue] {
    guard case .object(let list) = value else {
      throw mismatch(
        at: location.isEmpty ? "the file" : location, found: value, wanted: "an object")
    }
    var members: [String: JSONValue] = [:]
    for (name, value) in list {
      let inner = location.isEmpty ? name : "\(location).\(name)"
      guard allowed.contains(name) else {
        throw error(at: inner, "is not known", advice: "use \(allowed.joined(separator: ", "))")
      }
      guard members.updateValue(value, forKey: name) == nil else {
        throw error(at: inner, "is there twice", advice: "keep one of the two")
      }
    }
    return members
  }

  private func string(_ value: JSONValue, at location: String) throws(ArchiveError) -> String {
    guard case .string(let text) = value else {
      throw mismatch(at: location, found: value, wanted: "a string")
    }
    guard !text.isEmpty else { throw error(at: location, "is empty", advice: "give it a name") }
    return text
  }

  private func strings(_ value: JSONValue?, at location: String) throws(ArchiveError) -> [String] {
    guard let value else { return [] }
    guard case .array(let elements) = value else { return [try string(value, at: location)] }
    var all: [String] = []
    for (index, element) in elements.enumerated() {
      all.append(try string(element, at: "\(location)[\(index)]"))
    }
    return all
  }

  private func bool(
    _ value: JSONValue?, _ preset: Bool, at location: String
  ) throws(ArchiveError) -> Bool {
    guard let value else { return preset }
    guard case .bool(let flag) = value else {
      throw mismatch(at: location, found: value, wanted: "true or false")
    }
    return flag
  }

  private func number(
    _ value: JSONValue?, _ preset: Double, at location: String
  ) throws(ArchiveError) -> Double {
    guard let value else { return preset }
    guard case .number(let text) = value, let number = Double(text), number.isFinite else {
      throw mismatch(at: location, found: value, wanted: "a number")
    }
    return number
  }

  private func order(_ value: JSONValue?, at location: String) throws(ArchiveError) -> DateOrder? {
    guard let value else { return nil }
    let orders = DateOrder.allCases.map(\.rawValue).joined(separator: ", ")
    guard let order = DateOrder(rawValue: try string(value, at: location)) else {
      throw error(at: location, "is not an order of dates", advice: "use one of \(orders)")
    }
    return order
  }

  private func type(_ value: JSONValue?, at location: String) throws(ArchiveError) -> FieldType {
    guard let value else { return .text }
    let types = FieldType.allCases.map(\.rawValue).joined(separator: ", ")
    guard let type = FieldType(rawValue: try string(value, at: location)) else {
      throw error(at: location, "is not a type of field", advice: "use one of \(types)")
    }
    return type
  }
}
