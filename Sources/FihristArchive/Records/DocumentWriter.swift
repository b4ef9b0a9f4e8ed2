internal import FihristFormat
internal import FihristIndexing

/// Collects the named texts of one record, and adds them to a batch as a document.
struct DocumentWriter {
  private let schema: Schema
  private let mapping: RecordMapping
  private let table: MemberTable
  private let constants: FieldConstants
  /// The field with the address of the article, if there is one.
  private let urlField: Int?
  private let isUTF8: Bool
  private var text: [UInt8] = []
  private var key: Range<Int>?
  private var found: [Found]
  private var replacements = 0

  /// The texts for one field, and how much the member that they come from is preferred.
  private struct Found {
    var texts: [Range<Int>] = []
    var preference = Int.max
    var isHTML = false
  }

  /// Prepares for records of `schema`; `isUTF8` tells whether all texts are known to be UTF-8.
  init(schema: Schema, mapping: RecordMapping, isUTF8: Bool) {
    self.schema = schema
    self.mapping = mapping
    self.isUTF8 = isUTF8
    table = MemberTable(mapping, schema: schema)
    constants = FieldConstants(mapping, schema: schema)
    urlField = ArticlePart.url.field(in: schema, mapping)
    found = Array(repeating: Found(), count: schema.fields.count)
  }

  /// What a member of this name is for; nil if it is not needed.
  func member(_ name: String) -> MemberTable.Member? {
    let bytes = Array(name.utf8)
    return unsafe bytes.withUnsafeBufferPointer {
      let view = unsafe ByteView($0)
      return table.member(view, 0..<view.count, level: 0)
    }
  }

  /// What the part of an article is for that a format always has: what a member of its name is for,
  /// else the field that takes this part; nil if it is not needed.
  func member(_ part: ArticlePart) -> MemberTable.Member? {
    if let member = member(part.rawValue), !member.targets.isEmpty { return member }
    guard let field = part.field(in: schema, mapping) else { return nil }
    return MemberTable.Member(
      name: Array(part.rawValue.utf8),
      targets: [MemberTable.Target(field: field, preference: Int.max - 1)])
  }

  /// Starts a record.
  mutating func begin() {
    text.removeAll(keepingCapacity: true)
    key = nil
    replacements = 0
    for field in found.indices {
      found[field].texts.removeAll(keepingCapacity: true)
      found[field].preference = .max
    }
  }

  /// Whether the record has a text for all that `member` feeds.
  func has(_ member: MemberTable.Member) -> Bool {
    !member.targets.isEmpty && member.targets.allSatisfy { !found[$0.field].texts.isEmpty }
  }

  /// Adds the bytes of `range` as a text of `member`; `undoubling` makes one quotation mark of two.
  ///
  /// Of members that feed one field the preferred one counts, with all its texts. Empty texts are
  /// not added.
  mutating func add(
    _ bytes: ByteView, _ range: Range<Int>, to member: MemberTable.Member, undoubling: Bool = false
  ) {
    guard !range.isEmpty else { return }
    let start = text.count
    if undoubling {
      appendUndoubled(bytes, range)
    } else if isUTF8 {
      unsafe text.append(contentsOf: bytes.buffer(range))
    } else {
      replacements += UTF8Repair.append(bytes, range, to: &text)
    }
    let added = start..<text.count
    if member.isKey, key == nil { key = added }
    for target in member.targets where target.preference <= found[target.field].preference {
      if target.preference < found[target.field].preference {
        found[target.field].texts.removeAll(keepingCapacity: true)
        found[target.field].preference = target.preference
        found[target.field].isHTML = target.isHTML
      }
      found[target.field].texts.append(added)
    }
  }

