internal import FihristText

/// Reads the query language, which `Documentation/QueryLanguage.md` describes.
///
/// Words are analyzed exactly as those of documents. A word that the analyzer takes apart (`S-300`,
/// `2024/05/18`) becomes a phrase. The parser goes forward over the text once: a part starts where
/// ``index`` is.
struct QueryParser {
  let source: QueryText
  let analyzer: Analyzer
  let fields: QueryFields
  private let reading: QueryReading

  /// What finds words: many parts are a word each, and the memory for one is that for all.
  var wordReader: QueryWordReader

  /// The next scalar.
  var index = 0
  /// Whether a sign may stand at ``index``: not inside or right after a word.
  var isAtBoundary = true
  /// How many groups are open.
  var nesting = 0
  /// The field whose words are meant.
  var wordField: String?
  /// The field whose values are meant.
  var valueField: String?
  /// Where the sign stands that says that the roots of words are meant; `nil` if they are not.
  var rootSign: Range<Int>?
  /// Whether it was reported that what stands behind that sign has no root.
  var hasReportedRoots = false
  /// Whether the name of a field was just read, behind which no other may stand.
  var isBehindField = false
  /// Whether the query cannot have more.
  private(set) var isFull = false
  /// Whether there was something to look for.
  var hasWords = false

  private var leafCount = 0
  private var termCount = 0
  private var notes: [QueryNote] = []

  /// Makes a parser of `text`.
  init(_ text: String, analyzer: Analyzer, fields: QueryFields, reading: QueryReading) {
    source = QueryText(text)
    self.analyzer = analyzer
    self.fields = fields
    self.reading = reading
    wordReader = QueryWordReader(analyzer)
  }

  /// A part of a list of clauses as it is read.
  struct Part {
    var clause: ParsedQuery.Clause
    /// Whether it is a common word and nothing says that it matters.
    var isCommon = false
  }

  /// Parses the whole text.
  ///
  /// - Throws: ``QueryError`` if the reading is strict.
  mutating func parse() throws(QueryError) -> ParsedQuery {
    let clauses = try list().chosen
    if !hasWords { try report(at: 0) { _ in .empty } }
    return ParsedQuery(text: source.text, clauses: clauses, notes: notes)
  }

  // MARK: Problems

  /// Throws what is wrong, or makes a note of it.
  ///
  /// - Parameters:
  ///   - index: The scalar that is the cause, or something invisible before it.
  ///   - problem: Makes the problem of the column of the cause.
  mutating func report(
    at index: Int, _ problem: (Int) -> QueryError
  ) throws(QueryError) {
    guard notes.count < QueryNote.maximumCount else { return }
    let cause = source.visible(from: index)
    let problem = problem(source.column(cause < source.count ? cause : index))
    guard reading == .lenient else { throw problem }
    notes.append(QueryNote(problem))
  }

  /// Counts a part and its terms.
  ///
  /// - Returns: `false`, after which nothing more is read, if there are too many.
  mutating func count(terms: Int, at index: Int) throws(QueryError) -> Bool {
    guard !isFull else { return false }
    guard leafCount < Query.maximumClauseCount, termCount + terms <= Query.maximumTermCount else {
      isFull = true
      try report(at: index) { .tooManyTerms(column: $0) }
      return false
    }
    leafCount += 1
    termCount += terms
    hasWords = true
    return true
  }

  // MARK: Lists

  /// Clauses, the common words among them left out while anything else is there.
  struct Clauses {
    private(set) var all: [ParsedQuery.Clause] = []
    private var common: [ParsedQuery.Clause] = []
    private var hasPositive = false

    mutating func append(_ part: Part) {
      if part.isCommon {
        if !hasPositive { common.append(part.clause) }
        return
      }
      if part.clause.occur != .mustNot {
        hasPositive = true
        common = []
      }
      all.append(part.clause)
    }

    /// What a document is to be compared with.
    var chosen: [ParsedQuery.Clause] { hasPositive ? all : all + common }
  }

