internal import FihristCalendar
package import FihristFormat
package import FihristStorage

/// Conditions as people write them.
extension ColumnTest {
  /// The tests for `condition`: a document must pass one of them.
  ///
  /// - Throws: as ``isAny(of:in:of:)``.
  static func tests(
    _ condition: Query.ColumnCondition, _ field: String, _ schema: Schema
  ) throws(IndexError) -> [ColumnTest] {
    switch condition {
    case .equals(let text): return try isAny(of: [text], in: field, of: schema)
    case .prefix(let text):
      let (ordinal, type) = try column(field, of: schema)
      guard type == .keyword else {
        throw IndexError.invalid(
          "", "values of type \(type.rawValue), as those of \"\(field)\", have no beginnings",
          advice: "ask for a range")
      }
      return [ColumnTest(field: ordinal, .startsWith(Array(text.utf8)))]
    case .range(let lower, let upper):
      return [
        try range(
          from: lower?.value, isFirstIncluded: lower?.isIncluded ?? true, through: upper?.value,
          isLastIncluded: upper?.isIncluded ?? true, in: field, of: schema)
      ]
    case .exists: return [ColumnTest(field: try column(field, of: schema).field, .exists)]
    }
  }

  /// The test that a value equals one of `texts`. A text of a date may name a month or a year: any
  /// time in it will do.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` if the field has no column, or if a text is not a
  ///   value of it.
  package static func isAny(
    of texts: [String], in field: String, of schema: Schema
  ) throws(IndexError) -> [ColumnTest] {
    let (ordinal, type) = try column(field, of: schema)
    guard type != .keyword else {
      return [ColumnTest(field: ordinal, .isAny(texts.map { Array($0.utf8) }))]
    }
    var tests: [ColumnTest] = []
    for text in texts {
      tests.append(
        ColumnTest(field: ordinal, .numbers(try numbers(of: text, in: schema.fields[ordinal]))))
    }
    return tests
  }

  /// The test that a value lies between two texts; `nil` is an open end.
  ///
  /// - Throws: as ``isAny(of:in:of:)``.
  package static func range(
    from first: String?, isFirstIncluded: Bool = true, through last: String?,
    isLastIncluded: Bool = true, in field: String, of schema: Schema
  ) throws(IndexError) -> ColumnTest {
    let (ordinal, type) = try column(field, of: schema)
    guard type != .keyword else {
      let least = first.map { Array($0.utf8) + (isFirstIncluded ? [] : [0]) }
      // The greatest string below one that is left out cannot be named: see `.strings`.
      return ColumnTest(
        field: ordinal,
        .strings(from: least, through: last.map { Array($0.utf8) }, isLastIncluded: isLastIncluded))
    }
    var bounds = (least: Int64.min, greatest: Int64.max)
    if let first {
      let numbers = try numbers(of: first, in: schema.fields[ordinal])
      bounds.least = isFirstIncluded ? numbers.lowerBound : above(numbers.upperBound)
    }
    if let last {
      let numbers = try numbers(of: last, in: schema.fields[ordinal])
      bounds.greatest = isLastIncluded ? numbers.upperBound : below(numbers.lowerBound)
    }
    guard bounds.least <= bounds.greatest else {
      // No number is both the least and the greatest that there are.
      return ColumnTest(field: ordinal, .isAny([]))
    }
    return ColumnTest(field: ordinal, .numbers(bounds.least...bounds.greatest))
  }

  /// The field called `name` and what its column holds.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` if it has no column.
  package static func column(
    _ name: String, of schema: Schema
  ) throws(IndexError) -> (field: Int, type: FieldType) {
    let field = try ColumnUse.any.column(name, of: schema)
    return (field, schema.fields[field].type)
  }

  /// The numbers that `text` names: one, or the seconds of a day, a month or a year.
  private static func numbers(
    of text: String, in field: Field
  ) throws(IndexError) -> ClosedRange<Int64> {
    let type = field.type
    let number: Int64?
    switch type {
    case .integer: number = ColumnNumber.number(ofInteger: text)
    case .decimal: number = ColumnNumber.number(ofDecimal: text)
    case .boolean: number = ColumnNumber.number(ofBoolean: text)
    case .date:
      let span = WrittenDate(text, settings: DateSettings(order: order(of: field)))?.span
      if let span { return span.start...span.end - 1 }
      number = nil
    case .text, .keyword: number = nil
    }
    if let number { return number...number }
    throw IndexError.invalid(
      "", "\"\(text)\" is not a value of type \(type.rawValue), which \"\(field.name)\" has",
      advice: type == .date
        ? "write a day, a month or a year: 2015-07-21, 2015-07, 2015, 1436-10"
        : "write \(type == .boolean ? "true or false" : "a number")")
  }

  /// Dates in queries are read as those in the field.
  private static func order(of field: Field) -> DateSettings.Order {
    switch field.dateOrder {
    case .monthDay: .monthFirst
    case .undecided: .undecided
    case .dayMonth, nil: .dayFirst
    }
  }

  private static func above(_ number: Int64) -> Int64 { number == .max ? .max : number + 1 }
  private static func below(_ number: Int64) -> Int64 { number == .min ? .min : number - 1 }
}
