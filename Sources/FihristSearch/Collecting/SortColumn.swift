internal import FihristFormat
internal import FihristStorage

/// The codes of one sort key in one segment. Codes of a segment compare as its values do; the
/// smaller one comes first, whatever the direction.
struct SortColumn {
  private enum Values {
    case keyword(KeywordColumn)
    case number(NumberColumn, NumberWalk)
    /// The score of each document of the segment.
    case score([Float])
  }

  let key: SortKey
  private var values: Values

  /// Behind all values.
  static let missing = Code(isMissing: true, value: 0)

  struct Code: Comparable {
    var isMissing: Bool
    var value: Int64

    static func < (a: Code, b: Code) -> Bool {
      a.isMissing != b.isMissing ? b.isMissing : a.value < b.value
    }
  }

  /// - Parameter scores: The score of each document, if a key is the score.
  init(_ key: SortKey, of segment: SegmentReader, scores: [Float] = []) throws(IndexError) {
    self.key = key
    guard let field = key.field else {
      values = .score(scores)
      return
    }
    switch try segment.columns?.column(field) {
    case .keyword(let column)?: values = .keyword(column)
    case .number(let column)?: values = .number(column, NumberWalk(column))
    case nil:
      throw IndexError.invalid(
        "sort", "the field \"\(segment.schema.fields[field].name)\" has no column",
        advice: "sort by a field with a column")
    }
  }

  /// The column, if it has numbers.
  var numbers: NumberColumn? { if case .number(let column, _) = values { column } else { nil } }

  mutating func code(of document: Int) throws(IndexError) -> Code {
    switch values {
    case .number(let column, var walk):
      let value = try walk.value(of: document)
      values = .number(column, walk)
      return value.map { Code(isMissing: false, value: directed($0)) } ?? Self.missing
    case .keyword(let column):
      guard let ordinal = try ordinal(of: document, in: column) else { return Self.missing }
      return Code(isMissing: false, value: directed(Int64(ordinal)))
    case .score(let scores):
      return Code(isMissing: false, value: directed(Int64(scores[document].bitPattern)))
    }
  }

  func directed(_ value: Int64) -> Int64 { key.code(value) }

  private func ordinal(of document: Int, in column: KeywordColumn) throws(IndexError) -> Int? {
    if column.isMultiple {
      let range = try column.values(of: document)
      guard !range.isEmpty else { return nil }
      return Int(column.codes[key.isDescending ? range.upperBound - 1 : range.lowerBound])
    }
    let code = Int(column.codes[document])
    return code < column.codeOffset ? nil : code - column.codeOffset
  }

  func value(of document: Int) throws(IndexError) -> SortValue {
    switch values {
    case .number(let column, _):
      return try column.value(of: document).map(SortValue.number) ?? .missing
    case .keyword(let column):
      guard let ordinal = try ordinal(of: document, in: column) else { return .missing }
      return .string(try column.string(ordinal))
    case .score(let scores): return .score(scores[document].bitPattern)
    }
  }

  /// How the values of this segment compare with `value`: the code that it has or would have, and
  /// whether it has one.
  func bound(_ value: SortValue) throws(IndexError) -> (code: Code, isExact: Bool) {
    switch (values, value) {
    case (_, .missing): return (Self.missing, true)
    case (.number, .number(let number)):
      return (Code(isMissing: false, value: directed(number)), true)
    case (.score, .score(let bits)):
      return (Code(isMissing: false, value: directed(Int64(bits))), true)
    case (.keyword(let column), .string(let string)):
      let rank = try column.rank(of: string)
      var isExact = false
      if rank < column.stringCount { isExact = try column.string(rank) == string }
      // Between two ordinals: codes from the rank on are above it, or with a turned order those
      // below the rank are behind it.
      let value = isExact || !key.isDescending ? Int64(rank) : Int64(rank) - 1
      return (Code(isMissing: false, value: directed(value)), isExact)
    default:
      throw IndexError.invalid(
        "after", "the cursor is not of this order", advice: "use it with the same sort keys")
    }
  }
}
