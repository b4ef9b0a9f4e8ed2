package import FihristFormat
package import FihristStorage

/// What a column is asked for, which not every type of values can give.
package struct ColumnUse: Sendable {
  /// What it is called in a message, in the plural.
  private let name: String
  /// What values it needs, with an article; `nil` if all will do.
  private let values: String?
  private let types: Set<FieldType>
  /// What those can be asked for whose types do not fit.
  private let instead: String

  /// Conditions, and the order of hits.
  package static let any = ColumnUse(
    name: "conditions", values: nil, types: Set(FieldType.allCases), instead: "")
  /// Counts of each value.
  package static let facets = ColumnUse(
    name: "facets", values: "a keyword field", types: [.keyword], instead: "a histogram")
  /// Hits by value.
  package static let groups = ColumnUse(
    name: "groups", values: "a keyword field", types: [.keyword], instead: "a histogram")
  /// Counts of ranges of values.
  package static let histograms = ColumnUse(
    name: "histograms", values: "numbers or dates", types: [.integer, .decimal, .date],
    instead: "a facet")
  /// The least, the greatest and the mean value.
  package static let summaries = ColumnUse(
    name: "summaries", values: "numbers or dates", types: [.integer, .decimal, .date, .boolean],
    instead: "a facet")

  /// The ordinal of the field called `field`.
  ///
  /// - Throws: ``IndexError`` of kind `invalid`, which names the fields that fit, if the
  ///   schema does not have the field, or only without a column or with one of another type.
  package func column(_ field: String, of schema: Schema) throws(IndexError) -> Int {
    let fitting = schema.columnFields.filter { types.contains(schema.fields[$0].type) }
    if let ordinal = fitting.first(where: { schema.fields[$0].name == field }) { return ordinal }
    let names = fitting.map { schema.fields[$0].name }
    guard let index = schema.fields.firstIndex(where: { $0.name == field }) else {
      throw IndexError.invalid(
        "", "the index has no field \"\(field)\"", advice: advice(names: names))
    }
    guard schema.fields[index].hasColumn, let values else {
      throw IndexError.invalid(
        "", "the field \"\(field)\" has no column", advice: advice(names: names))
    }
    // What is true or false is counted by no facet and in no range.
    let other =
      schema.fields[index].type == .boolean
      ? "search for \(field):true and for \(field):false" : "ask for \(instead) of it"
    throw IndexError.invalid(
      "", "\(name) need \(values), and \"\(field)\" is of type \(schema.fields[index].type)",
      advice: names.isEmpty ? other : "\(other), or \(Self.use(names))")
  }

  private func advice(names: [String]) -> String {
    names.isEmpty
      ? "index the documents with a schema that has such a column" : Self.use(names)
  }

  private static func use(_ names: [String]) -> String {
    "use \(names.count > 1 ? "one of " : "")\(names.joined(separator: ", "))"
  }
}
