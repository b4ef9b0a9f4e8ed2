/// The path to a member of a record: `meta.published[0]` is the first element of the list
/// `published` in the object `meta`.
enum MemberPath {
  /// The names on the path; those of elements of lists are `[0]`, `[1]`, ….
  static func steps(_ path: String) -> [Substring] {
    path.split(separator: ".", omittingEmptySubsequences: false).flatMap { step in
      var (name, elements) = (step, [Substring]())
      while let bracket = name.lastIndex(of: "["), bracket > name.startIndex,
        element(name[bracket...]) != nil
      {
        elements.insert(name[bracket...], at: 0)
        name = name[..<bracket]
      }
      return [name] + elements
    }
  }

  /// The position that `step` names, from 0; nil if it is the name of a member.
  static func element(_ step: Substring) -> Int? {
    guard step.hasPrefix("["), step.hasSuffix("]"), step.utf8.count <= 10 else { return nil }
    let digits = step.dropFirst().dropLast()
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int(digits)
  }

  /// Whether `value` has something at the end of `steps`.
  static func leads(_ steps: ArraySlice<Substring>, in value: JSONValue) -> Bool {
    guard let step = steps.first else {
      switch value {
      case .null, .object: return false
      default: return true
      }
    }
    switch value {
    case .object(let members):
      return members.contains { $0.name == step && leads(steps.dropFirst(), in: $0.value) }
    case .array(let elements):
      guard let position = element(step), position < elements.count else { return false }
      return leads(steps.dropFirst(), in: elements[position])
    default: return false
    }
  }
}
