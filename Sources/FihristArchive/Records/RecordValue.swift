internal import FihristCalendar

/// The text of a record's value.
enum RecordValue {
  /// Whether `value` has a text: strings, numbers, true, false, lists of them, and MongoDB's
  /// wrapped values do; null and other objects do not.
  static func saysSomething(_ value: JSONCursor.Value, _ bytes: ByteView) -> Bool {
    switch value {
    case .null: false
    case .string, .scalar: true
    case .array(let range): hasPlainElement(range, bytes)
    case .object(let range): wrapped(range, bytes) != nil
    }
  }

  /// Whether `value` is a list; lists inside lists are not read.
  static func isArray(_ value: JSONCursor.Value) -> Bool {
    if case .array = value { true } else { false }
  }

  /// The name and value in an object such as `{"$oid": "66…"}` or
  /// `{"$date": {"$numberLong": "0"}}`, as MongoDB exports keys, numbers and dates; nil for any
  /// other object.
  static func wrapped(
    _ range: Range<Int>, _ bytes: ByteView, mayNest: Bool = true
  ) -> (name: JSONCursor.Content, value: JSONCursor.Value)? {
    var cursor = JSONCursor(bytes, range)
    guard var members = try? cursor.members(depth: 0),
      let (name, value) = try? members.next(&cursor),
      !name.range.isEmpty, bytes[name.range.lowerBound] == UInt8(ascii: "$"),
      (try? members.next(&cursor)) == nil
    else { return nil }
    switch value {
    case .string, .scalar: return (name, value)
    case .object(let inner):
      return mayNest && wrapped(inner, bytes, mayNest: false) != nil ? (name, value) : nil
    case .null, .array: return nil
    }
  }

  /// The moment of `{"$date": 1715990400000}` or `{"$date": {"$numberLong": "1715990400000"}}`,
  /// which are always milliseconds since 1970, even if there are few digits; nil for anything else.
  static func moment(_ value: JSONCursor.Value, _ bytes: ByteView) -> WrittenDate? {
    guard case .object(let range) = value, let (name, inner) = wrapped(range, bytes),
      bytes.equals(name.range, Array("$date".utf8))
    else { return nil }
    return number(inner, bytes).flatMap { WrittenDate(millisecondsSince1970: $0) }
  }

  /// A whole number, or the one in `{"$numberLong": "1715990400000"}`.
  private static func number(_ value: JSONCursor.Value, _ bytes: ByteView) -> Int64? {
    switch value {
    case .scalar(let range): return Int64(bytes.string(range))
    case .object(let range):
      guard let (name, inner) = wrapped(range, bytes, mayNest: false),
        ["$numberLong", "$numberInt"].contains(bytes.string(name.range))
      else { return nil }
      if case .string(let content) = inner { return Int64(bytes.string(content.range)) }
      return number(inner, bytes)
    case .null, .string, .array: return nil
    }
  }

  private static func hasPlainElement(_ range: Range<Int>, _ bytes: ByteView) -> Bool {
    var cursor = JSONCursor(bytes, range)
    guard var elements = try? cursor.elements(depth: 0) else { return false }
    while let element = try? elements.next(&cursor) {
      if !isArray(element), saysSomething(element, bytes) { return true }
    }
    return false
  }
}