  private mutating func appendUndoubled(_ bytes: ByteView, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let quote = bytes.firstIndex(of: UInt8(ascii: "\""), in: index..<range.upperBound)
      // The first of two marks is kept, with all before it.
      let end = min(quote + 1, range.upperBound)
      if isUTF8 {
        unsafe text.append(contentsOf: bytes.buffer(index..<end))
      } else {
        replacements += UTF8Repair.append(bytes, index..<end, to: &text)
      }
      index = quote + 2
    }
  }
}

extension DocumentWriter {
  /// Adds the document to `batch`. Its key is the text of the member that is the key; `numbered` if
  /// the mapping has no such member.
  mutating func end(
    numbered: @autoclosure () -> String, into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    if let key, !mapping.key.isEmpty {
      return end(key: String(decoding: text[key], as: UTF8.self), into: &batch)
    }
    guard mapping.key.isEmpty || mapping.keySource != nil else {
      return .lost(.key, "the record has no \"\(mapping.key)\" to be its key")
    }
    return end(unless: numbered(), into: &batch)
  }

  /// Adds the document to `batch` under a key that is made for it, which is `path` unless the
  /// mapping says something else.
  mutating func end(
    unless path: @autoclosure () -> String, into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    end(key: key(unless: path()), into: &batch)
  }

  /// The key that is made for what was added so far, which is `path` unless the mapping says
  /// something else.
  func key(unless path: @autoclosure () -> String) -> String {
    switch mapping.keySource {
    case nil, .path: return path()
    case .hash: return KeySource.hash(of: text)
    case .url:
      let address = urlField.flatMap { found[$0].texts.first }
      return address.map { String(decoding: text[$0], as: UTF8.self) } ?? path()
    }
  }

  /// Adds the document to `batch` under `key`.
  mutating func end(key: String, into batch: inout DocumentBatch) -> RecordReader.Outcome {
    guard schema.indexedFields.contains(where: { !found[$0].texts.isEmpty }) else {
      return .lost(.noText, RecordReader.noText)
    }
    batch.begin(key: key)
    var problems: [String] = []
    for field in found.indices where !found[field].texts.isEmpty {
      if schema.fields[field].isText {
        addText(field, to: &batch)
      } else {
        addValues(field, to: &batch, &problems)
      }
    }
    constants.add(to: &batch, &problems) { !found[$0].texts.isEmpty }
    batch.end()
    if let problem = batch.problem(of: batch.count - 1, schema: schema) {
      batch.removeLast()
      return .lost(problem.kind, "the record \(problem.message)")
    }
    return .document(
      replacements: Replacements(characters: replacements), valueProblems: problems)
  }

  private mutating func addText(_ field: Int, to batch: inout DocumentBatch) {
    let texts = found[field].texts
    var whole = texts[0]
    if texts.count > 1 {
      let start = text.count
      for (number, range) in texts.enumerated() {
        if number > 0 { text.append(UInt8(ascii: "\n")) }
        text.append(contentsOf: text[range])
      }
      whole = start..<text.count
    }
    if found[field].isHTML {
      let start = text.count
      text += PartWriter.text(ofHTML: Array(text[whole]))
      whole = start..<text.count
    }
    unsafe text.withUnsafeBufferPointer {
      unsafe batch.append(field: field, UnsafeBufferPointer(rebasing: $0[whole]))
    }
  }

  private func addValues(
    _ number: Int, to batch: inout DocumentBatch, _ problems: inout [String]
  ) {
    let field = schema.fields[number]
    for range in found[number].texts {
      let value = text[range]
      if field.type == .date {
        let date = DateValue(String(decoding: value, as: UTF8.self), of: field)
        if let problem = date.problem { problems.append(problem) }
        batch.append(field: number, date.kept)
      } else {
        if let problem = ValueProblem.message(Array(value), of: field) { problems.append(problem) }
        unsafe value.withUnsafeBufferPointer { unsafe batch.append(field: number, $0) }
      }
    }
    if let problem = ValueProblem.message(valueCount: found[number].texts.count, of: field) {
      problems.append(problem)
    }
  }
}