  /// Reads parts up to the end, or to the bracket that closes the present group.
  mutating func list() throws(QueryError) -> Clauses {
    var clauses = Clauses()
    while !isFull {
      skipSeparators()
      guard let scalar = source[index] else { break }
      if QuerySyntax.closesGroup(scalar) {
        if nesting > 0 { break }
        try report(at: index) { .unopenedGroup(column: $0) }
        index += 1
        isAtBoundary = true
        continue
      }
      if let word = operatorWord(), word != .not {
        try report(at: index) { .missingOperand(word.rawValue, column: $0) }
        skip(word)
        continue
      }
      try chain(into: &clauses)
    }
    return clauses
  }

  mutating func skipSeparators() {
    while let scalar = source[index], QuerySyntax.separates(scalar) {
      index += 1
      isAtBoundary = true
    }
  }

  // MARK: AND, OR, NOT

  /// A word that joins parts.
  enum Operator: String {
    case and = "AND"
    case or = "OR"
    case not = "NOT"
  }

  /// The operator at ``index``: a word in capitals with white space, a bracket or a quote around
  /// it.
  func operatorWord() -> Operator? {
    guard isAtBoundary else { return nil }
    let start = source.visible(from: index)
    for word in [Operator.and, .or, .not] {
      let end = start + word.rawValue.unicodeScalars.count
      guard end <= source.count,
        source.scalars[start..<end].elementsEqual(word.rawValue.unicodeScalars)
      else { continue }
      guard let next = source[source.visible(from: end)] else { return word }
      return QuerySyntax.endsBareText(next) ? word : nil
    }
    return nil
  }

  /// Moves past an operator that was found at ``index``.
  mutating func skip(_ word: Operator) {
    index = source.visible(from: index) + word.rawValue.unicodeScalars.count
    index = source.visible(from: index)
    isAtBoundary = true
  }

  /// Reads a part, and those that operators join to it.
  private mutating func chain(into clauses: inout Clauses) throws(QueryError) {
    let start = index
    let first = try operand()
    var alternatives = [[first]]
    while let word = try joiningOperator() {
      let next = try operand()
      if word == .and {
        alternatives[alternatives.count - 1].append(next)
      } else {
        alternatives.append([next])
      }
    }
    guard alternatives.count > 1 || alternatives[0].count > 1 else {
      for part in first { clauses.append(part) }
      return
    }
    for alternative in alternatives {
      let joined = alternative.filter { !$0.isEmpty }.map { $0.map(\.clause) }
      if joined.isEmpty { continue }
      var parts =
        alternatives.count == 1 ? Self.required(joined) : Self.alternative(joined)
      // Operators make groups that no bracket shows; printed, they have brackets.
      if parts.contains(where: { nesting + $0.node.groupDepth > Query.maximumNesting }) {
        try report(at: start) { .tooDeep(column: $0) }
        parts = joined.flatMap(\.self)
      }
      for var clause in parts {
        clause.isAlternative = alternatives.count > 1
        clauses.append(Part(clause: clause))
      }
    }
  }

  /// What documents must have of parts that AND joins.
  private static func required(_ parts: [[ParsedQuery.Clause]]) -> [ParsedQuery.Clause] {
    parts.flatMap { part -> [ParsedQuery.Clause] in
      if part.count > 1, part.allSatisfy({ $0.occur == .should }) {
        return [ParsedQuery.Clause(occur: .must, node: .group(part))]
      }
      return part.map { clause in
        ParsedQuery.Clause(occur: clause.occur == .mustNot ? .mustNot : .must, node: clause.node)
      }
    }
  }

  /// What documents may have of parts that AND joins, and OR with others.
  private static func alternative(_ parts: [[ParsedQuery.Clause]]) -> [ParsedQuery.Clause] {
    guard parts.count == 1 else {
      return [ParsedQuery.Clause(occur: .should, node: .group(required(parts)))]
    }
    // Without an AND, what must not be there is everything else.
    return parts[0].map { clause in
      clause.occur == .mustNot
        ? ParsedQuery.Clause(occur: .should, node: .group([clause])) : clause
    }
  }

