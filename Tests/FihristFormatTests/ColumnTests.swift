import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristFormat

/// Columns against plain arrays.
@Suite struct ColumnTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  /// Strings that share beginnings, some long, none twice.
  private static let strings: [[UInt8]] =
    (0..<400).map { Array("كتاب\($0)".utf8) } + [[0], [0xFF, 0], Array("a".utf8)]
    + [[UInt8](repeating: 0x61, count: 1_024), [UInt8](repeating: 0x61, count: 1_023)]

  private func open(
    _ schema: Schema, _ documentCount: Int, _ write: (inout ColumnsWriter) throws -> Void
  ) throws -> SegmentColumns {
    var writer = try ColumnsWriter(directory, segment: 1, schema: schema)
    try write(&writer)
    let summary = try writer.finish(synchronize: false)
    let file = try directory.open(summary, kind: .columns)
    let columns = try SegmentColumns(file, schema: schema, documentCount: documentCount)
    try columns.verify()
    return columns
  }

  private func keywords(_ values: [[[UInt8]]]) throws -> KeywordColumn {
    let schema = try Schema(fields: [.text("text"), .keyword("keyword")])
    let columns = try open(schema, values.count) { writer in
      try writer.append(NaiveColumns.Keywords(values), documentCount: values.count)
    }
    guard case .keyword(let column) = try columns.column(1) else { throw MissingColumn() }
    #expect(try columns.column(0) == nil)
    return column
  }

  private func numbers(_ values: [Int64?]) throws -> NumberColumn {
    let schema = try Schema(fields: [.text("text"), .integer("number")])
    let columns = try open(schema, values.count) { writer in
      try writer.append(NaiveColumns.Numbers(values: values), documentCount: values.count)
    }
    guard case .number(let column) = try columns.column(1) else { throw MissingColumn() }
    return column
  }

  @Test(arguments: [0, 1, 2, 17, 300, 1_000], [0, 1, 3])
  func `keywords come back`(count: Int, most: Int) throws {
    for missing in [false, true] {
      var random = SeededGenerator(seed: UInt64(count * 10 + most))
      let kinds = Self.strings.prefix(1 + count / 2)
      let values = (0..<count).map { _ in
        let least = missing || most == 0 ? 0 : 1
        let drawn = (0..<Int.random(in: least...most, using: &random)).map { _ in
          kinds.randomElement(using: &random)!
        }
        return Set(drawn).sorted { $0.lexicographicallyPrecedes($1) }
      }
      let column = try keywords(values)
      let strings = Set(values.joined()).sorted { $0.lexicographicallyPrecedes($1) }
      #expect(column.stringCount == strings.count)
      #expect(column.missingCount == values.count { $0.isEmpty })
      #expect(column.isMultiple == values.contains { $0.count > 1 })
      for (ordinal, string) in strings.enumerated() {
        #expect(try column.string(ordinal) == string)
        #expect(try column.ordinal(of: string) == ordinal)
      }
      for string in Self.strings + [[], [0x62], [0xFF, 0xFF]] {
        let below = strings.count { $0.lexicographicallyPrecedes(string) }
        #expect(try column.rank(of: string) == below)
        #expect(try (column.ordinal(of: string) != nil) == strings.contains(string))
      }
      var ordinals: [UInt32] = []
      for (document, value) in values.enumerated() {
        try column.read(document, into: &ordinals)
        #expect(ordinals.map { strings[Int($0)] } == value, "document \(document)")
      }
      #expect(throws: IndexError.self) { _ = try column.string(strings.count) }
    }
  }

  @Test(arguments: [0, 1, 255, 256, 257, 1_000])
  func `numbers come back`(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    let ranges: [ClosedRange<Int64>] = [
      0...0, 0...1, -5...70, .min ... .max, 1_437_000_000...1_440_000_000,
    ]
    for (range, unit) in [(0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (4, 86_400), (2, 7)] {
      for missing in [0, 3, 1] {
        let values = (0..<count).map { _ -> Int64? in
          if missing > 0, Int.random(in: 0..<missing, using: &random) == 0 { return nil }
          let value = Int64.random(in: ranges[range], using: &random)
          return value - value % Int64(unit)
        }
        let column = try numbers(values)
        let present = values.compactMap(\.self)
        #expect(column.missingCount == count - present.count)
        #expect(column.bounds?.lowerBound == present.min())
        #expect(column.bounds?.upperBound == present.max())
        for (document, value) in values.enumerated() {
          #expect(try column.value(of: document) == value)
        }
        for index in 0..<column.blockCount {
          let block = try column.block(index)
          let own = values[block.documents].compactMap(\.self)
          #expect(block.least == own.min() ?? .max && block.greatest == own.max() ?? .min)
        }
      }
    }
  }

  @Test func `days take few bits`() throws {
    let days = (0..<25_600).map { Int64(1_437_436_800 + 86_400 * ($0 % 22)) }
    let schema = try Schema(fields: [.text("text"), .date("date")])
    let columns = try open(schema, days.count) { writer in
      try writer.append(NaiveColumns.Numbers(values: days), documentCount: days.count)
    }
    // 5 bits for 22 days, and 24 bytes for each 256 documents.
    #expect(columns.byteCount(1) == 25_600 * 5 / 8 + 100 * 24 + NumberTrailer.byteCount)
  }

  @Test func `an altered byte is damage or changes nothing`() throws {
    let values = (0..<300).map { [Self.strings[$0 % 50]] }
    let schema = try Schema(fields: [.text("text"), .keyword("keyword"), .integer("number")])
    _ = try open(schema, 300) { writer in
      try writer.append(NaiveColumns.Keywords(values), documentCount: 300)
      try writer.append(
        NaiveColumns.Numbers(values: (0..<300).map { Int64($0) }), documentCount: 300)
    }
    let name = "seg-0000000001.columns"
    let bytes = try home.bytes(of: name)
    for index in bytes.indices {
      var altered = bytes
      altered[index] ^= 0x10
      try home.write(altered, to: name)
      #expect(throws: IndexError.self, "byte \(index)") {
        let file = try directory.open(name, kind: .columns)
        try file.verify { _ in }
        try SegmentColumns(file, schema: schema, documentCount: 300).verify()
      }
    }
  }

  @Test func `decimals are ordered as their numbers`() {
    let decimals: [Double] = [
      -.greatestFiniteMagnitude, -1e10, -1.5, -1, -.leastNonzeroMagnitude, 0,
      .leastNonzeroMagnitude, 0.1, 1, 1.5, 1e10, .greatestFiniteMagnitude,
    ]
    let numbers = decimals.map { ColumnNumber.number(of: $0) }
    for (number, decimal) in zip(numbers, decimals) {
      #expect(number.map(ColumnNumber.decimal) == decimal)
    }
    #expect(numbers.compactMap(\.self).sorted() == numbers.compactMap(\.self))
    #expect(ColumnNumber.number(of: -0.0) == ColumnNumber.number(of: 0.0))
    #expect(ColumnNumber.number(of: .nan) == nil && ColumnNumber.number(of: .infinity) == nil)
  }

  @Test(
    arguments: [
      ("12", 12), ("-7", -7), (" ١٢٣ ", 123), ("+5", 5), ("3.0", 3), ("1e3", 1_000), ("3.5", nil),
      ("", nil), ("nan", nil), ("0x10", nil), ("1 2", nil), ("9223372036854775807", .max),
      ("9007199254740993.0", 9_007_199_254_740_993), (".0", nil),
      ("9223372036854775808", nil),
    ] as [(String, Int64?)])
  func `integers are read`(_ text: String, _ number: Int64?) {
    #expect(ColumnNumber.number(ofInteger: text) == number)
  }
}

private struct MissingColumn: Error {}
