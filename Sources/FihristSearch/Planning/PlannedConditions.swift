internal import FihristFormat
internal import FihristStorage

/// What the conditions of a plan need besides terms and phrases. A plan of a bag of words has none.
final class PlannedConditions {
  /// An expansion, and the fields that have its terms.
  struct ExpansionCondition: Hashable {
    var expansion: Query.Expansion
    var fields: [String]?
    /// Where its terms are.
    var lookup: QuerySpaces.Lookup
    /// The ordinal of the space of the query's words.
    var words: Int

    /// The names of the fields whose text is read.
    func names(in schema: Schema) -> [String] {
      if let fields { return fields }
      guard case .field(let field) = schema.termSpaces[words].role else { return [] }
      return [schema.fields[field].name]
    }
  }

  /// The expansions; none twice.
  private(set) var expansions: [ExpansionCondition] = []

  private var numbers: [ExpansionCondition: Int] = [:]

  /// The terms of ``expansions``, once they are looked up.
  private(set) var expanded: [ExpandedTerms] = []

  /// For each of ``expansions`` the forms that are found in stored text, if it has any.
  private(set) var forms: [FormsInText?] = []

  /// What scores the same wherever it matches; see ``PlannedItems/Item/constant``.
  private(set) var constants: [MatchCondition] = []

  /// The queries of ``constants``.
  private(set) var constantQueries: [Query] = []

  /// A condition on a column.
  struct OnColumn: Hashable {
    var field: String
    var condition: Query.ColumnCondition

    /// Whether it asks for any word in a field whose words are searched.
    func asksForWords(in schema: Schema) -> Bool {
      condition == .exists && schema.indexedFields.contains { schema.fields[$0].name == field }
    }

    /// What a document must pass: one of these; none if it asks for words.
    func tests(in schema: Schema) throws(IndexError) -> [ColumnTest] {
      asksForWords(in: schema) ? [] : try ColumnTest.tests(condition, field, schema)
    }
  }

  /// The conditions on columns, and those that ask for any word in a field.
  private(set) var columns: [OnColumn] = []

  /// For each of ``columns`` what a document must pass: one of these. Known once the conditions
  /// are opened.
  private(set) var tests: [[ColumnTest]] = []

  /// Where the sets of tests are kept.
  private(set) var filters: FilterCache?

  /// The fields that conditions name.
  private(set) var fields: Set<String> = []

  /// The index of an expansion, which is added if it is new.
  ///
  /// - Parameters:
  ///   - expansion: The pattern or fuzzy word.
  ///   - fields: The fields that have its terms.
  ///   - lookup: Where they are.
  ///   - words: The ordinal of the space of the query's words.
  func index(
    of expansion: Query.Expansion, in fields: [String]?, at lookup: QuerySpaces.Lookup, words: Int
  ) -> Int {
    let wanted = ExpansionCondition(
      expansion: expansion, fields: fields, lookup: lookup, words: words)
    if let known = numbers[wanted] { return known }
    numbers[wanted] = expansions.count
    expansions.append(wanted)
    return expansions.count - 1
  }

  /// Adds a condition that scores the same wherever it matches.
  func addConstant(_ condition: MatchCondition, of query: Query) -> Int {
    constants.append(condition)
    constantQueries.append(query)
    return constants.count - 1
  }

  /// Adds a condition on a column.
  func add(_ condition: Query.ColumnCondition, on field: String) -> Int {
    columns.append(OnColumn(field: field, condition: condition))
    return columns.count - 1
  }

  /// Remembers that a condition names `fields`.
  func use(_ fields: [String]?) { self.fields.formUnion(fields ?? []) }

  /// Checks names of fields, and finds the terms of expansions.
  ///
  /// - Throws: ``IndexError``: `invalid` for a field that is not searched, or a text that is not a
  ///   pattern; `damaged`.
  func open(
    in snapshot: Snapshot, limit: Int, until stop: StopSignal
  ) throws(IndexError) {
    for name in fields.sorted() { try Self.check(name, in: snapshot.manifest.schema) }
    filters = snapshot.filters
    for column in columns {
      tests.append(try column.tests(in: snapshot.manifest.schema))
    }
    for condition in expansions {
      // Together they are bounded as one is: so many small ones, or one large one.
      let readsText = condition.lookup.readsText
      let terms = try ExpandedTerms(
        condition.expansion, in: snapshot.segments, space: condition.lookup.space,
        limit: max(1, limit / expansions.count), isNaming: readsText, until: stop)
      expanded.append(terms)
      let names = readsText ? condition.names(in: snapshot.manifest.schema) : []
      forms.append(
        readsText
          ? try FormsInText(terms.terms, of: condition.expansion, in: names, of: snapshot) : nil)
    }
  }

  private static func check(_ name: String, in schema: Schema) throws(IndexError) {
    let names = schema.indexedFields.map { schema.fields[$0].name }
    guard !names.contains(name) else { return }
    throw IndexError.invalid(
      "query", "no field \"\(name)\" has words to search",
      advice: "use \(names.joined(separator: " or "))")
  }

  /// The expansions that stand for more terms than were looked at.
  var cutExpansions: [Query.Expansion] {
    var cut: [Query.Expansion] = []
    for (condition, terms) in zip(expansions, expanded)
    where terms.isCut && !cut.contains(condition.expansion) { cut.append(condition.expansion) }
    return cut
  }
}
