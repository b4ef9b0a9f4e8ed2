internal import FihristText

/// What the snippets of a field should show: the words of a query at their levels, its patterns and
/// fuzzy words, and its phrases.
///
/// Everything that is worth showing has a number, by which ``values`` has its value.
struct SnippetTargets: Sendable {
  /// The numbers of terms: those by which words match.
  private(set) var terms: [ArraySlice<UInt8>: Int] = [:]
  /// Those of forms, which a word shows besides its term: the same form says more.
  private(set) var forms: [ArraySlice<UInt8>: Int] = [:]
  /// Those of roots.
  private(set) var roots: [ArraySlice<UInt8>: Int] = [:]

  /// For each root, the terms of the query's words with it; empty if the query asks for the root
  /// itself. It is shown only if one of them is missing.
  private(set) var termsOfRoots: [Int: [Int]] = [:]

  /// For terms that must stand in the text as they are written, how.
  private(set) var written: [Int: [WrittenForm]] = [:]

  /// The numbers of terms that are shown wherever they are, not only in a group or in a spelling.
  private(set) var loose: Set<Int> = []

  /// The numbers of terms that are shown in a complete group.
  private(set) var grouped: Set<Int> = []

  /// The groups, and the number of the first.
  private(set) var groups: [SnippetGroup] = []
  private(set) var firstGroup = 0

  /// The values of what has a number: integers, so that sums do not depend on the order of
  /// addition.
  private(set) var values: [Int] = []

  private var expansions: SnippetExpansions?
  private var firstExpansion = 0

  /// A bit for each fingerprint of a term, and of a root; most words of a text fail this test.
  private var termBits = FingerprintBits()
  private var rootBits = FingerprintBits()

  /// What `query` finds documents by in a field.
  ///
  /// - Parameters:
  ///   - field: The name of the field.
  ///   - ranksRoots: Whether words of the same root count.
  ///   - weight: How significant a term is; only ratios matter.
  init(
    _ query: Query, field: String, ranksRoots: Bool, _ weight: ([UInt8]) -> Float
  ) {
    var patterns: [Query.Expansion] = []
    var wanted: [(terms: [Query.PhraseTerm], slop: Int, written: String?)] = []
    query.forEachShownLeaf(in: field) { leaf in
      switch leaf {
      case .term(let term): loose.insert(number(of: term, weight))
      case .word(let word): add(word, ranksRoots: ranksRoots, weight)
      case .root(let root):
        if ranksRoots { termsOfRoots[rootNumber(of: root, value: weight(root))] = [] }
      case .group(let terms, let slop):
        for term in terms { grouped.insert(number(of: term.term, weight)) }
        wanted.append((terms, slop, nil))
      case .exactForm(let form) where form.terms.count == 1:
        written[number(of: form.terms[0].term, weight), default: []]
          .append(WrittenForm(form.written))
      case .exactForm(let form):
        for term in form.terms { grouped.insert(number(of: term.term, weight)) }
        wanted.append((form.terms, 0, form.written))
      case .expansion(let expansion):
        let isNew = !patterns.contains(expansion)
        if isNew, patterns.count < SnippetExpansions.maximumCount { patterns.append(expansion) }
      }
    }
    firstExpansion = values.count
    expansions = patterns.isEmpty ? nil : SnippetExpansions(patterns)
    // They score nothing, and count as a common word.
    values += patterns.map { _ in Self.value(of: 1) }
    firstGroup = values.count
    for group in wanted { append(group.terms, slop: group.slop, group.written) }
  }

  private mutating func add(
    _ word: Query.Word, ranksRoots: Bool, _ weight: ([UInt8]) -> Float
  ) {
    let weight = weight(word.stem)
    let term = number(of: word.stem) { _ in weight }
    loose.insert(term)
    if forms[word.form[...]] == nil { forms[word.form[...]] = newNumber(value: weight / 2) }
    guard ranksRoots else { return }
    let root = rootNumber(of: word.root, value: weight / 2)
    guard let known = termsOfRoots[root] else { return termsOfRoots[root] = [term] }
    if !known.isEmpty, !known.contains(term) { termsOfRoots[root] = known + [term] }
  }

  private mutating func newNumber(value: Float) -> Int {
    values.append(Self.value(of: value))
    return values.count - 1
  }

  private mutating func number(of term: [UInt8], _ weight: ([UInt8]) -> Float) -> Int {
    if let number = terms[term[...]] { return number }
    let number = newNumber(value: weight(term))
    terms[term[...]] = number
    termBits.insert(WordTerms.fingerprint(term[...]))
    return number
  }

  private mutating func rootNumber(of root: [UInt8], value: Float) -> Int {
    if let number = roots[root[...]] { return number }
    let number = newNumber(value: value)
    roots[root[...]] = number
    rootBits.insert(WordTerms.fingerprint(root[...]))
    return number
  }

  private mutating func append(_ terms: [Query.PhraseTerm], slop: Int, _ written: String?) {
    let members = terms.prefix(SnippetGroup.maximumCount).compactMap { term in
      self.terms[term.term[...]].map { SnippetGroup.Member(number: $0, offset: term.offset) }
    }
    // The first words of a longer phrase are not written as the whole.
    let isWhole = members.count == terms.count
    let group = SnippetGroup(members: members, slop: slop, written: isWhole ? written : nil)
    guard !groups.contains(group), groups.count < SnippetGroup.maximumCount else { return }
    groups.append(group)
    values.append(members.reduce(0) { $0 + values[$1.number] })
  }

  /// 64 for a weight of 1.
  private static func value(of weight: Float) -> Int {
    guard weight.isFinite else { return 64 }
    return Int((min(max(weight, 0), 10_000) * 64).rounded()) + 1
  }

  // MARK: Looking up

  /// Whether nothing is worth showing.
  var isEmpty: Bool { values.isEmpty }

  /// Whether it has patterns or fuzzy words, so that every word has to be looked at.
  var hasExpansions: Bool { expansions != nil }

  /// The number of the first expansion that stands for a term; `nil` if none does.
  func number(ofExpansionTo term: ArraySlice<UInt8>) -> Int? {
    expansions?.index(of: term).map { firstExpansion + $0 }
  }

  /// Whether a word may be one of the targets, by its fingerprints.
  @inline(__always)
  func mayHave(_ word: KnownWords.Fingerprints) -> Bool {
    termBits.contains(word.term) || rootBits.contains(word.root)
  }
}
