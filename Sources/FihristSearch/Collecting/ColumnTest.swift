internal import FihristFormat
internal import FihristStorage

/// A condition on the values that a document has in a column.
package struct ColumnTest: Sendable, Hashable {
  /// What is asked of the values.
  package enum Condition: Sendable, Hashable {
    /// There is one.
    case exists
    /// One of the strings is among these.
    case isAny([[UInt8]])
    /// One of the strings starts with this.
    case startsWith([UInt8])
    /// One of the strings is not below the first and not above the last, by their bytes; `nil` is
    /// no limit.
    case strings(from: [UInt8]?, through: [UInt8]?, isLastIncluded: Bool)
    /// The number is in the range.
    case numbers(ClosedRange<Int64>)
  }

  /// The ordinal of the field in the schema.
  package var field: Int

  /// What is asked.
  package var condition: Condition

  /// Makes a test.
  package init(field: Int, _ condition: Condition) {
    self.field = field
    self.condition = condition
  }
}

extension ColumnTest {
  /// Puts the documents that pass into `documents`, an empty set of documents of `segment`, whether
  /// they live or not.
  ///
  /// - Throws: ``IndexError``: `invalid` if the field has no column, or one of another kind;
  ///   `damaged`.
  /// - Complexity: O(documents); blocks of numbers that are all inside or all outside cost nothing.
  func add(to documents: DocumentBits, of segment: SegmentReader) throws(IndexError) {
    switch (try segment.columns?.column(field), condition) {
    case (.number(let column)?, .numbers(let range)):
      try Self.add(column, range, to: documents)
    case (.number(let column)?, .exists):
      for document in 0..<column.documentCount where column.hasValue(document) {
        documents.insert(document)
      }
    case (.number, .isAny([])): break
    case (.keyword(let column)?, .numbers): throw mismatch(segment, column.documentCount)
    case (.keyword(let column)?, _):
      try Self.add(column, try ranges(of: column), to: documents)
    case (.number(let column)?, _): throw mismatch(segment, column.documentCount)
    case (nil, _): throw mismatch(segment, 0)
    }
  }

  private func mismatch(_ segment: SegmentReader, _ count: Int) -> IndexError {
    let name =
      segment.schema.fields.indices.contains(field)
      ? segment.schema.fields[field].name : String(field)
    let names = segment.schema.columnFields.map { segment.schema.fields[$0].name }
    return IndexError.invalid(
      "",
      count == 0
        ? "the field \"\(name)\" has no column"
        : "the values of \"\(name)\" are of another kind than the condition",
      advice: names.isEmpty
        ? "index the documents with a schema that has columns"
        : "ask for \(names.joined(separator: ", ")), numbers and dates by ranges")
  }

  /// The ordinals that pass, as ranges that ascend.
  private func ranges(of column: KeywordColumn) throws(IndexError) -> [Range<Int>] {
    switch condition {
    case .exists: return [0..<column.stringCount]
    case .isAny(let strings):
      var ranges: [Range<Int>] = []
      for string in strings {
        if let ordinal = try column.ordinal(of: string) { ranges.append(ordinal..<ordinal + 1) }
      }
      return ranges.sorted { $0.lowerBound < $1.lowerBound }
    case .startsWith(let prefix):
      let start = try column.rank(of: prefix)
      return [start..<max(start, try column.rankAfter(prefix: prefix))]
    case .strings(let first, let last, let isLastIncluded):
      let start = try first.map { (first) throws(IndexError) in try column.rank(of: first) } ?? 0
      // The least string above `last` is `last` with a zero byte behind it.
      let end =
        try last.map { (last) throws(IndexError) in
          try column.rank(of: isLastIncluded ? last + [0] : last)
        }
        ?? column.stringCount
      return [start..<max(start, end)]
    case .numbers: return []
    }
  }

  private static func add(
    _ column: KeywordColumn, _ ranges: [Range<Int>], to documents: DocumentBits
  ) throws(IndexError) {
    let ranges = ranges.filter { !$0.isEmpty }
    guard let first = ranges.first else { return }
    let passing: (Int) -> Bool
    if ranges.count == 1 {
      passing = { $0 >= first.lowerBound && $0 < first.upperBound }
    } else {
      let set = Set(ranges.joined())
      passing = { set.contains($0) }
    }
    let offset = column.codeOffset
    if !column.isMultiple {
      for document in 0..<column.documentCount where passing(Int(column.codes[document]) - offset) {
        documents.insert(document)
      }
      return
    }
    for document in 0..<column.documentCount {
      for index in try column.values(of: document) where passing(Int(column.codes[index])) {
        documents.insert(document)
        break
      }
    }
  }

  private static func add(
    _ column: NumberColumn, _ range: ClosedRange<Int64>, to documents: DocumentBits
  ) throws(IndexError) {
    for index in 0..<column.blockCount {
      let block = try column.block(index)
      guard block.least <= range.upperBound, block.greatest >= range.lowerBound else { continue }
      let isInside = block.least >= range.lowerBound && block.greatest <= range.upperBound
      for document in block.documents where column.hasValue(document) {
        if isInside || range.contains(block[document - block.documents.lowerBound]) {
          documents.insert(document)
        }
      }
    }
  }
}

extension KeywordColumn {
  /// How many strings are below all that do not start with `prefix` and are above it.
  func rankAfter(prefix: [UInt8]) throws(IndexError) -> Int {
    // The least string above all that start with the prefix: its last byte below 255, and 1 more.
    var next = prefix
    while let last = next.popLast() {
      guard last < 0xFF else { continue }
      return try rank(of: next + [last + 1])
    }
    return stringCount
  }
}
