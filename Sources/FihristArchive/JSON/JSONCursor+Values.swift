extension JSONCursor {
  /// A value, by its range in the line.
  enum Value: Hashable, Sendable {
    /// The word null.
    case null
    /// A string.
    case string(Content)
    /// A number, true or false, as written.
    case scalar(Range<Int>)
    /// An array, with its brackets.
    case array(Range<Int>)
    /// An object, with its braces.
    case object(Range<Int>)
  }

  /// Steps over any value; `depth` is how many arrays and objects are open around it.
  mutating func value(depth: Int) throws(JSONProblem) -> Value {
    let start = index
    switch next {
    case UInt8(ascii: "\""):
      return .string(try string())
    case UInt8(ascii: "{"):
      try skipObject(depth: depth)
      return .object(start..<index)
    case UInt8(ascii: "["):
      try skipArray(depth: depth)
      return .array(start..<index)
    case UInt8(ascii: "n"):
      try word(Self.null)
      return .null
    case UInt8(ascii: "t"):
      try word(Self.true)
      return .scalar(start..<index)
    case UInt8(ascii: "f"):
      try word(Self.false)
      return .scalar(start..<index)
    default:
      try number()
      return .scalar(start..<index)
    }
  }

  private static let null: StaticString = "null"
  private static let `true`: StaticString = "true"
  private static let `false`: StaticString = "false"

  private mutating func word(_ word: StaticString) throws(JSONProblem) {
    let length = word.utf8CodeUnitCount
    guard index + length <= end else { throw problem(.noValue) }
    for offset in 0..<length {
      let wanted = unsafe word.utf8Start[offset]
      guard bytes[index + offset] == wanted else { throw problem(.noValue) }
    }
    index += length
  }

  private mutating func number() throws(JSONProblem) {
    let start = index
    if next == UInt8(ascii: "-") { index += 1 }
    let first = next
    let integerDigits = digits()
    guard integerDigits > 0 else {
      throw index == start ? problem(.noValue) : JSONProblem(kind: .number, index: start)
    }
    var isGood = first != UInt8(ascii: "0") || integerDigits == 1
    if next == UInt8(ascii: ".") {
      index += 1
      isGood = digits() > 0 && isGood
    }
    if next | 0x20 == UInt8(ascii: "e") {
      index += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
      isGood = digits() > 0 && isGood
    }
    guard isGood else { throw JSONProblem(kind: .number, index: start) }
  }

  /// Steps over decimal digits and says how many there were.
  private mutating func digits() -> Int {
    let start = index
    while index < end, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
    return index - start
  }

  private mutating func skipArray(depth: Int) throws(JSONProblem) {
    var elements = try self.elements(depth: depth)
    while try elements.next(&self) != nil {}
  }

  private mutating func skipObject(depth: Int) throws(JSONProblem) {
    var members = try self.members(depth: depth)
    while try members.next(&self) != nil {}
  }
}

extension JSONCursor {
  /// The members of an object, in turn.
  struct Members {
    private var isFirst = true
    private let depth: Int

    fileprivate init(depth: Int) { self.depth = depth }

    /// The next member's name and value, or nil after the closing brace.
    @inline(__always)
    mutating func next(
      _ cursor: inout JSONCursor
    ) throws(JSONProblem) -> (name: Content, value: Value)? {
      cursor.skipSpace()
      if cursor.next == UInt8(ascii: "}") {
        // A brace ends the object unless a comma came before it.
        cursor.index += 1
        return nil
      }
      if !isFirst {
        try cursor.expect(UInt8(ascii: ","), or: .noCommaInObject)
        cursor.skipSpace()
      }
      isFirst = false
      guard cursor.next == UInt8(ascii: "\"") else { throw cursor.problem(.noName) }
      let name = try cursor.string()
      cursor.skipSpace()
      try cursor.expect(UInt8(ascii: ":"), or: .noColon)
      cursor.skipSpace()
      return (name, try cursor.value(depth: depth))
    }
  }

  /// The elements of an array, in turn.
  struct Elements {
    private var isFirst = true
    private let depth: Int

    fileprivate init(depth: Int) { self.depth = depth }

    /// The next element, or nil after the closing bracket.
    mutating func next(_ cursor: inout JSONCursor) throws(JSONProblem) -> Value? {
      cursor.skipSpace()
      if cursor.next == UInt8(ascii: "]") {
        cursor.index += 1
        return nil
      }
      if !isFirst {
        try cursor.expect(UInt8(ascii: ","), or: .noCommaInArray)
        cursor.skipSpace()
        // A value follows a comma; a bracket is not a value and is refused.
      }
      isFirst = false
      return try cursor.value(depth: depth)
    }
  }

  /// Steps over the opening brace, at which the cursor stands.
  mutating func members(depth: Int) throws(JSONProblem) -> Members {
    guard depth < Self.depthLimit else { throw problem(.tooDeep) }
    index += 1
    return Members(depth: depth + 1)
  }

  /// Steps over the opening bracket, at which the cursor stands.
  mutating func elements(depth: Int) throws(JSONProblem) -> Elements {
    guard depth < Self.depthLimit else { throw problem(.tooDeep) }
    index += 1
    return Elements(depth: depth + 1)
  }
}
