internal import FihristCalendar
internal import FihristFormat
internal import FihristIndexing

/// Reads JSON records and adds them to a batch as documents.
struct RecordReader {
  private let schema: Schema
  private let keyName: String
  private let table: MemberTable
  private let constants: FieldConstants
  private let keySource: KeySource?
  private let urlField: Int?
  /// The field that takes a record that is nothing but a text.
  private let textField: Int?
  private let bytes: ByteView
  private let isUTF8: Bool
  private var key: JSONCursor.Value?
  private var found: [Found]
  private var text: [UInt8] = []

  /// The best value for one field.
  private struct Found {
    var value: JSONCursor.Value
    var preference: Int
    var isEmpty: Bool
    var isHTML = false
  }

  /// What is told of a record without any of the texts that are searched.
  static let noText = "the record has no text to search"

  /// What is told of a record whose searched texts have no word.
  static let noWord = "the record has no word to search"

  /// No value; any other is preferred to it.
  private static let nothing = Found(value: .null, preference: .max, isEmpty: true)

  /// Starts to read lines of `bytes`; `isUTF8` tells whether they are known to be UTF-8.
  init(_ bytes: ByteView, isUTF8: Bool, schema: Schema, mapping: RecordMapping) {
    self.schema = schema
    self.bytes = bytes
    self.isUTF8 = isUTF8
    keyName = mapping.key
    table = MemberTable(mapping, schema: schema)
    constants = FieldConstants(mapping, schema: schema)
    keySource = mapping.keySource
    urlField = ArticlePart.url.field(in: schema, mapping)
    textField = ArticlePart.body.field(in: schema, mapping)
    found = Array(repeating: Self.nothing, count: schema.fields.count)
  }

  /// The result of reading a line.
  enum Outcome: Hashable {
    /// The line is blank.
    case blank
    /// A record that is not an article, and why.
    case skipped(String)
    /// A document, with what had to be replaced in it, and what is wrong with its values that are
    /// not text.
    case document(replacements: Replacements, valueProblems: [String])
    /// A record that is left out: why, in words.
    case lost(InputReport.Problem, String)

    /// What became of the parts of one record: as of one document, unless all are lost. What is
    /// wrong with a value that several of them have is told once.
    static func joined(_ outcomes: [Outcome]) -> Outcome {
      var (count, problems, isAnyThere) = (Replacements(), [String](), false)
      for case .document(let replacements, let valueProblems) in outcomes {
        count += replacements
        problems += valueProblems.filter { !problems.contains($0) }
        isAnyThere = true
      }
      if isAnyThere { return .document(replacements: count, valueProblems: problems) }
      return outcomes.first ?? .blank
    }

    /// The same, with the number of the record in front of what is said about it.
    func inRecord(_ number: Int) -> Outcome {
      switch self {
      case .blank: .blank
      case .skipped(let reason): .skipped("record \(number): \(reason)")
      case .document(let replacements, let problems):
        .document(
          replacements: replacements, valueProblems: problems.map { "record \(number): \($0)" })
      case .lost(let problem, let message): .lost(problem, "record \(number): \(message)")
      }
    }
  }

  /// Reads the record at `range`, on one line or several, and adds its document to `batch`; its key
  /// is `numbered` if the mapping has no member for it.
  mutating func read(
    _ range: Range<Int>, numbered: @autoclosure () -> String = "", into batch: inout DocumentBatch
  ) -> Outcome {
    var cursor = JSONCursor(bytes, range)
    cursor.skipSpace()
    if cursor.index == range.upperBound { return .blank }
    do throws(JSONProblem) {
      try collect(&cursor)
    } catch {
      return .lost(.malformed, position(error.index, in: range) + ": \(error.message)")
    }
    return emit(range, numbered: numbered(), into: &batch)
  }

  /// Where the byte at `index` stands in the record at `range`, for messages.
  private func position(_ index: Int, in range: Range<Int>) -> String {
    var (line, lineStart) = (1, range.lowerBound)
    while case let feed = bytes.firstIndex(of: UInt8(ascii: "\n"), in: lineStart..<index),
      feed < index
    {
      line += 1
      lineStart = feed + 1
    }
    let column = "column \(index - lineStart + 1)"
    return line == 1 ? column : "line \(line) of the record, \(column)"
  }

  /// Records where the values of the record are.
  private mutating func collect(_ cursor: inout JSONCursor) throws(JSONProblem) {
    key = nil
    for field in found.indices { found[field] = Self.nothing }
    if cursor.next == UInt8(ascii: "\""), let textField {
      found[textField] = Found(
        value: try cursor.value(depth: 0), preference: 0, isEmpty: false)
    } else {
      guard cursor.next == UInt8(ascii: "{") else { throw cursor.problem(.noObject) }
      try collectMembers(&cursor, level: 0)
    }
    cursor.skipSpace()
    if cursor.index < cursor.end { throw cursor.problem(.trailing) }
  }

