/// Which members the first records of an archive have.
struct RecordSample: Sendable {
  /// How many records are sampled.
  static let recordLimit = 1_000

  /// A member and how often it occurred with a value.
  struct Member: Hashable, Sendable {
    /// The name; inside an object the path to it, such as `title.rendered`.
    var name: String
    /// In how many records it had a value that can be text.
    var count: Int
  }

  /// How many records were sampled, without lines that are not JSON.
  private(set) var recordCount = 0

  /// Whether a record that is nothing but a text was seen; these are not counted.
  private(set) var hasTexts = false

  /// The members, in the order of their first occurrence.
  private(set) var members: [Member] = []

  /// The members that are lists of objects, each with the names that lead to it.
  private(set) var lists: [[String]] = []

  /// Paths to members that are counted.
  private var paths: [(name: String, steps: ArraySlice<Substring>)] = []

  /// Whether the records are rows of a table, which need not have a key of their own.
  private(set) var isTable = false

  /// Samples the whole rows of `head`, the start of a table in `form`.
  init(rows head: [UInt8], _ form: TableForm, isWhole: Bool) {
    isTable = true
    members = form.columns.map { Member(name: $0, count: 0) }
    unsafe head.withUnsafeBufferPointer { all in
      let bytes = unsafe ByteView(all)
      var scanner = RowScanner(form)
      while recordCount < Self.recordLimit,
        case .record(let record) = scanner.next(bytes, isWhole: isWhole)
      {
        count(bytes, record.range, form)
      }
    }
    members.removeAll { $0.count == 0 }
  }

  private mutating func count(_ bytes: ByteView, _ row: Range<Int>, _ form: TableForm) {
    var cursor = RowCursor(bytes, row, delimiter: form.delimiter, rowEnd: form.rowEnd)
    recordCount += 1
    for column in members.indices {
      let cell = cursor.next()
      if !cell.range.isEmpty { members[column].count += 1 }
      if cell.turn != .cell { return }
    }
  }

  /// Samples the whole records of `head`, the start of an input in `format`; its last line only if
  /// it is complete or `isWhole`.
  ///
  /// - Parameter paths: Paths to members that somebody has named; they are counted too, however
  ///   deep they lead.
  init(
    _ head: [UInt8], _ format: InputFormat = .jsonLines, isWhole: Bool, paths: [String] = []
  ) {
    self.paths = paths.map { (name: $0, steps: MemberPath.steps($0)[...]) }
      .filter { $0.steps.count > 1 }
    unsafe head.withUnsafeBufferPointer { all in
      let bytes = unsafe ByteView(all)
      if format == .json {
        var scanner = JSONRecordScanner()
        while recordCount < Self.recordLimit,
          case .record(let record) = scanner.next(bytes, isWhole: isWhole)
        {
          look(bytes, record.range)
        }
        return
      }
      let end = isWhole ? bytes.count : bytes.endOfLastLine(in: 0..<bytes.count) ?? 0
      var start = 0
      while start < end, recordCount < Self.recordLimit {
        let lineEnd = bytes.firstIndex(of: UInt8(ascii: "\n"), in: start..<end)
        bytes.forEachRecord(in: start..<lineEnd) { look(bytes, $0) }
        start = lineEnd + 1
      }
    }
  }

  /// How often the member `name` had a value.
  func count(_ name: String) -> Int { members.first { $0.name == name }?.count ?? 0 }

  private mutating func look(_ bytes: ByteView, _ line: Range<Int>) {
    var cursor = JSONCursor(bytes, line)
    cursor.skipSpace()
    if cursor.next == UInt8(ascii: "\"") { hasTexts = true }
    guard cursor.next == UInt8(ascii: "{") else { return }
    var names: [String] = []
    var lists: [[String]] = []
    guard (try? Self.collect(&cursor, in: nil, into: &names, &lists)) != nil else { return }
    if self.lists.isEmpty { self.lists = lists }
    if !paths.isEmpty, let value = try? JSONValue(bytes.part(line)) {
      names += paths.filter { !names.contains($0.name) && MemberPath.leads($0.steps, in: value) }
        .map(\.name)
    }
    recordCount += 1
    for name in Set(names) {
      if let index = members.firstIndex(where: { $0.name == name }) { members[index].count += 1 }
    }
    for name in names where count(name) == 0 { members.append(Member(name: name, count: 1)) }
  }

  /// Adds the names of the members that have a value, and the lists; of objects, those of the
  /// members in them.
  private static func collect(
    _ cursor: inout JSONCursor, in outer: String?, into names: inout [String],
    _ lists: inout [[String]]
  ) throws(JSONProblem) {
    var list = try cursor.members(depth: 0)
    while let (name, value) = try list.next(&cursor) {
      var text: [UInt8] = []
      _ = JSONText.append(name, of: cursor.bytes, isUTF8: false, to: &text)
      let inner = String(decoding: text, as: UTF8.self)
      if RecordValue.saysSomething(value, cursor.bytes) {
        names.append(outer.map { "\($0).\(inner)" } ?? inner)
      } else if case .object(let range) = value, outer == nil {
        var members = JSONCursor(cursor.bytes, range)
        try collect(&members, in: inner, into: &names, &lists)
      } else if case .array(let range) = value {
        let first = cursor.bytes.indexAfterBlanks(from: range.lowerBound + 1)
        if cursor.bytes[first] == UInt8(ascii: "{") {
          lists.append([outer, inner].compactMap(\.self))
        }
      }
    }
  }
}
