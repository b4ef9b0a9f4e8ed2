/// What a snippet should show: the terms of a query, its patterns and fuzzy words, and its phrases.
struct SnippetTargets: Sendable {
  /// A phrase: its terms by their numbers, and their offsets.
  struct Phrase: Sendable {
    var terms: [(number: Int, offset: Int)]
  }

  /// Longer phrases do not fit into a snippet; only this many of their terms are used.
  static let maximumPhraseTerms = 64

  private var numbers: [ArraySlice<UInt8>: Int] = [:]
  /// One bit for each fingerprint of a term; most words of a text fail this test.
  private var fingerprints: (UInt64, UInt64) = (0, 0)

  private var expansions: SnippetExpansions?

  private(set) var phrases: [Phrase] = []

  /// The values of showing the terms, then the expansions, then the complete phrases.
  private(set) var values: [Int] = []

  /// How many different terms and expansions there are.
  private(set) var termCount = 0

  /// What `query` finds documents by.
  ///
  /// - Parameter level: Which level of words is shown; that of roots has no phrases.
  init(_ query: Query, level: SnippetLevel, _ weight: ([UInt8]) -> Float) {
    var wanted: [[Query.PhraseTerm]] = []
    var known: Set<[Query.PhraseTerm]> = []
    var patterns: [Query.Expansion] = []
    query.forEachShownLeaf { leaf in
      switch leaf {
      case .term(let term): number(of: term, weight)
      case .word(let word): number(of: level == .roots ? word.root : word.stem, weight)
      case .root(let root): if level == .roots { number(of: root, weight) }
      case .phrase(let terms):
        guard level == .words else { return }
        guard known.insert(terms).inserted else { return }
        for term in terms { number(of: term.term, weight) }
        wanted.append(Array(terms.prefix(Self.maximumPhraseTerms)))
      case .expansion(let expansion):
        let isNew = !patterns.contains(expansion)
        if isNew, patterns.count < SnippetExpansions.maximumCount { patterns.append(expansion) }
      }
    }
    expansions = patterns.isEmpty ? nil : SnippetExpansions(patterns)
    // They score nothing, and count as a common word.
    values += patterns.map { _ in Self.value(of: 1) }
    termCount = values.count
    for terms in wanted { append(terms) }
  }

  @discardableResult
  private mutating func number(of term: [UInt8], _ weight: ([UInt8]) -> Float) -> Int {
    if let number = numbers[term[...]] { return number }
    let number = values.count
    numbers[term[...]] = number
    let fingerprint = Self.fingerprint(term[...])
    if fingerprint < 64 {
      fingerprints.0 |= 1 << fingerprint
    } else {
      fingerprints.1 |= 1 << (fingerprint - 64)
    }
    values.append(Self.value(of: weight(term)))
    return number
  }

  private mutating func append(_ terms: [Query.PhraseTerm]) {
    let members = terms.compactMap { term in
      numbers[term.term[...]].map { (number: $0, offset: term.offset) }
    }
    phrases.append(Phrase(terms: members))
    values.append(members.reduce(0) { $0 + values[$1.number] })
  }

  /// Integers, so that sums do not depend on the order of addition: 64 for a weight of 1.
  private static func value(of weight: Float) -> Int {
    guard weight.isFinite else { return 64 }
    return Int((min(max(weight, 0), 10_000) * 64).rounded()) + 1
  }

  private static func fingerprint(_ term: ArraySlice<UInt8>) -> UInt64 {
    let last = term.last ?? 0
    return UInt64((UInt8(truncatingIfNeeded: term.count) &* 29) ^ last ^ (last >> 3)) & 127
  }

  /// Whether it has patterns or fuzzy words.
  var hasExpansions: Bool { expansions != nil }

  /// The number of the first expansion that stands for a term; `nil` if none does.
  func number(ofExpansionTo term: ArraySlice<UInt8>) -> Int? {
    expansions?.index(of: term).map { numbers.count + $0 }
  }

  /// The number of `term`; `nil` if it is not in the query.
  func number(of term: ArraySlice<UInt8>) -> Int? {
    let fingerprint = Self.fingerprint(term)
    let bits = fingerprint < 64 ? fingerprints.0 : fingerprints.1
    guard bits >> (fingerprint & 63) & 1 == 1 else { return nil }
    return numbers[term]
  }
}