  /// The operator between the last part and one that follows, which ``index`` moves to; `nil`, not
  /// moving, if none joins them.
  private mutating func joiningOperator() throws(QueryError) -> Operator? {
    let (start, wasAtBoundary) = (index, isAtBoundary)
    skipSeparators()
    // Behind a quote or a bracket no white space is needed.
    isAtBoundary = true
    guard !isFull, let word = operatorWord(), word != .not else {
      (index, isAtBoundary) = (start, wasAtBoundary)
      return nil
    }
    let column = index
    skip(word)
    skipSeparators()
    while let other = operatorWord(), other != .not {
      try report(at: index) { .missingOperand(other.rawValue, column: $0) }
      skip(other)
      skipSeparators()
    }
    if let next = source[source.visible(from: index)],
      !(QuerySyntax.closesGroup(next) && nesting > 0)
    {
      return word
    }
    try report(at: column) { .missingOperand(word.rawValue, column: $0) }
    return nil
  }
}

extension ParsedQuery.Content {
  /// The term or phrase of `words` in the index; `nil` if the index keeps none of them.
  init?(_ words: ArraySlice<QueryWord>) {
    let terms = Self.terms(words)
    guard !terms.isEmpty else { return nil }
    guard terms.count == 1, let word = words.first(where: { $0.term != nil }) else {
      self = .phrase(terms)
      return
    }
    if case .word(let word) = Query(word)?.node {
      self = .word(word)
    } else {
      self = .term(terms[0].term)
    }
  }

  /// The terms that the index has of `words`, with their offsets from the first.
  static func terms(_ words: ArraySlice<QueryWord>) -> [Query.PhraseTerm] {
    var terms: [Query.PhraseTerm] = []
    var first = 0
    for word in words {
      guard let term = word.term else { continue }
      if terms.isEmpty { first = word.position }
      terms.append(Query.PhraseTerm(term: Array(term.utf8), offset: word.position - first))
    }
    return terms
  }

  /// The bytes of the form of a single word, with which fuzzy words are compared.
  var form: [UInt8]? {
    switch self {
    case .term(let bytes): bytes
    case .word(let word): word.form
    default: nil
    }
  }

  /// Whether what it asks for may be written otherwise.
  var mayHaveAlternatives: Bool {
    switch self {
    case .term, .word, .phrase: true
    case .root, .near, .expansion, .exactForm, .column, .all, .group: false
    }
  }

  /// What counts as it, which `words` of the text `bytes` mean.
  func alternatives(
    _ words: ArraySlice<QueryWord>, in bytes: [UInt8], _ analyzer: Analyzer
  ) -> [Self] {
    var alternatives: [Self] = []
    for text in analyzer.alternatives(to: words, in: bytes) {
      guard let content = Self(analyzer.queryWords(in: text)[...]), content != self,
        !alternatives.contains(content)
      else { continue }
      alternatives.append(content)
    }
    return alternatives
  }

  /// A phrase whose words may be `slop` steps from where they should be; other content as it is.
  func loosened(by slop: Int) -> Self {
    guard slop > 0, case .phrase(let terms) = self else { return self }
    return .near(terms, slop: min(slop, Query.maximumSlop), isOrdered: false)
  }

  /// The words of a phrase with at most `distance` others between them; other content as it is.
  func spread(over distance: Int, isOrdered: Bool) -> Self {
    guard case .phrase(let terms) = self else { return self }
    let placed = terms.enumerated().map { number, term in
      Query.PhraseTerm(term: term.term, offset: isOrdered ? number : 0)
    }
    // In any order, the steps from word to word count too.
    let slop = isOrdered ? distance : distance + terms.count - 1
    return .near(placed, slop: min(slop, Query.maximumSlop), isOrdered: isOrdered)
  }

  /// What counts as words like `word`, if it asks for these: the stem, which the word has in all
  /// its forms. Words are compared with its form, which may be unlike its stem.
  func itself(_ word: Self) -> [Self] {
    guard case .expansion(.fuzzy) = self, case .word(let word) = word, word.stem != word.form
    else { return [] }
    return [.term(word.stem)]
  }

  /// How many terms it has.
  var termCount: Int {
    switch self {
    case .phrase(let terms), .near(let terms, _, _): terms.count
    case .exactForm(let form): form.terms.count
    default: 1
    }
  }
}