  /// Records the members of the object at whose brace the cursor is, and of nested objects if the
  /// mapping names their members.
  private mutating func collectMembers(
    _ cursor: inout JSONCursor, level: Int
  ) throws(JSONProblem) {
    var members = try cursor.members(depth: 0)
    while let (name, value) = try members.next(&cursor) {
      guard let member = member(name, level: level) else { continue }
      try note(value, member, inside: member.inner)
    }
  }

  /// Records `value`, and what is in it if the mapping names that.
  private mutating func note(
    _ value: JSONCursor.Value, _ member: MemberTable.Member, inside level: Int?
  ) throws(JSONProblem) {
    note(value, member)
    guard let level else { return }
    // The grammar was checked when the cursor stepped over the value, and so was its depth.
    switch value {
    case .object(let range):
      var cursor = JSONCursor(bytes, range)
      try collectMembers(&cursor, level: level)
    case .array(let range):
      guard let last = table.lastElement(level: level) else { return }
      var cursor = JSONCursor(bytes, range)
      var elements = try cursor.elements(depth: 0)
      for position in 0...last {
        guard let element = try elements.next(&cursor) else { return }
        if let member = table.element(position, level: level) {
          try note(element, member, inside: member.inner)
        }
      }
    case .null, .string, .scalar: return
    }
  }

  private mutating func member(_ name: JSONCursor.Content, level: Int) -> MemberTable.Member? {
    guard name.hasEscapes else { return table.member(bytes, name.range, level: level) }
    text.removeAll(keepingCapacity: true)
    _ = JSONText.append(name, of: bytes, isUTF8: isUTF8, to: &text)
    return unsafe text.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      return table.member(view, 0..<view.count, level: level)
    }
  }

  /// Of several members with one name, the last counts. Of members with different names that feed
  /// one field, the preferred one counts, but any text takes precedence over an empty one. Null and
  /// objects do not count as values.
  private mutating func note(_ value: JSONCursor.Value, _ member: MemberTable.Member) {
    if member.isKey { key = value }
    if member.targets.isEmpty { return }
    let saysSomething = RecordValue.saysSomething(value, bytes)
    let isEmpty = if case .string(let content) = value { content.range.isEmpty } else { false }
    for target in member.targets {
      let best = found[target.field]
      let isSame = best.preference == target.preference
      guard saysSomething else {
        if isSame { found[target.field] = Self.nothing }
        continue
      }
      let isBetter =
        isEmpty == best.isEmpty ? target.preference < best.preference : !isEmpty
      if isSame || isBetter {
        found[target.field] = Found(
          value: value, preference: target.preference, isEmpty: isEmpty, isHTML: target.isHTML)
      }
    }
  }
}

extension RecordReader {
  private mutating func emit(
    _ range: Range<Int>, numbered: @autoclosure () -> String, into batch: inout DocumentBatch
  ) -> Outcome {
    var replacements = Replacements()
    text.removeAll(keepingCapacity: true)
    let isKeyThere =
      !keyName.isEmpty && (key.map { append($0, separator: " ", &replacements) } ?? false)
    if !isKeyThere || text.isEmpty {
      guard keyName.isEmpty || keySource != nil else {
        return bytes[range.lowerBound] == UInt8(ascii: "\"")
          ? .lost(.key, "the record is a text without a key; --make-key path gives it one")
          : .lost(.key, "the record has no \"\(keyName)\" to be its key")
      }
      makeKey(range, numbered: numbered(), &replacements)
    }
    guard schema.indexedFields.contains(where: { found[$0].value != .null }) else {
      return .lost(.noText, Self.noText)
    }
    unsafe text.withUnsafeBufferPointer { unsafe batch.begin(key: $0) }
    var problems: [String] = []
    for (number, field) in schema.fields.enumerated() where found[number].value != .null {
      if field.isText {
        emitText(number, into: &batch, replacements: &replacements)
      } else if case .array(let range) = found[number].value {
        emitList(range, of: number, into: &batch, replacements: &replacements, &problems)
      } else {
        emitValue(
          found[number].value, of: number, into: &batch, replacements: &replacements, &problems)
      }
    }
    constants.add(to: &batch, &problems) { found[$0].value != .null }
    batch.end()
    if let problem = batch.problem(of: batch.count - 1, schema: schema) {
      batch.removeLast()
      return .lost(problem.kind, "the record \(problem.message)")
    }
    return .document(replacements: replacements, valueProblems: problems)
  }

