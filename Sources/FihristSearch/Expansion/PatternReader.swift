/// Reads regular expressions.
struct PatternReader {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var nesting = 0

  private init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  /// The pattern that `text` says.
  static func read(_ text: String) throws(PatternError) -> ScalarPattern {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count <= Query.maximumPatternLength else {
      throw PatternError(
        offset: Query.maximumPatternLength,
        reason: "a pattern has at most \(Query.maximumPatternLength) characters")
    }
    var reader = PatternReader(scalars)
    let pattern = try reader.choice()
    guard reader.index == scalars.count else { throw reader.error("a ) has no partner") }
    return pattern
  }

  private func error(_ reason: String) -> PatternError {
    PatternError(offset: index, reason: reason)
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func choice() throws(PatternError) -> ScalarPattern {
    var choices = [try sequence()]
    while next == "|" {
      index += 1
      choices.append(try sequence())
    }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func sequence() throws(PatternError) -> ScalarPattern {
    var parts: [ScalarPattern] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      parts.append(try repetition(of: try atom()))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func atom() throws(PatternError) -> ScalarPattern {
    guard let scalar = next else { throw error("something is missing") }
    switch scalar {
    case "(":
      guard nesting < Query.maximumNesting else {
        throw error("more than \(Query.maximumNesting) groups lie inside each other")
      }
      index += 1
      nesting += 1
      let pattern = try choice()
      nesting -= 1
      guard next == ")" else { throw error("a ( has no partner") }
      index += 1
      return pattern
    case "[": return .scalar(try set())
    case "*", "+", "?", "{": throw error("there is nothing before \(scalar)")
    case ".":
      index += 1
      return .scalar(.all)
    case "\\":
      index += 1
      return .scalar(ScalarSet(try escaped()))
    default:
      index += 1
      return .scalar(ScalarSet(scalar))
    }
  }

  private mutating func escaped() throws(PatternError) -> Unicode.Scalar {
    guard let scalar = next else { throw error("nothing follows the \\") }
    index += 1
    return scalar
  }

  /// A set in brackets, whose first one is next.
  private mutating func set() throws(PatternError) -> ScalarSet {
    index += 1
    let isInverted = next == "^"
    if isInverted { index += 1 }
    var ranges: [ClosedRange<UInt32>] = []
    while let scalar = next, scalar != "]" {
      index += 1
      let first = scalar == "\\" ? try escaped() : scalar
      guard next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
        ranges.append(first.value...first.value)
        continue
      }
      index += 1
      guard let end = next else { throw error("a range has no end") }
      index += 1
      let last = end == "\\" ? try escaped() : end
      guard first <= last else { throw error("a range goes backwards") }
      ranges.append(first.value...last.value)
    }
    guard next == "]" else { throw error("a [ has no partner") }
    index += 1
    guard !ranges.isEmpty else { throw error("nothing stands between [ and ]") }
    return isInverted ? ScalarSet(ranges).inverted : ScalarSet(ranges)
  }

  private mutating func repetition(
    of pattern: ScalarPattern
  ) throws(PatternError) -> ScalarPattern {
    var pattern = pattern
    while let scalar = next {
      switch scalar {
      case "*": pattern = .repeated(pattern, least: 0, most: nil)
      case "+": pattern = .repeated(pattern, least: 1, most: nil)
      case "?": pattern = .repeated(pattern, least: 0, most: 1)
      case "{":
        index += 1
        pattern = try counted(pattern)
        continue
      default: return pattern
      }
      index += 1
    }
    return pattern
  }

  /// What follows a `{`.
  private mutating func counted(_ pattern: ScalarPattern) throws(PatternError) -> ScalarPattern {
    guard let least = number() else { throw error("a { is followed by a number") }
    var most: Int? = least
    if next == "," {
      index += 1
      most = number()
    }
    guard next == "}" else { throw error("a { has no partner") }
    index += 1
    if let most, most < least { throw error("a range goes backwards") }
    guard max(least, most ?? 0) <= Query.maximumPatternLength else {
      throw error("more than \(Query.maximumPatternLength) repetitions are too many")
    }
    return .repeated(pattern, least: least, most: most)
  }

  private mutating func number() -> Int? {
    var number: Int?
    while let scalar = next, "0"..."9" ~= scalar, number ?? 0 < 100_000 {
      number = (number ?? 0) * 10 + Int(scalar.value - 0x30)
      index += 1
    }
    return number
  }
}
