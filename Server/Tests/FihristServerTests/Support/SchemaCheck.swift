import Foundation

/// Checks values against the schemas of a description, as far as these use JSON Schema.
struct SchemaCheck {
  /// The whole description.
  let description: [String: Any]

  /// Where `value` is not what `schema` says, with what is there; empty if it is.
  func findings(_ value: Any, _ schema: [String: Any], at path: String = "") -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = String(reference.split(separator: "/").last ?? "")
      let components = description["components"] as? [String: [String: Any]]
      guard let named = components?["schemas"]?[name] as? [String: Any] else {
        return ["\(path): no schema \(name)"]
      }
      return findings(value, named, at: path)
    }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let all = choices.map { findings(value, $0, at: path) }
      return all.contains { $0.isEmpty } ? [] : all.flatMap(\.self)
    }
    let types = schema["type"] as? [String] ?? [schema["type"] as? String ?? "none"]
    guard types.contains(where: { isOf($0, value) }) else { return ["\(path): \(value)"] }
    if let words = schema["enum"] as? [String], let word = value as? String, !words.contains(word) {
      return ["\(path): \(word)"]
    }
    if let members = value as? [String: Any] { return findings(members, schema, path) }
    if let list = value as? [Any] { return findings(list, schema, path) }
    return []
  }

  private func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "integer": value is Int
    case "number": value is Double
    case "boolean": value is Bool
    default: false
    }
  }

  private func findings(
    _ members: [String: Any], _ schema: [String: Any], _ path: String
  ) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let missing = (schema["required"] as? [String] ?? []).filter { members[$0] == nil }
    return missing.map { "\(path).\($0) is missing" }
      + members.flatMap { name, value -> [String] in
        let others = schema["additionalProperties"] as? [String: Any]
        guard let known = properties[name] ?? others else {
          return schema["properties"] == nil ? [] : ["\(path).\(name) is unknown"]
        }
        return findings(value, known, at: "\(path).\(name)")
      }
  }

  private func findings(_ list: [Any], _ schema: [String: Any], _ path: String) -> [String] {
    let first = schema["prefixItems"] as? [[String: Any]] ?? []
    guard first.isEmpty || first.count == list.count else { return ["\(path): \(list.count)"] }
    return list.enumerated().flatMap { index, value in
      guard let known = first.isEmpty ? schema["items"] as? [String: Any] : first[index] else {
        return [String]()
      }
      return findings(value, known, at: "\(path)[\(index)]")
    }
  }
}