  /// Makes the key of a record that has none.
  private mutating func makeKey(
    _ range: Range<Int>, numbered: @autoclosure () -> String, _ replacements: inout Replacements
  ) {
    text.removeAll(keepingCapacity: true)
    switch keySource {
    case nil, .path: break
    case .hash: text.append(contentsOf: unsafe KeySource.hash(of: bytes.buffer(range)).utf8)
    case .url:
      if let urlField { _ = append(found[urlField].value, separator: " ", &replacements) }
    }
    if text.isEmpty { text.append(contentsOf: numbered().utf8) }
  }

  private mutating func emitText(
    _ number: Int, into batch: inout DocumentBatch, replacements: inout Replacements
  ) {
    let (value, isHTML) = (found[number].value, found[number].isHTML)
    if isUTF8, !isHTML, case .string(let content) = value, !content.hasEscapes {
      unsafe batch.append(field: number, bytes.buffer(content.range))
      return
    }
    text.removeAll(keepingCapacity: true)
    guard append(value, separator: "\n", &replacements) else { return }
    if isHTML { text = PartWriter.text(ofHTML: text) }
    unsafe text.withUnsafeBufferPointer { unsafe batch.append(field: number, $0) }
  }

  /// Adds each element of an array as a value of its own.
  private mutating func emitList(
    _ range: Range<Int>, of number: Int, into batch: inout DocumentBatch,
    replacements: inout Replacements, _ problems: inout [String]
  ) {
    var cursor = JSONCursor(bytes, range)
    // The grammar was checked when the array was stepped over.
    guard var elements = try? cursor.elements(depth: 0) else { return }
    var count = 0
    while let element = try? elements.next(&cursor) {
      guard RecordValue.saysSomething(element, bytes), !RecordValue.isArray(element) else {
        continue
      }
      emitValue(element, of: number, into: &batch, replacements: &replacements, &problems)
      count += 1
    }
    if let problem = ValueProblem.message(valueCount: count, of: schema.fields[number]) {
      problems.append(problem)
    }
  }

  /// Adds a value that is not text.
  private mutating func emitValue(
    _ value: JSONCursor.Value, of number: Int, into batch: inout DocumentBatch,
    replacements: inout Replacements, _ problems: inout [String]
  ) {
    let field = schema.fields[number]
    if field.type == .date, let kept = RecordValue.moment(value, bytes)?.iso {
      batch.append(field: number, kept)
      return
    }
    text.removeAll(keepingCapacity: true)
    guard append(value, separator: ", ", &replacements) else { return }
    if found[number].isHTML { text = PartWriter.text(ofHTML: text) }
    if field.type != .date {
      if let problem = ValueProblem.message(text, of: field) { problems.append(problem) }
    } else if unsafe text.withUnsafeBufferPointer({ unsafe StoredDate($0) }) == nil {
      let date = DateValue(String(decoding: text, as: UTF8.self), of: field)
      if let problem = date.problem { problems.append(problem) }
      return batch.append(field: number, date.kept)
    }
    unsafe text.withUnsafeBufferPointer { unsafe batch.append(field: number, $0) }
  }

  /// Adds the text of `value` to ``text``; false if it has none.
  private mutating func append(
    _ value: JSONCursor.Value, separator: String, _ replacements: inout Replacements
  ) -> Bool {
    switch value {
    case .null: return false
    case .string(let content):
      replacements += JSONText.append(content, of: bytes, isUTF8: isUTF8, to: &text)
    case .scalar(let range):
      unsafe text.append(contentsOf: bytes.buffer(range))
    case .array(let range):
      var cursor = JSONCursor(bytes, range)
      // The grammar was checked when the array was stepped over.
      guard var elements = try? cursor.elements(depth: 0) else { return false }
      var isFirst = true
      while let element = try? elements.next(&cursor) {
        guard RecordValue.saysSomething(element, bytes), !RecordValue.isArray(element) else {
          continue
        }
        if !isFirst { text.append(contentsOf: separator.utf8) }
        isFirst = false
        _ = append(element, separator: separator, &replacements)
      }
    case .object(let range):
      return appendWrapped(range, separator: separator, replacements: &replacements)
    }
    return true
  }

  /// Adds the value of an object such as `{"$oid": "66…"}`, as MongoDB exports keys and dates;
  /// other objects are ignored.
  private mutating func appendWrapped(
    _ range: Range<Int>, separator: String, replacements: inout Replacements
  ) -> Bool {
    guard let (_, value) = RecordValue.wrapped(range, bytes) else { return false }
    return append(value, separator: separator, &replacements)
  }
}
